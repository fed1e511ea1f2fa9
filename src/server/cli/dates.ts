import { dateIn, midnight, yearStart } from '../club/calendar.js';
import { latinDigits } from './amounts.js';

/** The days of a calendar that a text names, as instants of a time zone. */
export interface DayOf {
  readonly begins: Date;
  /** The midnight that ends it. */
  readonly ends: Date;
}

/**
 * A day as people write it: `2026-03-21`, or `1405/01/01` of the Persian calendar (a year before 1700), in whichever
 * digits; `undefined` when there is no such day.
 */
export function readDay(text: string, timeZone: string): DayOf | undefined {
  const found = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(latinDigits(text.trim()));
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const date = year < 1_700 ? fromPersian(year, month, day) : fromGregorian(year, month, day);
  if (!date) return undefined;
  const at = (plus: number) => midnight(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + plus, timeZone);
  // West of Greenwich the last day there is ends after the last year that can be written.
  return { begins: at(0), ends: new Date(Math.min(at(1).getTime(), lastInstant)) };
}
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/** A day, or an instant of ISO 8601; of a day its beginning. */
export function readInstant(text: string, timeZone: string): Date | undefined {
  const day = readDay(text, timeZone);
  if (day) return day.begins;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text.trim())) return undefined;
  const at = new Date(text.trim());
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** The day that an instant is on in a time zone, as `readDay` takes it. */
export function dayText(at: Date, timeZone: string): string {
  const { year, month, day } = dateIn(at, timeZone);
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

function fromGregorian(year: number, month: number, day: number): Date | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

// Six months of 31 days, five of 30, and a last one that the next Nowruz ends.
function fromPersian(year: number, month: number, day: number): Date | undefined {
  if (year < 1_200 || month < 1 || month > 12 || day < 1) return undefined;
  const [first, next] = [yearStart(year + 621, 'persian', 'UTC'), yearStart(year + 622, 'persian', 'UTC')];
  const before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const yearDays = Math.round((next.getTime() - first.getTime()) / 86_400_000);
  const days = month <= 6 ? 31 : month < 12 ? 30 : yearDays - 336;
  const { year: y, month: m, day: d } = dateIn(first, 'UTC');
  return day <= days ? new Date(Date.UTC(y, m, d + before + day - 1)) : undefined;
}
