import type { Cart, CartAdapter } from './cart.js';

/** What became of putting a code into the cart. `silent`: it threw, hung or made no sense. `message` is the shop's own word for a refusal. */
export type Applied = { readonly kind: 'applied' | 'silent' } | { readonly kind: 'refused'; readonly message?: string | undefined };

/** Speaks with the page's cart and never fails. */
export class CartLink {
  readonly #cart: CartAdapter;
  readonly #deadline: number;

  constructor(cart: CartAdapter, deadline: number) {
    this.#cart = cart;
    this.#deadline = deadline;
  }

  /** The cart now; nothing where it does not say. */
  async read(): Promise<Cart | undefined> {
    return asCart(await this.#ask(() => this.#cart.getCart()));
  }

  /** Puts a code in. */
  async apply(code: string): Promise<Applied> {
    return said(await this.#ask(() => this.#cart.applyCode(code)));
  }

  /** Puts one of something in, where the cart takes goods; else the member does. */
  async add(productId: string): Promise<Applied> {
    return this.#cart.addItem ? said(await this.#ask(() => this.#cart.addItem?.(productId, 1))) : { kind: 'applied' };
  }

  /** Takes a code out; whether it is out afterwards. */
  async remove(code: string): Promise<boolean> {
    const holds = async (): Promise<boolean | undefined> => (await this.read())?.codes.includes(code);
    if (!(await holds())) return true;
    await this.#ask(() => this.#cart.removeCode?.(code));
    return (await holds()) === false;
  }

  async #ask(call: () => unknown): Promise<unknown> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), this.#deadline)));
    // A cart that throws says as little as one that hangs: it may have done what it was asked, or not.
    const asked = (async () => call())().catch(() => undefined);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}

function said(answer: unknown): Applied {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return { kind: 'silent' };
  if (answer.ok === true) return { kind: 'applied' };
  return { kind: 'refused', message: 'message' in answer && typeof answer.message === 'string' ? answer.message : undefined };
}

function asCart(answer: unknown): Cart | undefined {
  if (typeof answer !== 'object' || answer === null || !('total' in answer) || !('codes' in answer)) return undefined;
  const { total, codes } = answer;
  if (typeof total !== 'object' || total === null || !('minor' in total) || !('currency' in total)) return undefined;
  const { minor, currency } = total;
  if (typeof minor !== 'number' || !Number.isSafeInteger(minor) || typeof currency !== 'string' || !Array.isArray(codes)) return undefined;
  return { total: { minor, currency }, codes: codes.filter((code) => typeof code === 'string') };
}
