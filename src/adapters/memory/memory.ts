import type { Activity } from '../../domain/activity.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { Change } from '../../domain/snapshot.schema.js';
import type { ShopEvent } from '../../domain/shop-event.schema.js';
import type { Include, PortalAdapter, PortalBackend, Session, Written } from '../port.js';
import type { Receipt, ShopPort } from '../shop-port.js';
import { partOf } from '../snapshot.js';
import { applyEvent } from './events.js';
import { fresh, type MemoryClub, type MemoryRecord, type Knobs } from './state.js';

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

class MemoryBackend implements Memory {
  readonly knobs: Knobs;
  readonly #club: MemoryClub;
  readonly #records: Map<string, MemoryRecord>;
  readonly #watchers = new Set<(memberId: string, change: Change) => void>();
  readonly #events = new Set<string>();
  readonly #answers = new Map<string, { readonly input: string; readonly answer: Written<MemoryRecord['member']> }>();

  constructor(club: MemoryClub) {
    this.#club = club;
    this.knobs = { ...club.knobs };
    this.#records = new Map(Object.entries(club.members));
  }

  change(memberId: string, edit: (record: MemoryRecord) => MemoryRecord): void {
    const record = edit(this.#record(memberId));
    const version = this.#record(memberId).version + 1;
    this.#records.set(memberId, { ...record, version });
    for (const tell of this.#watchers) tell(memberId, { version, keys: ['member', 'wallets', 'tiers', 'activity'] });
  }

  async receive(event: ShopEvent): Promise<Receipt> {
    if (this.#events.has(event.id)) return { applied: false };
    const memberId = this.#memberOf(event);
    this.change(memberId, (record) => applyEvent(record, event, this.#club));
    this.#events.add(event.id);
    return { applied: true };
  }

  open(session: Session): PortalAdapter {
    const { memberId } = session;
    const { shop, capabilities } = this.#club;
    const mine = (): MemoryRecord => this.#enrolled(memberId);
    const adapter: PortalAdapter = {
      capabilities: (call) => this.#answer('capabilities', call, () => capabilities),
      shop: (call) => this.#answer('shop', call, () => shop(call?.locale)),
      member: (call) => this.#answer('member', call, () => this.#known(memberId).member),
      wallets: (call) => this.#answer('wallets', call, () => mine().wallets(call?.locale)),
      tiers: (call) => this.#answer('tiers', call, () => this.#tiers(memberId, call?.locale)),
      activity: (query, call) => this.#answer('activity', call, () => page(mine().activity(call?.locale), query.limit ?? 20, query.cursor)),
      snapshot: async (includes, { since, ...call } = {}) => {
        call.signal?.throwIfAborted();
        const version = memberId === undefined ? undefined : this.#record(memberId).version;
        const at = this.#club.now().toISOString();
        if (since !== undefined && since === version) return this.#answer('snapshot', call, () => ({ version, at, unchanged: true, parts: [] }));
        const parts = await Promise.all(includes.map((include) => partOf(adapter, include, call)));
        return { ...(version !== undefined && { version }), at, parts };
      },
      join: (input, { key, includes = [], ...call }) =>
        this.#answer('join', call, () => this.#join(memberId, key, JSON.stringify(input), input.acceptTerms)).then((joined) => this.#with(adapter, joined, includes)),
      watch: (call) => this.#watch(memberId, call?.signal),
    };
    return adapter;
  }

  async #answer<T>(operation: string, call: { signal?: AbortSignal } | undefined, give: () => T): Promise<T> {
    call?.signal?.throwIfAborted();
    const { latency, fail } = this.knobs;
    if (latency > 0) await delay(latency, call?.signal);
    const failure = typeof fail === 'function' ? fail(operation) : fail;
    if (failure) throw new PortalError({ kind: failure, detail: `memory: ${operation} is set to fail` });
    return give();
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

  #tiers(memberId: string | undefined, locale: string | undefined) {
    const record = memberId === undefined ? undefined : this.#record(memberId);
    return record?.member.state === 'enrolled' ? record.tiers(locale) : this.#club.ladder(locale);
  }

  #join(memberId: string | undefined, key: string, input: string, accepted: boolean): Written<MemoryRecord['member']> {
    const { member } = this.#known(memberId);
    const known = this.#answers.get(`${member.id} ${key}`);
    if (known && known.input !== input) throw new PortalError({ kind: 'rejected', detail: 'This idempotency key came with another input.' });
    if (known) return known.answer;
    if (!accepted) throw new PortalError({ kind: 'rejected', detail: 'acceptTerms must be true.' });
    if (member.state === 'not_enrolled') {
      this.change(member.id, (record) => ({ ...record, member: { ...record.member, state: 'enrolled', since: this.#club.now().toISOString() } }));
    }
    const record = this.#record(member.id);
    const answer = { result: record.member, version: record.version, at: this.#club.now().toISOString(), parts: [] };
    this.#answers.set(`${member.id} ${key}`, { input, answer });
    return answer;
  }

  async #with<T>(adapter: PortalAdapter, written: Written<T>, includes: readonly Include[]): Promise<Written<T>> {
    return { ...written, parts: await Promise.all(includes.map((include) => partOf(adapter, include))) };
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
    if (event.type === 'code.used') throw new PortalError({ kind: 'not_found', detail: `data.code: no code “${event.data.code}” was given` });
    const { orderId } = event.data;
    for (const [id, { orders }] of this.#records) if (orders.some(({ order }) => order.id === orderId)) return id;
    throw new PortalError({ kind: 'not_found', detail: `data.orderId: no order “${orderId}” was placed; send order.placed first.` });
  }
}

/** A page of history; the cursor is the id of the last line before it. */
function page(items: readonly Activity[], limit: number, cursor: string | undefined) {
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

