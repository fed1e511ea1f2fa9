import { HttpProblem } from './problems.js';

/** Lets each of a few sentences through once in so many seconds, so that a log stays readable whoever knocks. */
export class Seldom {
  readonly #last = new Map<string, number>();

  constructor(
    private readonly seconds: number,
    private readonly now: () => Date,
  ) {}

  /** Whether it may be said now. */
  take(sentence: string): boolean {
    const at = this.now().getTime();
    const last = this.#last.get(sentence);
    if (last !== undefined && Math.abs(at - last) < this.seconds * 1_000) return false;
    this.#last.set(sentence, at);
    return true;
  }
}

const spans = { minute: 60, hour: 3_600 } as const;

/** Lets so many requests per minute, or another span, through for each name; unused ones gather, up to one span's worth. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly most: number,
    private readonly now: () => Date,
    /** Names remembered at most; the one longest unused is forgotten. It bounds memory, not the limit's use. */
    private readonly remembered = 20_000,
    private readonly span: 'minute' | 'hour' = 'minute',
  ) {}

  /** Counts one request; fails with 429 and the seconds to wait when it is one too many. */
  take(name: string): void {
    const at = this.now().getTime();
    const bucket = this.#refilled(name, at);
    this.#remember(name, { tokens: Math.max(0, bucket - 1), at });
    if (bucket >= 1) return;
    const retryAfter = Math.max(1, Math.ceil(((1 - bucket) * spans[this.span]) / this.most));
    throw new HttpProblem({ kind: 'rate_limited', detail: `More than ${this.most} requests in ${this.span === 'minute' ? 'a minute' : 'an hour'}.`, retryAfter }, 429);
  }

  #refilled(name: string, at: number): number {
    const known = this.#buckets.get(name);
    if (!known) return this.most;
    // A clock that is set back must not take tokens away.
    const gained = (Math.max(0, at - known.at) / 1_000 / spans[this.span]) * this.most;
    return Math.min(this.most, known.tokens + gained);
  }

  #remember(name: string, bucket: { tokens: number; at: number }): void {
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size <= this.remembered) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** Counts what is open at once for each name. */
export class OpenLimit {
  readonly #open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Opens one more; the answer closes it. Fails with 429 when too many are open. */
  open(name: string): () => void {
    const count = this.#open.get(name) ?? 0;
    if (count >= this.most) {
      throw new HttpProblem({ kind: 'rate_limited', detail: `More than ${this.most} change streams at once.`, retryAfter: 30 }, 429);
    }
    this.#open.set(name, count + 1);
    let closed = false;
    return () => {
      if (closed) return;
      closed = true;
      const left = (this.#open.get(name) ?? 1) - 1;
      if (left > 0) this.#open.set(name, left);
      else this.#open.delete(name);
    };
  }
}
