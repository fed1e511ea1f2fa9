import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tierForecast, type Pace } from '../../src/domain/tier-forecast.js';

const day = 86_400_000;
const start = new Date('2026-01-01T00:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * day);
const step = (points: number, keep = points) => ({ enter: { points }, keep: { points: keep } });
const year = (more: Partial<Pace>): Pace => ({
  tiers: [step(0), step(300), step(1_000, 700)],
  match: 'all',
  current: 0,
  values: { points: 0 },
  start,
  now: after(100),
  end: after(365),
  ...more,
});

describe('a forecast at the present pace', () => {
  it.each([
    ['reaches the next tier on the day the pace leads there', { values: { points: 100 } }, { tier: 1, at: after(300) }],
    ['may pass one tier and reach the one after it', { values: { points: 400 } }, { tier: 2, at: after(250) }],
    ['stays where the pace leads nowhere in time', { values: { points: 80 } }, { tier: 0 }],
    ['stays without any pace', { values: { points: 0 } }, { tier: 0 }],
    ['keeps the tier when it suffices for keeping', { current: 2, values: { points: 200 } }, { tier: 2 }],
    ['falls when it does not', { current: 2, values: { points: 190 } }, { tier: 1 }],
    ['says nothing in the first twelfth', { now: after(30), values: { points: 900 } }, undefined],
    ['says nothing on the first instant', { now: start, end: start, values: { points: 900 } }, undefined],
    ['of a tier that is there already names no earlier day than now', { values: { points: 5_000 } }, { tier: 2, at: after(100) }],
    ['of a period that is over counts what is there', { now: after(365), values: { points: 299 } }, { tier: 0 }],
  ] satisfies [string, Partial<Pace>, unknown][])('%s', (_, more, expected) => {
    expect(tierForecast(year(more))).toEqual(expected);
  });

  const two = { enter: { points: 100, orders: 4 }, keep: { points: 100, orders: 4 } };
  it.each([
    ['all', { points: 100, orders: 2 }, { tier: 1, at: after(200) }],
    ['any', { points: 50, orders: 2 }, { tier: 1, at: after(200) }],
    ['any', { points: 0, orders: 2 }, { tier: 1, at: after(200) }],
    ['all', { points: 0, orders: 2 }, { tier: 0 }],
  ] as const)('of several criteria needs %s of them: %o', (match, values, expected) => {
    expect(tierForecast(year({ tiers: [step(0), two], match, values }))).toEqual(expected);
  });

  it('never gets worse by a higher value', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(500), fc.integer({ min: 31, max: 365 }), fc.integer({ min: 0, max: 2 }), (points, more, days, current) => {
        const less = tierForecast(year({ values: { points }, now: after(days), current }));
        const better = tierForecast(year({ values: { points: points + more }, now: after(days), current }));
        expect(better?.tier).toBeGreaterThanOrEqual(less?.tier ?? Number.NaN);
      }),
    );
  });
});
