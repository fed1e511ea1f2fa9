import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yearAround, yearStart } from '../../src/server/club/calendar.js';
import { heldUntil, periodAround, windowAt, windowEnded } from '../../src/server/club/periods.js';

const tehran = 'Asia/Tehran';
const instant = (at: string) => new Date(at);

describe('the Persian year', () => {
  // 1399, 1403 and 1408 have a 30 Esfand: the year after a leap year begins a day later in March.
  it.each([
    [1399, '2020-03-19T20:30:00.000Z', 366],
    [1400, '2021-03-20T20:30:00.000Z', 365],
    [1403, '2024-03-19T20:30:00.000Z', 366],
    [1404, '2025-03-20T20:30:00.000Z', 365],
    [1407, '2028-03-19T20:30:00.000Z', 365],
    [1408, '2029-03-19T20:30:00.000Z', 366],
    [1409, '2030-03-20T20:30:00.000Z', 365],
  ])('%i begins in Tehran at %s and has %i days', (year, start, days) => {
    const begins = yearStart(year + 621, 'persian', 'UTC');
    const { start: from, end } = yearAround(begins, 'persian', tehran);
    expect(from.toISOString()).toBe(start);
    // Until 2022 the clocks changed twice a year, but never over Nowruz’s midnight.
    expect(Math.round((end.getTime() - from.getTime()) / 86_400_000)).toBe(days);
  });

  it('is the one that Intl names, for every instant and zone', () => {
    const zones = ['UTC', tehran, 'America/New_York', 'Pacific/Kiritimati'];
    const year = (at: Date, timeZone: string) => {
      const parts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(at);
      return parts.filter(({ type }) => type !== 'literal' && type !== 'era').map(({ value }) => value).join('/');
    };
    fc.assert(
      fc.property(fc.date({ min: instant('1979-01-01'), max: instant('2080-01-01'), noInvalidDate: true }), fc.constantFrom(...zones), (at, zone) => {
        const { start, end } = yearAround(at, 'persian', zone);
        expect(start <= at && at < end).toBe(true);
        expect(year(start, zone)).toMatch(/^1\/1\//);
        expect(year(end, zone)).toMatch(/^1\/1\//);
        expect(year(new Date(end.getTime() - 1), zone)).toMatch(/^12\/(29|30)\//);
      }),
    );
  });
});

describe('a period', () => {
  const clock = { joined: instant('2024-02-29T10:00:00Z'), timeZone: tehran };
  const around = (period: Parameters<typeof periodAround>[0], at: string) => {
    const { start, end } = periodAround(period, instant(at), clock);
    return [start?.toISOString(), end?.toISOString()];
  };

  it('of a lifetime has neither beginning nor end', () => {
    expect(around({ kind: 'lifetime' }, '2026-01-01T00:00:00Z')).toEqual([undefined, undefined]);
    expect(heldUntil({ kind: 'lifetime' }, instant('2026-01-01T00:00:00Z'), clock)).toBeNull();
  });

  it.each([
    ['gregory', '2026-12-31T20:29:59.999Z', '2025-12-31T20:30:00.000Z', '2026-12-31T20:30:00.000Z'],
    ['gregory', '2026-12-31T20:30:00.000Z', '2026-12-31T20:30:00.000Z', '2027-12-31T20:30:00.000Z'],
    ['persian', '2026-03-20T20:29:59.999Z', '2025-03-20T20:30:00.000Z', '2026-03-20T20:30:00.000Z'],
    ['persian', '2026-03-20T20:30:00.000Z', '2026-03-20T20:30:00.000Z', '2027-03-20T20:30:00.000Z'],
  ] as const)('of the %s calendar around %s is from %s to %s', (calendar, at, start, end) => {
    expect(around({ kind: 'calendar', calendar }, at)).toEqual([start, end]);
  });

  it.each([
    ['2024-02-29T10:00:00Z', '2024-02-28T20:30:00.000Z', '2025-02-27T20:30:00.000Z'],
    ['2025-02-27T20:29:59Z', '2024-02-28T20:30:00.000Z', '2025-02-27T20:30:00.000Z'],
    ['2025-02-27T20:30:00Z', '2025-02-27T20:30:00.000Z', '2026-02-27T20:30:00.000Z'],
    ['2028-02-28T20:30:00Z', '2028-02-28T20:30:00.000Z', '2029-02-27T20:30:00.000Z'],
    ['2024-02-01T00:00:00Z', '2024-02-28T20:30:00.000Z', '2025-02-27T20:30:00.000Z'],
  ])('of somebody who joined on 29 February, at %s, is from %s to %s', (at, start, end) => {
    expect(around({ kind: 'anniversary' }, at)).toEqual([start, end]);
  });

  it('that ended counts up to its last instant, and not the first of the next', () => {
    const end = instant('2026-12-31T20:30:00Z');
    const period = { kind: 'calendar', calendar: 'gregory' } as const;
    expect(windowEnded(period, end, clock)).toEqual({ after: instant('2025-12-31T20:29:59.999Z'), until: instant('2026-12-31T20:29:59.999Z') });
    expect(windowAt(period, end, clock)).toEqual({ after: instant('2026-12-31T20:29:59.999Z'), until: end });
  });

  it('of a calendar lets a tier hold to the end of the next one; of months, for as many', () => {
    expect(heldUntil({ kind: 'calendar', calendar: 'persian' }, instant('2026-03-01T08:00:00Z'), clock)?.toISOString()).toBe('2027-03-20T20:30:00.000Z');
    expect(heldUntil({ kind: 'rolling', months: 6 }, instant('2026-03-01T08:00:00Z'), clock)?.toISOString()).toBe('2026-09-01T08:00:00.000Z');
    expect(heldUntil({ kind: 'anniversary' }, instant('2026-03-01T08:00:00Z'), clock)?.toISOString()).toBe('2028-02-28T20:30:00.000Z');
  });
});
