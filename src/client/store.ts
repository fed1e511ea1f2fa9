import { includeKey } from '../adapters/include.js';
import type { Call, Include, ReadName, Reads, Snapshot } from '../adapters/port.js';
import { toPortalError, type PortalError } from '../domain/errors.js';
import { asking, failing, idle, known, settled, type ResourceState } from './resource.js';

/** Answers several reads; leaves out those that are not for whoever is here. */
export type Load = (includes: readonly Include[], call: Call & { since?: number }) => Promise<Snapshot>;

interface Entry {
  readonly include: Include;
  readonly listeners: Set<() => void>;
  state: ResourceState<unknown>;
  /** The version of the answer it holds: unwatched, it may have missed the newest. */
  version?: number | undefined;
  /** The request that is to answer it. */
  request: AbortController | undefined;
}

/**
 * Keyed, shared reads. Whatever is asked for before the scheduler runs goes in one request; whoever leaves last ends
 * it. An answer older than what is shown is ignored, so nothing flickers back.
 */
export class Store {
  readonly #entries = new Map<string, Entry>();
  readonly #wanted = new Set<Entry>();
  readonly #load: Load;
  readonly #schedule: (run: () => void) => void;
  #version: number | undefined;
  #scheduled = false;
  /** Called after every request with what failed in it. */
  onSettled: (failures: readonly PortalError[]) => void = () => undefined;

  constructor(load: Load, schedule: (run: () => void) => void) {
    this.#load = load;
    this.#schedule = schedule;
  }

  /** The version of the newest answer. */
  get version(): number | undefined {
    return this.#version;
  }

  /** What somebody watches now. */
  get watched(): Include[] {
    return this.#watched().map(({ include }) => include);
  }

  /** What is known of a read. */
  state<R extends ReadName>(include: Include & { readonly read: R }): ResourceState<Reads[R]>;
  state(include: Include): ResourceState<unknown> {
    return this.#entries.get(includeKey(include))?.state ?? idle;
  }

  /** Watches a read, asking for it where nobody did: what was known may have changed unwatched. Returns the way to stop. */
  subscribe(include: Include, listener: () => void): () => void {
    const entry = this.#entry(include);
    if (entry.listeners.size === 0) this.#want(entry);
    entry.listeners.add(listener);
    return () => {
      entry.listeners.delete(listener);
      this.#leave(entry);
    };
  }

  /** Asks again for what is watched: all of it, or the reads named. */
  refresh(reads?: readonly string[]): void {
    for (const entry of this.#watched()) {
      if (!reads || reads.includes(entry.include.read)) this.#want(entry);
    }
  }

  /** Somebody else is here: ends every request, forgets every answer, asks anew for what is watched. */
  reset(): void {
    this.#version = undefined;
    for (const entry of this.#entries.values()) {
      entry.request?.abort();
      entry.request = undefined;
      this.#set(entry, idle);
    }
    this.refresh();
  }

  /** Takes an answer that came with a write. */
  apply(snapshot: Snapshot): void {
    const entries = snapshot.parts.flatMap(({ key }) => this.#entries.get(key) ?? []);
    // A read asked for before the write may answer with what was; it is asked again.
    for (const entry of entries) entry.request = undefined;
    this.#take(snapshot, entries);
  }

  #entry(include: Include): Entry {
    const key = includeKey(include);
    let entry = this.#entries.get(key);
    if (!entry) this.#entries.set(key, (entry = { include, listeners: new Set(), state: idle, request: undefined }));
    return entry;
  }

  #watched(): Entry[] {
    return [...this.#entries.values()].filter(({ listeners }) => listeners.size > 0);
  }

  #want(entry: Entry): void {
    this.#wanted.add(entry);
    this.#set(entry, asking(entry.state));
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      void this.#send();
    });
  }

  /** The last one left: the entry needs no answer any more, and a request that nobody needs ends. */
  #leave(entry: Entry): void {
    if (entry.listeners.size > 0) return;
    const { request } = entry;
    entry.request = undefined;
    this.#wanted.delete(entry);
    if (request && ![...this.#entries.values()].some((other) => other.request === request)) request.abort();
    this.#set(entry, settled(entry.state));
  }

  async #send(): Promise<void> {
    const entries = [...this.#wanted];
    this.#wanted.clear();
    if (entries.length === 0) return;
    const request = new AbortController();
    for (const entry of entries) entry.request = request;
    const mine = (): Entry[] => entries.filter((entry) => entry.request === request);
    const failures: PortalError[] = [];
    try {
      const snapshot = await this.#load(entries.map(({ include }) => include), { signal: request.signal, ...this.#since(entries) });
      // An answer to somebody who is gone says nothing, not even its version.
      request.signal.throwIfAborted();
      failures.push(...this.#take(snapshot, mine()));
    } catch (thrown) {
      if (request.signal.aborted) return;
      const error = toPortalError(thrown);
      for (const entry of mine()) this.#finish(entry, failing(entry.state, error));
      failures.push(error);
    }
    this.onSettled(failures);
  }

  /** “Has anything changed?” is asked only where every answer is here, good, and of that version. */
  #since(entries: readonly Entry[]): { since?: number } {
    return entries.every(({ state, version }) => state.status === 'ready' && version !== undefined && version === this.#version) ? { since: this.#version ?? 0 } : {};
  }

  #take(snapshot: Snapshot, entries: readonly Entry[]): PortalError[] {
    const { version = this.#version, at } = snapshot;
    const outdated = version !== undefined && this.#version !== undefined && version < this.#version;
    if (!outdated) this.#version = version;
    const failures: PortalError[] = [];
    for (const entry of entries) {
      const part = snapshot.parts.find(({ key }) => key === includeKey(entry.include));
      const before = known(entry.state);
      if (part && 'error' in part) {
        failures.push(part.error);
        this.#finish(entry, failing(entry.state, part.error));
      } else if (part && !(outdated && before)) {
        entry.version = version;
        this.#finish(entry, { status: 'ready', data: part.data, refreshing: false, asOf: at });
      } else if (before && (snapshot.unchanged || outdated)) {
        this.#finish(entry, { status: 'ready', data: before.data, refreshing: false, asOf: outdated ? before.asOf : at });
      } else {
        this.#finish(entry, idle);
      }
    }
    return failures;
  }

  #finish(entry: Entry, state: ResourceState<unknown>): void {
    entry.request = undefined;
    this.#set(entry, state);
  }

  #set(entry: Entry, state: ResourceState<unknown>): void {
    if (entry.state === state) return;
    entry.state = state;
    for (const listener of [...entry.listeners]) listener();
  }
}
