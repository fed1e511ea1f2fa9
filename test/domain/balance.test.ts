import { describe, expect, it } from 'vitest';
import { mainWallet, nextActivating, nextExpiring } from '../../src/domain/balance.js';
import type { Batch, Wallet } from '../../src/domain/wallet.schema.js';

const now = new Date('2026-05-03T10:00:00Z');
const wallet = (parts: Partial<Wallet>): Wallet => ({ id: 'w', unit: { id: 'p', kind: 'points', decimals: 0 }, available: 0, expiring: [], activating: [], asOf: now.toISOString(), ...parts });
const expiring = (...batches: (readonly [amount: number, at: string])[]): Wallet => wallet({ expiring: batches.map(([amount, at]): Batch => ({ amount, at })) });

describe('what expires next', () => {
  it.each<[string, Wallet, Batch | undefined]>([
    ['is nothing in an empty list', expiring(), undefined],
    ['is the soonest, whatever the order', expiring([1, '2026-05-20T00:00:00Z'], [2, '2026-05-10T00:00:00Z']), { amount: 2, at: '2026-05-10T00:00:00Z' }],
    ['is all of one day together', expiring([1, '2026-05-10T08:00:00Z'], [2, '2026-05-10T20:00:00Z'], [4, '2026-05-11T00:00:00Z']), { amount: 3, at: '2026-05-10T08:00:00Z' }],
    ['is all of one day, however the day is written', expiring([1, '2026-05-10'], [2, '2026-05-10T20:00:00Z']), { amount: 3, at: '2026-05-10T20:00:00Z' }],
    ['leaves out what has gone', expiring([1, '2026-05-03T09:59:59Z'], [2, '2026-05-04T00:00:00Z']), { amount: 2, at: '2026-05-04T00:00:00Z' }],
    ['leaves out what goes in this very instant', expiring([1, '2026-05-03T10:00:00Z']), undefined],
    ['still names today, where only the day is known', expiring([1, '2026-05-03']), { amount: 1, at: '2026-05-03' }],
    ['leaves out a day that is over', expiring([1, '2026-05-02']), undefined],
    ['leaves out nothings', expiring([0, '2026-05-04'], [5, '2026-05-05']), { amount: 5, at: '2026-05-05' }],
    ['is named up to the last instant of the window', expiring([1, '2026-06-02T10:00:00Z']), { amount: 1, at: '2026-06-02T10:00:00Z' }],
    ['is not named an instant past the window', expiring([1, '2026-06-02T10:00:01Z']), undefined],
    ['counts a day without a time to its end', expiring([1, '2026-06-02']), undefined],
    ['names a day without a time that ends within the window', expiring([1, '2026-06-01']), { amount: 1, at: '2026-06-01' }],
  ])('%s', (_, from, next) => expect(nextExpiring(from, now, 30)).toEqual(next));

  it('is never named where the shop’s window is empty', () => expect(nextExpiring(expiring([1, '2026-05-04T00:00:00Z']), now, 0)).toBeUndefined());
});

describe('what becomes available next', () => {
  it('is the soonest, however far away', () => {
    const from = wallet({ activating: [{ amount: 9, at: '2031-01-01' }, { amount: 7, at: '2030-01-01' }] });
    expect(nextActivating(from, now)).toEqual({ amount: 7, at: '2030-01-01' });
  });
  it('leaves the list as it was', () => {
    const from = wallet({ activating: [{ amount: 9, at: '2031-01-01' }, { amount: 7, at: '2030-01-01' }] });
    nextActivating(from, now);
    expect(from.activating.map(({ amount }) => amount)).toEqual([9, 7]);
  });
});

describe('the wallet shown', () => {
  const points = wallet({ id: 'points' });
  const stamps = wallet({ id: 'stamps', unit: { id: 's', kind: 'stamps', decimals: 0 } });
  it.each<[string, readonly Wallet[], string | undefined, Wallet | undefined]>([
    ['is the one asked for', [points, stamps], 'stamps', stamps],
    ['is none where the one asked for is not there', [points, stamps], 'credit', undefined],
    ['is the first that counts points', [stamps, points], undefined, points],
    ['is the first where none counts points', [stamps], '', stamps],
    ['is none where there is none', [], undefined, undefined],
  ])('%s', (_, wallets, id, shown) => expect(mainWallet(wallets, id)).toBe(shown));
});
