import { expect } from 'vitest';
import type { Include, Part, Snapshot } from '../../src/adapters/port.js';
import { Store, type Load } from '../../src/client/store.js';
import { PortalError } from '../../src/domain/errors.js';

/** Reads to watch, and the parts that answer them. */
export const member = { read: 'member' } as const;
export const wallets = { read: 'wallets' } as const;
export const shop = { read: 'shop' } as const;

export const at = '2026-05-03T10:00:00Z';
export const named = (name: string): Part => ({ key: 'member', read: 'member', data: { id: 'm', state: 'enrolled', name } });
export const answer = (version: number | undefined, ...parts: Part[]): Snapshot => ({ ...(version !== undefined && { version }), at, parts });
export const failed = (key: 'member' | 'wallets'): Part => ({ key, read: key, error: new PortalError({ kind: 'unavailable' }) });

interface Asked {
  readonly includes: readonly Include[];
  readonly signal: AbortSignal | undefined;
  readonly since: number | undefined;
  answer(snapshot: Snapshot): Promise<void>;
  fail(error: unknown): Promise<void>;
}

/** A store whose requests are answered by hand, and whose frames are drawn by hand. */
export function bench() {
  const asked: Asked[] = [];
  const waiting: (() => void)[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const load: Load = (includes, { signal, since }) =>
    new Promise((resolve, reject) => {
      asked.push({ includes, signal, since, answer: (snapshot) => (resolve(snapshot), settle()), fail: (error) => (reject(error), settle()) });
    });
  const store = new Store(load, (run) => waiting.push(run));
  const frame = (): void => waiting.splice(0).forEach((run) => run());
  const last = (): Asked => asked.at(-1) ?? expect.fail('nothing was asked');
  return { store, asked, frame, last };
}

/** A store that watches and knows the member. */
export async function known(version?: number) {
  const made = bench();
  const stop = made.store.subscribe(member, () => undefined);
  made.frame();
  await made.last().answer(answer(version, named('Sara')));
  return { ...made, stop };
}
