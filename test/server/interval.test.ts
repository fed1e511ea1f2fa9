import { describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { intervalAround, type Interval } from '../../src/server/club/interval.js';

const around = (at: string, interval: Interval, timeZone = 'Asia/Tehran', calendar: 'gregory' | 'persian' | 'locale' = 'gregory') => {
  const shop = { ...defaultProgram.shop, timeZone, display: { ...defaultProgram.shop.display, calendar } };
  const { start, end } = intervalAround(new Date(at), interval, shop);
  return [start.toISOString(), end.toISOString()];
};

describe('the stretch of time in which a limit counts', () => {
  it('is the shop’s day, also where it is another than that of UTC', () => {
    expect(around('2026-03-01T20:29:59Z', 'day')).toEqual(['2026-02-28T20:30:00.000Z', '2026-03-01T20:30:00.000Z']);
    expect(around('2026-03-01T20:30:00Z', 'day')).toEqual(['2026-03-01T20:30:00.000Z', '2026-03-02T20:30:00.000Z']);
  });

  it('is a day of 23 or 25 hours where the clocks change', () => {
    expect(around('2026-03-29T21:30:00Z', 'day', 'Europe/Berlin')).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
    expect(around('2026-10-25T22:30:00Z', 'day', 'Europe/Berlin')).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    expect(around('2026-10-24T22:00:00Z', 'day', 'Europe/Berlin')).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
  });

  it('is a week from Monday, or from Saturday where Persian dates are shown', () => {
    // 2026-03-04 is a Wednesday.
    expect(around('2026-03-04T12:00:00Z', 'week')).toEqual(['2026-03-01T20:30:00.000Z', '2026-03-08T20:30:00.000Z']);
    expect(around('2026-03-04T12:00:00Z', 'week', 'Asia/Tehran', 'persian')).toEqual(['2026-02-27T20:30:00.000Z', '2026-03-06T20:30:00.000Z']);
    expect(around('2026-03-01T20:30:00Z', 'week')[0]).toBe('2026-03-01T20:30:00.000Z');
    expect(around('2026-03-01T20:29:59Z', 'week')[1]).toBe('2026-03-01T20:30:00.000Z');
  });

  it('is a month of the shop’s calendar', () => {
    expect(around('2026-02-28T20:29:00Z', 'month')).toEqual(['2026-01-31T20:30:00.000Z', '2026-02-28T20:30:00.000Z']);
    expect(around('2026-10-31T12:00:00Z', 'month', 'Europe/Berlin')).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
    // Esfand 1404 has 29 days; Farvardin 1405 begins on 21 March 2026.
    expect(around('2026-03-10T12:00:00Z', 'month', 'Asia/Tehran', 'persian')).toEqual(['2026-02-19T20:30:00.000Z', '2026-03-20T20:30:00.000Z']);
    expect(around('2026-03-20T20:30:00Z', 'month', 'Asia/Tehran', 'persian')[0]).toBe('2026-03-20T20:30:00.000Z');
  });

  it('is a year of the shop’s calendar: Nowruz, or the first of January', () => {
    expect(around('2026-07-01T00:00:00Z', 'year')).toEqual(['2025-12-31T20:30:00.000Z', '2026-12-31T20:30:00.000Z']);
    expect(around('2026-07-01T00:00:00Z', 'year', 'Asia/Tehran', 'locale')).toEqual(['2025-12-31T20:30:00.000Z', '2026-12-31T20:30:00.000Z']);
    expect(around('2026-07-01T00:00:00Z', 'year', 'Asia/Tehran', 'persian')).toEqual(['2026-03-20T20:30:00.000Z', '2027-03-20T20:30:00.000Z']);
    // 1403 was a leap year: it ended on 20 March 2025.
    expect(around('2025-03-20T12:00:00Z', 'year', 'Asia/Tehran', 'persian')).toEqual(['2024-03-19T20:30:00.000Z', '2025-03-20T20:30:00.000Z']);
  });

  it('always holds the instant it was asked for, and the next begins where it ends', () => {
    const zones = ['Asia/Tehran', 'Europe/Berlin', 'Pacific/Apia', 'America/St_Johns', 'Africa/Cairo', 'UTC'];
    for (let hours = 0; hours < 24 * 800; hours += 37) {
      const at = new Date(Date.UTC(2024, 0, 1, hours));
      for (const interval of ['day', 'week', 'month', 'year'] as const) {
        const zone = zones[hours % zones.length] ?? 'UTC';
        const calendar = hours % 2 ? 'persian' : 'gregory';
        const [start = '', end = ''] = around(at.toISOString(), interval, zone, calendar);
        expect(start <= at.toISOString() && at.toISOString() < end, `${at.toISOString()} ${interval} ${zone}`).toBe(true);
        expect(around(end, interval, zone, calendar)[0]).toBe(end);
      }
    }
  });
});
