import { describe, expect, it } from 'vitest';
import { formatDate, type DateSettings } from '../../src/i18n/dates.js';
import { formatMoment } from '../../src/i18n/moment.js';

const settings = (parts: Partial<DateSettings> = {}): DateSettings => ({ locale: 'en', digits: 'locale', calendar: 'locale', timeZone: 'Asia/Tehran', ...parts });
const now = new Date('2026-05-03T10:00:00Z');
const write = (at: string, parts?: Partial<DateSettings>, on = now): string => formatDate(at, settings(parts), on);

describe('a day', () => {
  it.each<[string, string, Partial<DateSettings>, string]>([
    ['of this year has no year', '2026-05-20T10:00:00Z', {}, 'May 20'],
    ['of another year has one', '2027-01-05T10:00:00Z', {}, 'January 5, 2027'],
    ['in British order', '2026-05-20T10:00:00Z', { locale: 'en-GB' }, '20 May'],
    ['in the Persian calendar', '2026-05-20T10:00:00Z', { locale: 'fa' }, '۳۰ اردیبهشت'],
    ['in the Persian calendar, another year', '2027-05-20T10:00:00Z', { locale: 'fa' }, '۳۰ اردیبهشت ۱۴۰۶'],
    ['in Persian, by the Gregorian calendar', '2026-05-20T10:00:00Z', { locale: 'fa', calendar: 'gregory' }, '۲۰ مه'],
    ['in English, by the Persian calendar', '2026-05-20T10:00:00Z', { calendar: 'persian' }, 'Ordibehesht 30'],
    ['in Persian with Latin digits', '2026-05-20T10:00:00Z', { locale: 'fa', digits: 'latn' }, '30 اردیبهشت'],
    ['begins at the shop’s midnight', '2026-05-19T20:30:00Z', {}, 'May 20'],
    ['ends at the shop’s midnight', '2026-05-19T20:29:59Z', {}, 'May 19'],
    ['is another in New York', '2026-05-20T02:00:00Z', { timeZone: 'America/New_York' }, 'May 19'],
    ['alone is the same in New York', '2026-05-20', { timeZone: 'America/New_York' }, 'May 20'],
    ['alone is the same in Auckland', '2026-05-20', { timeZone: 'Pacific/Auckland' }, 'May 20'],
    ['in a zone nobody knows is UTC’s', '2026-05-19T23:30:00Z', { timeZone: 'Mars/Olympus' }, 'May 19'],
  ])('%s', (_, at, parts, text) => expect(write(at, parts)).toBe(text));

  it.each([[''], ['soon'], ['2026-13-45'], ['NaN']])('that is none (%j) is not written', (at) => {
    expect(write(at)).toBe('');
    expect(formatMoment(at, settings(), now)).toBe('');
  });
});

describe('around Nowruz', () => {
  const eve = new Date('2026-03-20T10:00:00Z');
  it.each([
    ['2026-03-20', '۲۹ اسفند'],
    ['2026-03-21', '۱ فروردین ۱۴۰۵'],
    ['2026-03-20T20:29:59Z', '۲۹ اسفند'],
    ['2026-03-20T20:30:00Z', '۱ فروردین ۱۴۰۵'],
  ])('%s is %s', (at, text) => expect(write(at, { locale: 'fa' }, eve)).toBe(text));

  it('the 30th of Esfand is one in a leap year', () => expect(write('2025-03-20', { locale: 'fa' }, new Date('2025-03-01T00:00:00Z'))).toBe('۳۰ اسفند'));
  it('the year of a Gregorian reader goes on', () => expect(write('2026-03-21', {}, eve)).toBe('March 21'));
});

describe('a moment', () => {
  it.each<[string, string, Partial<DateSettings>, string]>([
    ['today is a time on the shop’s clock', '2026-05-03T09:05:00Z', { locale: 'en-GB' }, '12:35'],
    ['today in Persian', '2026-05-03T09:05:00Z', { locale: 'fa' }, '۱۲:۳۵'],
    ['yesterday, on the shop’s clock, is a day', '2026-05-02T20:00:00Z', {}, 'May 2'],
    ['last night in UTC is today at the shop', '2026-05-02T21:00:00Z', { locale: 'en-GB' }, '00:30'],
  ])('%s', (_, at, parts, text) => expect(formatMoment(at, settings(parts), now)).toBe(text));
});
