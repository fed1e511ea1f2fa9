import { activityFits } from '../../domain/activity.js';
import { PortalError } from '../../domain/errors.js';
import type { Change } from '../../domain/snapshot.schema.js';
import { repeated } from '../../domain/receipt.js';
import type { Receipt, ShopEvent } from '../../domain/shop-event.schema.js';
import type { PortalAdapter, PortalBackend, ReadName, Session, WriteCall, Written } from '../port.js';
import type { ShopPort } from '../shop-port.js';
import { partOf } from '../snapshot.js';
import { applyEvent } from './events.js';
import { dismiss, noting, tiersOf } from './news.js';
import { rewardsFor } from './rewards.js';
import { fresh, type Knobs, type MemoryClub, type MemoryRecord } from './state.js';
import { complete, join, Once, undo, wish } from './writes.js';

/** A club in memory, with knobs; for stories, tests and design. */
export interface Memory extends PortalBackend, ShopPort {
  /** How slow it is and what fails; may be turned at any time. */
  readonly knobs: Knobs;
  /** Changes a member's record, as anything outside would, and tells those who watch. */
  change(memberId: string, edit: (record: MemoryRecord) => MemoryRecord): void;
}

/** Makes a deterministic club in memory: the same settings and the same calls give the same answers. */
export function createMemory(club: Partial<MemoryClub> = {}): Memory {
  return new MemoryBackend({ ...fresh, ...club });
}

/** What changes with a member's record. */
const changing: readonly ReadName[] = ['member', 'wallets', 'tiers', 'activity', 'rewards', 'redemptions', 'earnActions', 'orders', 'order'];

class MemoryBackend implements Memory {
  readonly knobs: Knobs;
  readonly #club: MemoryClub;
  readonly #records: Map<string, MemoryRecord>;
  readonly #watchers = new Set<(memberId: string, change: Change) => void>();
  readonly #events = new Set<string>();
  readonly #joins = new Once(join);
  readonly #wishes = new Once(wish);
  readonly #undone = new Once(undo);
  readonly #completed = new Once(complete);
  readonly #dismissed = new Once(dismiss);

  constructor(club: MemoryClub) {
    this.#club = club;
    this.knobs = { ...club.knobs };
    this.#records = new Map(Object.entries(club.members));
  }

  change(memberId: string, edit: (record: MemoryRecord) => MemoryRecord): void {
    const before = this.#record(memberId);
    const version = before.version + 1;
    this.#records.set(memberId, { ...noting(before, edit(before)), version });
    for (const tell of this.#watchers) tell(memberId, { version, keys: [...changing] });
  }

  async receive(event: ShopEvent): Promise<Receipt> {
    if (this.#events.has(event.id)) return repeated(event);
    const memberId = this.#memberOf(event);
    this.change(memberId, (record) => applyEvent(record, event, this.#club));
    this.#events.add(event.id);
    return { applied: true };
  }

  open(session: Session): PortalAdapter {
    const { memberId } = session;
    const adapter: PortalAdapter = {
      ...this.#shopReads(memberId),
      ...this.#memberReads(memberId),
      snapshot: async (includes, { since, ...call } = {}) => {
        call.signal?.throwIfAborted();
        const version = memberId === undefined ? undefined : this.#record(memberId).version;
        const at = this.#club.now().toISOString();
        if (since !== undefined && since === version) return this.#answer('snapshot', call, () => ({ version, at, unchanged: true, parts: [] }));
        const parts = await Promise.all(includes.map((include) => partOf(adapter, include, call)));
        return { ...(version !== undefined && { version }), at, parts };
      },
      join: (input, call) => this.#write(adapter, memberId, 'join', input, call, this.#joins),
      redeem: (input, call) => this.#write(adapter, memberId, 'redeem', input, call, this.#wishes),
      cancelRedemption: (input, call) => this.#write(adapter, memberId, 'cancelRedemption', input, call, this.#undone),
      completeEarnAction: (input, call) => this.#write(adapter, memberId, 'completeEarnAction', input, call, this.#completed),
      dismiss: (input, call) => this.#write(adapter, memberId, 'dismiss', input, call, this.#dismissed),
      watch: (call) => this.#watch(memberId, call?.signal),
    };
    return adapter;
  }

  #shopReads(memberId: string | undefined) {
    const { shop, capabilities, ladder, earnActions, estimate } = this.#club;
    const record = () => (memberId === undefined ? undefined : this.#record(memberId));
    const tiers = (mine?: MemoryRecord) => (mine ? tiersOf(mine) : ladder);
    const own = () => (record()?.member.state === 'enrolled' ? record() : undefined);
    return {
      capabilities: (call) => this.#answer('capabilities', call, () => capabilities),
      shop: (call) => this.#answer('shop', call, () => shop(call?.locale)),
      tiers: (call) => this.#answer('tiers', call, () => tiers(own())(call?.locale)),
      rewards: (call) => this.#answer('rewards', call, () => rewardsFor(this.#club, record())(call?.locale)),
      earnActions: (call) => this.#answer('earnActions', call, () => earnActions(call?.locale).map((action) => (own()?.done?.includes(action.id) ? { ...action, state: 'done' } : action))),
      estimate: (query, call) => this.#answer('estimate', call, () => estimate(query, call?.locale)),
    } satisfies Partial<PortalAdapter> & Pick<PortalAdapter, 'capabilities'>;
  }

  #memberReads(memberId: string | undefined): Partial<PortalAdapter> {
    const mine = (): MemoryRecord => this.#enrolled(memberId);
    const orders = () => mine().orders.map(({ order, delivered }) => ({ ...order, ...(delivered && { state: 'delivered' as const }) })).reverse();
    return {
      member: (call) => this.#answer('member', call, () => this.#known(memberId).member),
      wallets: (call) => this.#answer('wallets', call, () => mine().wallets(call?.locale)),
      activity: (query, call) => this.#answer('activity', call, () => page(mine().activity(call?.locale).filter((line) => activityFits(line, query, (at) => at.slice(0, 10))), query)),
      redemptions: (call) => this.#answer('redemptions', call, () => mine().redemptions.map((told) => told(call?.locale))),
      orders: (query, call) => this.#answer('orders', call, () => page(orders(), query)),
      order: ({ id }, call) => this.#answer('order', call, () => orders().find((order) => order.id === id) ?? missing(`id: there is no order “${id}”.`)),
    };
  }

  async #answer<T>(operation: string, call: { signal?: AbortSignal | undefined } | undefined, give: () => T): Promise<T> {
    call?.signal?.throwIfAborted();
    const { latency, fail } = this.knobs;
    if (latency > 0) await delay(latency, call?.signal);
    const failure = typeof fail === 'function' ? fail(operation) : fail;
    if (failure) throw new PortalError({ kind: failure, detail: `memory: ${operation} is set to fail` });
    return give();
  }

  /** A write has one effect for its key, and one answer. */
  async #write<I, T>(adapter: PortalAdapter, memberId: string | undefined, operation: string, input: I, call: WriteCall, deeds: Once<I, T>): Promise<Written<T>> {
    const { key, includes = [], ...rest } = call;
    const result = await this.#answer(operation, call, () => {
      const record = this.#known(memberId);
      const done = deeds.do({ ...this.#club, knobs: this.knobs }, record, input, key);
      if (done.record !== record) this.change(record.member.id, () => done.record);
      return done.result;
    });
    if (this.knobs.loseAnswers) throw new PortalError({ kind: 'timeout', detail: `memory: the answer of ${operation} is set to get lost` });
    const { version } = this.#known(memberId);
    return { result: result(call.locale), version, at: this.#club.now().toISOString(), parts: await Promise.all(includes.map((include) => partOf(adapter, include, rest))) };
  }

  #record(memberId: string): MemoryRecord {
    return this.#records.get(memberId) ?? this.#club.stranger(memberId);
  }

  #known(memberId: string | undefined): MemoryRecord {
    if (memberId === undefined) throw new PortalError({ kind: 'unauthenticated', detail: 'Nobody is signed in.' });
    return this.#record(memberId);
  }

  #enrolled(memberId: string | undefined): MemoryRecord {
    const record = this.#known(memberId);
    if (record.member.state === 'not_enrolled') throw new PortalError({ kind: 'not_enrolled', detail: 'Not a member of the club yet.' });
    return record;
  }

  async *#watch(memberId: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<Change, void> {
    const waiting: Change[] = [{ version: this.#known(memberId).version, keys: [] }];
    let wake: () => void = () => undefined;
    const tell = (id: string, change: Change): void => {
      if (id === memberId) waiting.push(change);
      wake();
    };
    const end = (): void => wake();
    this.#watchers.add(tell);
    signal?.addEventListener('abort', end);
    try {
      while (!signal?.aborted) {
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#watchers.delete(tell);
      signal?.removeEventListener('abort', end);
    }
  }

  #memberOf(event: ShopEvent): string {
    if ('memberId' in event.data) return event.data.memberId;
    if (event.type === 'code.used') {
      const { code } = event.data;
      for (const [id, record] of this.#records) if (record.redemptions.some((told) => told(undefined).code === code)) return id;
      return missing(`data.code: no code “${code}” was given.`);
    }
    const { orderId } = event.data;
    for (const [id, { orders }] of this.#records) if (orders.some(({ order }) => order.id === orderId)) return id;
    throw new PortalError({ kind: 'not_found', detail: `data.orderId: no order “${orderId}” was placed; send order.placed first.` });
  }
}

function missing(detail: string): never {
  throw new PortalError({ kind: 'not_found', detail });
}

/** A page of what has ids, newest first; the cursor is the id of the last one before it. */
function page<T extends { readonly id: string }>(items: readonly T[], { limit = 20, cursor }: { limit?: number | undefined; cursor?: string | undefined }) {
  const from = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor) + 1;
  const shown = items.slice(from, from + limit);
  const last = shown.at(-1);
  return { items: shown, ...(last && from + limit < items.length && { next: last.id }) };
}

function delay(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

