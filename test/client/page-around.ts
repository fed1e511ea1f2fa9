import { vi } from 'vitest';
import type { Include } from '../../src/adapters/port.js';
import type { LiveParts } from '../../src/client/live.js';
import { Store } from '../../src/client/store.js';

/** The page around the upkeep, as far as it looks: window and document. */
export interface FakePage {
  readonly window: EventTarget;
  /** Shows or hides the tab. */
  show(visible: boolean): void;
  leave(): void;
}

/** Puts a page around the code under test. */
export function pageAround(): FakePage {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('document', document);
  vi.stubGlobal('navigator', { locks: locks() });
  return {
    window,
    show(visible) {
      document.visibilityState = visible ? 'visible' : 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
    },
    leave: () => vi.unstubAllGlobals(),
  };
}

/** Locks as the platform has them: one holder of a name, the others wait in order. */
function locks() {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request(name: string, { signal }: { signal?: AbortSignal }, run: () => Promise<unknown>): Promise<unknown> {
      const before = held.get(name) ?? Promise.resolve();
      const mine = before.then(() => {
        signal?.throwIfAborted();
        return run();
      });
      held.set(name, mine.catch(() => undefined));
      return mine;
    },
  };
}

/** What of the club matters to the upkeep. */
export interface What {
  readonly pending?: number;
  readonly member?: boolean;
  readonly watched?: boolean;
  readonly watch?: boolean;
  readonly token?: string;
}

/** A token that speaks for somebody, as far as a browser reads it. */
export function tokenOf(sub: string, issue = 1): string {
  return `head.${btoa(JSON.stringify({ sub, issue }))}.signature`;
}

/** The parts of a client that the upkeep is given, with what it does to them. The store knows version 5. */
export function clubParts({ pending = 0, member = true, watched = true, watch = false, token = tokenOf('sara') }: What = {}) {
  const refresh = vi.fn<() => unknown>();
  const onIdentity = vi.fn();
  const told: string[] = [];
  const refreshed: (readonly string[] | undefined)[] = [];
  const includes: Include[] = watched ? [{ read: 'wallets' }] : [];
  const store = new Store(() => new Promise(() => undefined), () => undefined);
  const at = '2026-05-03T09:59:00Z';
  const wallet = { id: 'w', unit: { id: 'p', kind: 'points', decimals: 0 }, available: 1, pending, expiring: [], activating: [], asOf: at } as const;
  vi.spyOn(store, 'watched', 'get').mockReturnValue(includes);
  vi.spyOn(store, 'refresh').mockImplementation((reads) => void refreshed.push(reads));
  for (const read of ['wallets', 'capabilities'] as const) store.subscribe({ read }, () => undefined);
  store.apply({ version: 5, at, parts: [{ key: 'wallets', read: 'wallets', data: [{ ...wallet, expiring: [], activating: [] }] }, { key: 'capabilities', read: 'capabilities', data: { watch: watch ? 'yes' : 'no' } }] });
  const parts: LiveParts = { adapter: {}, connection: undefined, store, isMember: () => member, refresh: () => void refresh(), locale: () => 'en', token: async () => token, tell: (news) => void told.push(news), channel: 'vafa:shop', onIdentity };
  return { parts, refresh, refreshed, onIdentity, told };
}
