import type { Call, Connection, PortalAdapter, Reads } from '../adapters/port.js';
import type { Change } from '../domain/snapshot.schema.js';
import type { PortalError } from '../domain/errors.js';
import { advise } from './advise.js';
import { exclusively } from './locks.js';
import { known } from './resource.js';
import type { Store } from './store.js';
import { subjectOf } from './subject.js';
import { traceOf } from './trace.js';

/** What the upkeep needs of the client. */
export interface LiveParts {
  readonly adapter: Partial<PortalAdapter>;
  /** The way to the Portal API, where that is the adapter. */
  readonly connection: Connection | undefined;
  readonly store: Store;
  /** Whether a member is signed in; only they have anything that changes. */
  readonly isMember: () => boolean;
  /** Asks again for what is shown, with another token where the last one ran out. */
  readonly refresh: () => void;
  readonly locale: () => string | undefined;
  /** The member's token, of which the tabs compare whom it speaks for. */
  readonly token: () => Promise<string | undefined>;
  /** Tells the shop's other tabs. */
  readonly tell: (news: string) => void;
  /** Names the channel on which the tabs of one shop hear each other. */
  readonly channel: string;
  /** Told that somebody else may be here: another tab signed in or out, or the page comes back from the history. */
  readonly onIdentity: () => void;
}

/** Tells what changed, as it changes. */
export type Watch = (call: Call) => AsyncIterable<Change>;

const firstRetry = 5_000;
const lastRetry = 60_000;
/** Events within this time are answered by one read; a balance still follows within two seconds. */
const gatherFor = 250;
const pollEvery = 20_000;
/** Coming back to a tab asks again when the last answer is older than this. */
const freshFor = 10_000;

/**
 * Keeps what is shown true: follows the change stream in one visible tab, polls while something is pending where there
 * is none, asks again when the page comes back, and after failures that may pass, ever more slowly.
 */
export class Live {
  readonly #parts: LiveParts;
  readonly #changes: Watch | undefined;
  readonly #ends = new AbortController();
  #stream: AbortController | undefined;
  #streaming = false;
  #failures = 0;
  readonly #changed = new Set<string>();
  #all = false;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #missed = false;
  #streamFailures = 0;
  #asked = 0;
  #announced = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;

  /** `watch` is missing where the backend cannot tell; then it is asked from time to time. */
  constructor(parts: LiveParts, watch: Watch | undefined) {
    this.#parts = parts;
    this.#changes = watch;
    const { signal } = this.#ends;
    const options = { signal };
    addEventListener('online', () => this.#again(), options);
    addEventListener('focus', () => this.#wake(), options);
    document.addEventListener('visibilitychange', () => (isVisible() ? this.#wake() : this.#sleep()), options);
    // An open stream keeps a page out of the browser's history cache.
    addEventListener('pagehide', () => this.#sleep(), options);
    addEventListener('pageshow', (event) => event.persisted && parts.onIdentity(), options);
  }

  /** A request ended: plans the next one. */
  settled(failures: readonly PortalError[]): void {
    this.#asked = Date.now();
    for (const { kind, message } of failures) if (kind !== 'not_enrolled' && kind !== 'unsupported') advise('failure', message);
    clearTimeout(this.#retry);
    const passing = failures.filter(({ kind, retryable }) => retryable || kind === 'unauthenticated');
    this.#failures = passing.length ? this.#failures + 1 : 0;
    if (passing.length) {
      const told = Math.max(0, ...passing.map(({ retryAfter = 0 }) => Math.min(retryAfter, 3_600) * 1_000));
      const backoff = Math.min(lastRetry, firstRetry * 2 ** (this.#failures - 1)) * (0.8 + Math.random() * 0.4);
      this.#retry = setTimeout(() => this.#again(), Math.max(told, backoff));
    }
    void this.#announce();
    this.follow();
  }

  /** Somebody else is here: what ran for the one before ends. */
  restart(): void {
    this.#sleep();
    this.#failures = this.#streamFailures = 0;
  }

  /** Ends everything it started. */
  destroy(): void {
    this.#ends.abort();
    this.#sleep();
  }

  /** Another tab of the shop says something. */
  async heard(news: unknown): Promise<void> {
    if (news === 'change') this.#again();
    else if (news !== (await this.#mark())) this.#parts.onIdentity();
  }

  /** Says once whom this page speaks for: it may be the one that came after somebody signed in. */
  async #announce(): Promise<void> {
    if (this.#announced || !this.#parts.isMember()) return;
    this.#announced = true;
    this.#parts.tell((await this.#mark()) ?? '');
  }

  /** What tells one member from another in a message to other tabs, and says of neither who it is. */
  async #mark(): Promise<string | undefined> {
    const token = await this.#parts.token().catch(() => undefined);
    return token && `is ${traceOf('', subjectOf(token))}`;
  }

  /** A hidden tab asks when it is looked at. */
  #again(): void {
    this.#missed = !isVisible();
    if (!this.#missed) this.#parts.refresh();
  }

  #wake(): void {
    if (this.#missed || this.#failures || Date.now() - this.#asked > freshFor) this.#again();
    else this.follow();
  }

  #sleep(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    clearTimeout(this.#retry);
    clearTimeout(this.#poll);
    this.#stream?.abort();
    this.#stream = undefined;
  }

  /** Streams, or polls while something is pending, as long as somebody looks. */
  follow(): void {
    clearTimeout(this.#poll);
    const { store, isMember } = this.#parts;
    if (store.watched.length === 0) this.#sleep();
    if (!isVisible() || !isMember() || store.watched.length === 0) return;
    const abilities = known(store.state({ read: 'capabilities' }))?.data;
    if (this.#canStream(abilities)) {
      if (!this.#stream) void this.#watch((this.#stream = new AbortController()));
    }
    if (!this.#streaming && this.#isPending()) this.#poll = setTimeout(() => this.#again(), pollEvery);
  }

  #canStream(abilities: Reads['capabilities'] | undefined): boolean {
    return abilities?.watch !== undefined && abilities.watch !== 'no' && this.#changes !== undefined;
  }

  #isPending(): boolean {
    const wallets = known(this.#parts.store.state({ read: 'wallets' }))?.data ?? [];
    return wallets.some(({ pending = 0, reserved = 0 }) => pending + reserved > 0);
  }

  /** Streams for all tabs where it gets the lock; waits for it while another tab streams. */
  async #watch(stream: AbortController): Promise<void> {
    const { signal } = stream;
    while (!signal.aborted) {
      const began = Date.now();
      await exclusively(`${this.#parts.channel}:watch`, signal, () => this.#read(signal)).catch(() => undefined);
      this.#streaming = false;
      if (signal.aborted) return;
      this.#streamFailures = Date.now() - began > lastRetry ? 0 : this.#streamFailures + 1;
      await pause(Math.min(lastRetry, 1_000 * 2 ** this.#streamFailures) * (0.8 + Math.random() * 0.4), signal);
    }
  }

  /** Events that come together are one question: a shop that imports a thousand orders must not cost a thousand reads. */
  #gather(keys: readonly string[]): void {
    if (keys.length === 0) this.#all = true;
    for (const key of keys) this.#changed.add(key);
    this.#gathering ??= setTimeout(() => {
      const reads = this.#all ? undefined : [...this.#changed];
      this.#gathering = undefined;
      this.#all = false;
      this.#changed.clear();
      this.#parts.store.refresh(reads);
      this.#parts.tell('change');
    }, gatherFor);
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { store, locale } = this.#parts;
    try {
      for await (const { version, keys } of this.#changes?.({ signal, locale: locale() }) ?? []) {
        this.#streaming = true;
        if (version !== undefined && store.version !== undefined && version <= store.version) continue;
        this.#gather(keys);
      }
    } catch {
      // The stream is a convenience: the loop opens another, and what is shown does not depend on it.
    }
  }
}

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
