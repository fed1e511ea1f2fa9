import { createHash } from 'node:crypto';
import type { Identity } from './token.js';

interface Kept {
  readonly identity: Identity;
  /** When it was verified; a clock that was set back to before knows nothing of it. */
  readonly from: number;
  /** The first millisecond at which it is good no more. */
  readonly until: number;
}

/**
 * Tokens that one verifier found good, so that one that is sent again is not verified again. Only their digests are kept,
 * never longer than the token is good for, and a verifier with other keys begins with none.
 */
export class VerifiedTokens {
  readonly #kept = new Map<string, Kept>();

  /** Remembers at most so many; the one longest unused is forgotten. */
  constructor(private readonly remembered = 5_000) {}

  /** Who the token speaks for, when it was verified before and is still good. */
  find(token: string, now: Date): Identity | undefined {
    const digest = digestOf(token);
    const known = this.#kept.get(digest);
    if (!known) return undefined;
    this.#kept.delete(digest);
    const at = now.getTime();
    if (at < known.from || at >= known.until) return undefined;
    // Last in the map is last used.
    this.#kept.set(digest, known);
    return known.identity;
  }

  /** Keeps a token that was verified at `now` and stays good until `until`. */
  keep(token: string, identity: Identity, now: Date, until: Date): void {
    this.#kept.set(digestOf(token), { identity, from: now.getTime(), until: until.getTime() });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.remembered && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** How many are remembered. */
  get size(): number {
    return this.#kept.size;
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
