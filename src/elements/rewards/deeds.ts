import type { Applied } from '../../client/cart-link.js';

/** What was done with a code on this page. */
export type Deed = { readonly kind: 'copied' | 'selected' | 'using' | 'byHand' } | Applied;

/** What this page knows of codes beyond what the club does: what was done with each, and which are in the cart. All elements share it. */
export class Deeds {
  /** Nobody on this page takes codes: only copying is offered from then on. */
  onlyCopies = false;
  /** Redemptions whose goods are in the cart: asking again must not lay them in twice. */
  readonly laid = new Set<string>();
  /** Counts what was done. */
  count = 0;
  readonly #deeds = new Map<string, Deed>();
  #inCart: readonly string[] = [];
  readonly #listeners = new Set<() => void>();

  /** What was done last with the code of a redemption. */
  of(redemptionId: string): Deed | undefined {
    return this.#deeds.get(redemptionId);
  }

  /** Something was done with it. */
  set(redemptionId: string, deed: Deed): void {
    this.count++;
    this.#deeds.set(redemptionId, deed);
    this.#tell();
  }

  /** It is long enough ago that it was copied. */
  forget(redemptionId: string, deed: Deed): void {
    if (this.#deeds.get(redemptionId) === deed) this.#deeds.delete(redemptionId);
    this.#tell();
  }

  /** Whether the page's cart holds a code. */
  holds(code: string): boolean {
    return this.#inCart.includes(code);
  }

  /** The cart says which codes it holds; it was asked when so many deeds were done, and knows nothing of later ones. */
  fill(codes: readonly string[], asOf: number): void {
    this.#inCart = codes;
    if (asOf === this.count) for (const [id, { kind }] of this.#deeds) if (kind === 'applied') this.#deeds.delete(id);
    this.#tell();
  }

  /** Calls back on every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
