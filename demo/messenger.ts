import * as z from 'zod';
import type { OrderBooks } from './books.js';
import type { News } from './orders.schema.js';

/** Where the club listens, and the secret that proves who speaks. */
export interface ClubAddress {
  readonly gatewayUrl: string;
  readonly shopSecret: string;
}

type Reply = { kind: 'taken' } | { kind: 'refused'; reason: string } | { kind: 'later' };

const receipt = z.object({ applied: z.boolean() });
const refusal = z.object({ detail: z.string().optional(), title: z.string().optional() });
/** A visitor waits this long for the club before the page answers without it. */
const patience = 2_500;
const slowest = 60_000;

/**
 * Carries the shop's news to the club, oldest first, each until the club answers.
 * An event keeps its id on every try, so telling it twice has one effect.
 */
export class Messenger {
  #run: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pause = 1_000;
  readonly #closing = new AbortController();

  constructor(
    private readonly books: OrderBooks,
    private readonly club: ClubAddress,
  ) {}

  /** Carries what is waiting; ends when all is told, the club does not answer, or the visitor's patience is over. */
  async deliver(): Promise<void> {
    const over = new AbortController();
    const limit = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      over.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    await Promise.race([this.#flush(), limit]);
    over.abort();
  }

  /** Stops; what is not told yet stays in the books for the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#run;
  }

  /** One carrier at a time; who comes while it is under way waits for it and looks again. */
  async #flush(): Promise<void> {
    while (this.#run) await this.#run;
    this.#run = this.#carry().finally(() => {
      this.#run = undefined;
    });
    await this.#run;
  }

  async #carry(): Promise<void> {
    clearTimeout(this.#timer);
    for (let news = this.books.nextNews(); news; news = this.books.nextNews()) {
      if (this.#closing.signal.aborted) return;
      const reply = await this.#tell(news);
      switch (reply.kind) {
        case 'taken':
          this.#pause = 1_000;
          await this.books.settle(news.event.id);
          break;
        case 'refused':
          await this.books.settle(news.event.id, reply.reason);
          break;
        case 'later':
          this.#again();
          return;
        default:
          return reply satisfies never;
      }
    }
  }

  #again(): void {
    if (this.#closing.signal.aborted) return;
    this.#timer = setTimeout(() => void this.#flush().catch(() => this.#again()), this.#pause);
    this.#timer.unref();
    this.#pause = Math.min(this.#pause * 2, slowest);
  }

  async #tell(news: News): Promise<Reply> {
    try {
      const answer = await fetch(new URL('/shop/v1/events', this.club.gatewayUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.club.shopSecret}` },
        body: JSON.stringify(news.event),
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(10_000)]),
      });
      if (answer.ok) return receipt.safeParse(await answer.json()).success ? { kind: 'taken' } : { kind: 'later' };
      return isFinal(answer.status) ? { kind: 'refused', reason: await reasonOf(answer) } : { kind: 'later' };
    } catch {
      // No connection, a timeout, or no JSON: the club is not there yet.
      return { kind: 'later' };
    }
  }
}

/** A wrong secret (401, 403) can be put right while the news waits; what the club judged wrong in the news cannot. */
function isFinal(status: number): boolean {
  return [400, 404, 409, 413, 422].includes(status);
}

async function reasonOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => undefined);
  const parsed = refusal.safeParse(body);
  return parsed.data?.detail ?? parsed.data?.title ?? `status ${answer.status}`;
}
