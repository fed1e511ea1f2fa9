import type { Call, Connection, Include, PortalAdapter, ReadName, Snapshot, WriteName, Writes } from '../adapters/port.js';
import { PortalError } from '../domain/errors.js';
import type { Messages } from '../i18n/messages.js';
import { resolveTongue } from '../i18n/resolve.js';
import type { GetToken, VafaConfig } from './config.js';
import type { Care } from './care.js';
import { isCallable } from './callable.js';
import type { Live, LiveParts } from './live.js';
import { whenPageAsked } from './schedule.js';
import { Session, type AskToken, type SessionState } from './session.js';
import { Store } from './store.js';
import { readText, writeText } from './tab-storage.js';

/** What a client is put together from. */
export interface ClientParts {
  readonly config: VafaConfig;
  readonly messages: Messages;
  /** Whose surroundings say the language: the provider, or the page's root. */
  readonly scope: HTMLElement;
  /** Makes the port, given where the token comes from. */
  readonly adapter: (session: Session, care: () => Promise<Care>, turn: () => void) => { readonly adapter: Port; readonly connection?: Connection };
  /** Brings further parts of the kit. */
  readonly load: LoadPart;
}

/** Brings a part of the kit that is not needed for the first paint: a language, the upkeep. */
export type LoadPart = (name: string) => Promise<unknown>;

/** What a page asks of a port: whole snapshots, writes, and a stream where there is one. */
export type Port = Pick<PortalAdapter, 'snapshot' | WriteName | 'watch'>;

/** The reads that tell of one member; a guest is not asked for them. */
const memberReads: readonly ReadName[] = ['member', 'wallets', 'activity', 'redemptions', 'orders', 'order'];

const capabilities: Include = { read: 'capabilities' };

/** The browser state of one club on one page: who is here, what is known, and how it is kept true. */
export class Client {
  readonly config: VafaConfig;
  readonly messages: Messages;
  /** What is known of each read. */
  readonly store: Store;
  readonly #session: Session;
  readonly #adapter: Port;
  /** Brings a part that an intent asked for. */
  readonly part: LoadPart;
  readonly #upkeep: LiveParts;
  #care: Promise<Care> | undefined;
  #live: Live | undefined;
  #destroyed = false;
  #tabs: BroadcastChannel | undefined;
  readonly #scope: HTMLElement;
  readonly #listeners = new Set<() => void>();
  #locale: string | undefined;

  constructor({ config, messages, scope, adapter, load }: ClientParts) {
    this.config = config;
    this.messages = messages;
    this.#scope = scope;
    this.part = load;
    this.#session = new Session(config.getToken ?? this.#own, () => this.#tellSession(), config.deadline ?? 8_000);
    const made = adapter(this.#session, () => this.care(), () => this.#turn());
    this.#adapter = made.adapter;
    this.store = new Store((includes, call) => this.#ask(includes, call), whenPageAsked);
    this.#upkeep = {
      adapter: made.adapter,
      connection: made.connection,
      store: this.store,
      isMember: () => this.session === 'member',
      refresh: () => this.refresh(),
      onIdentity: () => this.#begin(),
      token: () => this.#session.token(),
      tell: (news) => this.#tell(news),
      locale: () => this.#locale,
      channel: `vafa:${config.api ?? ''}`,
    };
    this.store.onSettled = (failures) => {
      if (failures.length || this.session === 'member') void this.#attend((live) => live.settled(failures));
    };
    // A tab that keeps a session hears that somebody left, also where nobody looks at a card.
    if (readText(this.#upkeep.channel)) this.#tell();
  }

  /** Whom the page speaks for. */
  get session(): SessionState {
    return this.#session.state;
  }

  /** Watches a read; calls back on every change of its state. Returns the way to stop. */
  subscribe(include: Include, listener: () => void): () => void {
    // A listener of its own for each, so that the first to leave does not take the others' along.
    const stops = [this.store.subscribe(capabilities, () => undefined), this.store.subscribe(include, listener)];
    this.#live?.follow();
    return () => {
      for (const stop of stops) stop();
      this.#live?.follow();
    };
  }

  /** Calls back when somebody else is here. Returns the way to stop. */
  onSession(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the page's language again; asks anew where it changed, as answers carry texts. */
  relocate(): void {
    const before = this.#locale;
    this.#locale = resolveTongue(this.#scope, this.config).locale;
    if (before !== undefined && before !== this.#locale) this.store.reset();
  }

  /** The part of the kit that keeps things true and mends what went wrong, fetched when it is first needed. */
  care(): Promise<Care> {
    return (this.#care ??= this.part('care').then((part) => partOf<Care>(part, 'attend')).catch((thrown: unknown) => {
      this.#care = undefined;
      throw thrown;
    }));
  }

  /** Asks again for what is shown. */
  refresh(): void {
    // Whoever signs in again may be somebody else.
    if (this.session === 'expired') this.#begin();
    else this.store.refresh();
  }

  /** Somebody else is here, or nobody (`null`). Everything of the one before is forgotten, in other tabs too. */
  identify(getToken?: GetToken | null): void {
    if (getToken) this.config.getToken = getToken;
    if (getToken === null) writeText(this.#upkeep.channel, '');
    this.#begin(getToken);
    this.#tell(getToken === null ? 'left' : 'identity');
  }

  /**
   * Does a write and shows in every element what it changed. `key` is the idempotency key of a write that was sent
   * before, to learn what became of it. Fails with a `PortalError`.
   */
  async write<W extends WriteName>(name: W, input: Writes[W]['input'], key?: string): Promise<Writes[W]['result']> {
    const { epoch } = this.#session;
    const care = await this.care();
    const written = epoch === this.#session.epoch && (await care.write(this.#upkeep, name, input, key));
    if (!written || epoch !== this.#session.epoch) throw new PortalError({ kind: 'conflict' });
    this.store.apply(written);
    this.#tell('change');
    return written.result;
  }

  /** Ends every request, stream and timer. */
  destroy(): void {
    this.#destroyed = true;
    this.#live?.destroy();
    this.#tabs?.close();
    this.#listeners.clear();
    this.store.reset();
  }

  /** What a page asks that does not say itself who is here: the session that this tab keeps, where there is one. */
  readonly #own = async (): Promise<unknown> => {
    const trade = readText(this.#upkeep.channel) && (await this.part('session'));
    return isCallable(trade) && trade(this);
  };

  #begin(getToken: AskToken | null = this.config.getToken ?? this.#own): void {
    this.#live?.restart();
    this.#session.identify(getToken);
    this.store.reset();
  }

  /** The token that came in another's place speaks for somebody else: nothing of the one before is kept. */
  #turn(): void {
    this.#session.epoch++;
    this.store.reset();
  }

  #call(): Call {
    if (this.#locale === undefined) this.relocate();
    return this.#locale === undefined ? {} : { locale: this.#locale };
  }

  async #ask(includes: readonly Include[], call: Call & { since?: number }): Promise<Snapshot> {
    const { epoch } = this.#session;
    const isGuest = !this.#destroyed && (await this.#session.token()) === undefined;
    const allowed = this.#destroyed ? [] : isGuest ? includes.filter(({ read }) => !memberReads.includes(read)) : includes;
    if (allowed.length === 0) return { at: new Date().toISOString(), parts: [] };
    if (!this.#adapter.snapshot) throw new PortalError({ kind: 'unsupported', detail: 'Wrap the adapter: withSnapshot(adapter).' });
    const snapshot = await this.#adapter.snapshot(allowed, { ...call, ...this.#call() });
    if (epoch !== this.#session.epoch) throw new PortalError({ kind: 'conflict' });
    return snapshot;
  }

  /** Lets the upkeep do something; it is fetched when there first is something to keep up. */
  async #attend(act: (live: Live) => void): Promise<void> {
    const care = await this.care().catch(() => undefined);
    if (!care || this.#destroyed) return;
    act((this.#live ??= care.attend(this.#upkeep)));
  }

  /** Tells the shop's other tabs, and listens to them from then on: something changed, or whom a page speaks for. Never what, and never who. */
  #tell(news?: string): void {
    try {
      if (!this.#tabs && !this.#destroyed) (this.#tabs = new BroadcastChannel(this.#upkeep.channel)).onmessage = ({ data }) => this.#heard(data);
      if (news) this.#tabs?.postMessage(news);
    } catch {
      // A frame without channels speaks for itself.
    }
  }

  /**
   * A guest needs no upkeep to hear that somebody signed in. What pages say as they come is nothing to one that does not
   * ask its shop who is here; who left, left every tab.
   */
  #heard(news: unknown): void {
    if (news === 'left') writeText(this.#upkeep.channel, '');
    if (news !== 'identity' && news !== 'left' && news !== 'change' && !this.config.getToken) return;
    const live = this.session !== 'guest' && this.#live;
    if (live) void live.heard(news);
    else if (news !== 'guest' && news !== 'change') this.#begin();
  }

  #tellSession(): void {
    // A shop's own form signs out by a new page: its first answer is how the other tabs learn of it.
    if (this.session === 'guest') this.#tell('guest');
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A part comes from the same build, so that a member of it tells which it is; only its absence has to be told. */
export function partOf<T extends object>(part: unknown, member: keyof T & string): T {
  if (isPart<T>(part, member)) return part;
  throw new PortalError({ kind: 'unavailable' });
}

function isPart<T>(part: unknown, member: string): part is T {
  return typeof part === 'object' && part !== null && member in part;
}
