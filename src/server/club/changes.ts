import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { change, type Change } from '../../domain/snapshot.schema.js';
import type { ClubDatabase } from './database.js';
import { memberReads } from './members.js';

/** What may have changed when a connection was down and nothing is known for sure. */
const everything: Change = { keys: [...memberReads] };

/** What may have changed with another program: what everybody reads, too. */
const everythingOfAProgram: Change = { keys: [...memberReads, 'shop', 'capabilities', 'estimate'] };

const note = z.object({ shop: z.string(), who: z.string(), version: change.shape.version, keys: change.shape.keys });
// The commonest first: what a union has refused was work for nothing.
const ringing = z.union([z.object({ shop: z.string(), outbox: z.literal(true) }), note, z.object({ shop: z.string(), program: z.int() })]);

/** Who wants to hear of what is no member's alone. Both are also rung when bells may have been missed. */
export interface Bells {
  /** Another program was applied. */
  program(): void;
  /** Something happened that webhooks are told of. */
  outbox(): void;
}

/** Hears the changes that any process made to this database, and hands each to those who watch that member. */
export class ChangeHub {
  readonly #watchers = new Map<string, Set<Watcher>>();
  #stop: () => Promise<void> = async () => {};

  private constructor(
    private readonly shopId: string,
    private readonly bells: Bells,
  ) {}

  /** Starts listening; only then can a watcher be sure to miss nothing. */
  static async open(database: ClubDatabase, shopId: string, bells: Bells): Promise<ChangeHub> {
    const hub = new ChangeHub(shopId, bells);
    hub.#stop = await database.listen('vafa_changes', {
      message: (payload) => hub.#hear(payload),
      missed: () => {
        hub.#everybody((watcher) => watcher.tell(everything));
        bells.program();
        bells.outbox();
      },
    });
    return hub;
  }

  /** Hears one member's changes from this moment on; `signal` or `end` lets go. */
  watch(externalId: string, signal: AbortSignal | undefined): Watcher {
    const who = fingerprint(externalId);
    const mine = this.#watchers.get(who) ?? new Set();
    const watcher = new Watcher(() => {
      signal?.removeEventListener('abort', watcher.end);
      mine.delete(watcher);
      if (mine.size === 0 && this.#watchers.get(who) === mine) this.#watchers.delete(who);
    });
    this.#watchers.set(who, mine.add(watcher));
    signal?.addEventListener('abort', watcher.end, { once: true });
    if (signal?.aborted) watcher.end();
    return watcher;
  }

  /** Tells everybody that what the program says is another now. */
  programChanged(): void {
    this.#everybody((watcher) => watcher.tell(everythingOfAProgram));
  }

  /** Ends all watching. */
  async close(): Promise<void> {
    this.#everybody((watcher) => watcher.end());
    await this.#stop();
  }

  #everybody(tell: (watcher: Watcher) => void): void {
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) tell(watcher);
  }

  #hear(payload: string): void {
    const told = parseJson(payload);
    // Most bells ring for members nobody watches here, and need not be looked at closer.
    if (isOf(told) && !this.#watchers.has(told.who)) return;
    const heard = z.safeParse(ringing, told);
    // Another application may ring the same bell; what is not ours is not for us.
    if (!heard.success || heard.data.shop !== this.shopId) return;
    if ('program' in heard.data) return this.bells.program();
    if ('outbox' in heard.data) return this.bells.outbox();
    const { who, version, keys } = heard.data;
    for (const watcher of this.#watchers.get(who) ?? []) watcher.tell({ version, keys });
  }
}

/** One watcher's mailbox. Changes that come faster than they are taken out are joined into one. */
export class Watcher {
  #waiting: Change | undefined;
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(private readonly onEnd: () => void) {}

  /** Puts a change in. */
  tell(news: Change): void {
    const before = this.#waiting;
    const keys = [...new Set([...(before?.keys ?? []), ...news.keys])];
    // News without a version is of everything: joined with a version that is known already, it would be passed over.
    const versions = before ? [news.version, before.version] : [news.version];
    const known = versions.filter((version) => version !== undefined);
    this.#waiting = known.length < versions.length ? { keys } : { version: Math.max(...known), keys };
    this.#wake?.();
  }

  /** Nothing more is heard; whoever waits for `next` is told so. */
  readonly end = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.onEnd();
    this.#wake?.();
  };

  /** The next change; `undefined` at the end. */
  async next(): Promise<Change | undefined> {
    if (!this.#waiting && !this.#ended) await new Promise<void>((wake) => (this.#wake = wake));
    const news = this.#waiting;
    this.#waiting = undefined;
    return this.#ended ? undefined : news;
  }
}

// As the trigger in 0001-club makes it: a notification must not carry the member's id at the shop in clear.
function fingerprint(externalId: string): string {
  return createHash('sha256').update(externalId, 'utf8').digest('hex');
}

function isOf(told: unknown): told is { readonly who: string } {
  return typeof told === 'object' && told !== null && 'who' in told && typeof told.who === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
