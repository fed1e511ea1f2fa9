import { describe, expect, it } from 'vitest';
import { daysIn, fromCalendar, monthName, toCalendar } from '../../src/i18n/calendar-day.js';

const persian = { locale: 'fa', digits: 'locale', calendar: 'locale', timeZone: 'Asia/Tehran' } as const;
const english = { ...persian, locale: 'en' } as const;

describe('a day of a calendar', () => {
  it.each([
    ['Persian', persian],
    ['Gregorian', english],
    ['Persian in English words', { ...english, calendar: 'persian' } as const],
  ])('is the same day again after going there and back (%s)', (_, settings) => {
    for (let time = Date.UTC(2015, 0, 1); time < Date.UTC(2035, 0, 1); time += 5 * 86_400_000) {
      const iso = new Date(time).toISOString().slice(0, 10);
      expect(fromCalendar(toCalendar(iso, settings), settings)).toBe(iso);
    }
  });

  it('begins the Persian year in March', () => {
    expect(toCalendar('2026-03-21', persian)).toEqual({ year: 1405, month: 1, day: 1 });
    expect(toCalendar('2026-03-20', persian)).toEqual({ year: 1404, month: 12, day: 29 });
  });

  it.each([
    [1399, 30],
    [1403, 30],
    [1404, 29],
    [1408, 30],
  ])('knows that Esfand %i has %i days', (year, days) => {
    expect(daysIn({ year, month: 12, day: 1 }, persian)).toBe(days);
    expect(toCalendar(fromCalendar({ year, month: 12, day: 30 }, persian), persian).day).toBe(days);
  });

  it('takes the last day of a month that is too short', () => {
    expect(fromCalendar({ year: 2026, month: 2, day: 31 }, english)).toBe('2026-02-28');
    expect(fromCalendar({ year: 2024, month: 2, day: 31 }, english)).toBe('2024-02-29');
  });

  it('calls months as the reader does', () => {
    expect(monthName({ year: 1405, month: 7, day: 9 }, persian)).toBe('مهر');
    expect(monthName({ year: 2026, month: 7, day: 9 }, english)).toBe('July');
  });
});
