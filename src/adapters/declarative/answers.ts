import type { Answer } from './transport.js';

interface Kept {
  readonly answer: Promise<Answer>;
  /** Until when it may be given again; while it is on its way it always may. */
  until: number;
  settled: boolean;
  /** Who was given it: their writes make it out of date. */
  readonly readers: Set<string>;
}

/** Entries at most; the oldest go first. */
const most = 2_000;

/** Answers that are on their way or may be given again: the same request of several elements goes over the wire once. */
export class Answers {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The answer to a request: the one that is there, else the one that `ask` gets. A failure is not kept. */
  get(request: string, reader: string, keep: number, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#kept.get(request);
    if (known && (!known.settled || known.until > this.now())) {
      known.readers.add(reader);
      return known.answer;
    }
    const answer = ask();
    const kept: Kept = { answer, until: 0, settled: false, readers: new Set([reader]) };
    this.#kept.delete(request);
    this.#kept.set(request, kept);
    answer.then(
      ({ status }) => this.#settle(request, kept, status < 300 ? keep : 0),
      () => this.#settle(request, kept, 0),
    );
    return answer;
  }

  /** Forgets what a reader was given: something of theirs changed. */
  forget(reader: string): void {
    for (const [request, { readers }] of this.#kept) if (readers.has(reader)) this.#kept.delete(request);
  }

  #settle(request: string, kept: Kept, keep: number): void {
    kept.settled = true;
    kept.until = this.now() + keep;
    if (keep === 0 && this.#kept.get(request) === kept) this.#kept.delete(request);
    for (const [oldest, { settled }] of this.#kept) {
      if (this.#kept.size <= most) break;
      if (settled) this.#kept.delete(oldest);
    }
  }
}
