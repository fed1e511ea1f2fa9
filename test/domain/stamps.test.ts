import { describe, expect, it } from 'vitest';
import { stampCard } from '../../src/domain/stamps.js';
import type { Wallet } from '../../src/domain/wallet.schema.js';

const stamps = (available: number, more: Partial<Wallet> = {}): Wallet => ({
  id: 'tea',
  unit: { id: 'stamps', kind: 'stamps', decimals: 0 },
  available,
  expiring: [],
  activating: [],
  asOf: '2026-05-03T10:00:00Z',
  goal: { amount: 8, title: 'Tea' },
  ...more,
});
const points = stamps(100, { id: 'points', unit: { id: 'points', kind: 'points', decimals: 0 }, goal: undefined });

describe('a stamp card', () => {
  it.each([
    [0, { filled: 0, full: 0 }],
    [5, { filled: 5, full: 0 }],
    [8, { filled: 8, full: 1 }],
    [11, { filled: 3, full: 1 }],
    [16, { filled: 8, full: 2 }],
    [-2, { filled: 0, full: 0 }],
  ])('with %i stamps of 8', (available, expected) => {
    expect(stampCard([points, stamps(available)])).toEqual({ ...expected, goal: 8, gives: 'Tea' });
  });

  it('counts whole stamps where the unit has decimals', () => {
    const halves = stamps(35, { unit: { id: 'stamps', kind: 'stamps', decimals: 1 }, goal: { amount: 80 } });
    expect(stampCard([halves])).toEqual({ filled: 3, goal: 8, full: 0, gives: '' });
  });

  it('is that of the wallet asked for, else of the first that counts stamps', () => {
    const other = stamps(2, { id: 'coffee' });
    expect(stampCard([stamps(5), other], 'coffee')?.filled).toBe(2);
    expect(stampCard([other, stamps(5)])?.filled).toBe(2);
    expect(stampCard([points, stamps(5)], 'points')).toBeUndefined();
  });

  it('is none without a goal', () => {
    expect(stampCard([stamps(5, { goal: undefined }), points])).toBeUndefined();
    expect(stampCard([stamps(5, { goal: { amount: 0 } })])).toBeUndefined();
  });
});
