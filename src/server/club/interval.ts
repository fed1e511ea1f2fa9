import { endOfDay } from './calendar.js';
import type { Program } from './program/program.js';

/** How often something counts anew. */
export type Interval = 'day' | 'week' | 'month' | 'year';

const hour = 3_600_000;
const halfDay = 12 * hour;

/**
 * The stretch of time around an instant in which a limit counts, on the shop's clock: from its first instant to that of
 * the next. Weeks, months and years are those of the shop's calendar: Persian ones (the week from Saturday) where the
 * shop shows Persian dates, else Gregorian (from Monday).
 */
export function intervalAround(at: Date, interval: Interval, shop: Program['shop']): { readonly start: Date; readonly end: Date } {
  const calendar: Calendar = { timeZone: shop.timeZone, persian: shop.display.calendar === 'persian' };
  const start = startOf(at, interval, calendar);
  // A day that lies in the next interval, whatever the length of this one.
  const days = { day: 1, week: 8, month: 32, year: 370 }[interval];
  return { start, end: startOf(later(start, days * 24 + 12), interval, calendar) };
}

interface Calendar {
  readonly timeZone: string;
  readonly persian: boolean;
}

function startOf(at: Date, interval: Interval, calendar: Calendar): Date {
  const { timeZone } = calendar;
  const today = startOfDay(at, timeZone);
  switch (interval) {
    case 'day':
      return today;
    case 'week':
      return daysBefore(today, daysIntoWeek(today, calendar), timeZone);
    case 'month':
      return daysBefore(today, dateOf(today, calendar).day - 1, timeZone);
    case 'year':
      return startOfYear(today, calendar);
    default:
      return interval satisfies never;
  }
}

function startOfYear(today: Date, calendar: Calendar): Date {
  let first = startOf(today, 'month', calendar);
  while (dateOf(first, calendar).month > 1) first = startOf(later(first, -24), 'month', calendar);
  return first;
}

function startOfDay(at: Date, timeZone: string): Date {
  // From a midnight that is surely before: days have 23 hours where clocks change, or 25.
  let start = endOfDay(later(at, -50), timeZone);
  for (let next = endOfDay(start, timeZone); next <= at && next > start; next = endOfDay(start, timeZone)) start = next;
  return start;
}

// From noon to noon: an hour more or less by a clock change does not lead into another day.
function daysBefore(start: Date, days: number, timeZone: string): Date {
  return startOfDay(new Date(start.getTime() + halfDay - days * 24 * hour), timeZone);
}

function later(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * hour);
}

function daysIntoWeek(start: Date, { timeZone, persian }: Calendar): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }).format(start);
  const sinceMonday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name);
  return persian ? (sinceMonday + 2) % 7 : sinceMonday;
}

function dateOf(at: Date, { timeZone, persian }: Calendar): { month: number; day: number } {
  const format = new Intl.DateTimeFormat(`en-u-ca-${persian ? 'persian' : 'gregory'}-nu-latn`, { timeZone, month: 'numeric', day: 'numeric' });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { month: parts.get('month') ?? 1, day: parts.get('day') ?? 1 };
}
