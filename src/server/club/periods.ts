import { addMonths, dateIn, midnight, yearAround } from './calendar.js';
import type { LadderPeriod } from './program/ladder.js';

/** Whose period it is: the day of joining begins the years of some ladders. */
export interface Clock {
  readonly joined: Date;
  readonly timeZone: string;
}

/** A stretch of time that counts: after `after`, up to and with `until`; without `after` from the very beginning. */
export interface Window {
  readonly after?: Date;
  readonly until: Date;
}

/** The period an instant lies in: from its first instant to that of the next; of some there is no end, or no beginning. */
export function periodAround(period: LadderPeriod, at: Date, { joined, timeZone }: Clock): { readonly start?: Date; readonly end?: Date } {
  switch (period.kind) {
    case 'lifetime':
      return {};
    case 'rolling':
      return { start: addMonths(at, -period.months) };
    case 'calendar':
      return yearAround(at, period.calendar, timeZone);
    case 'anniversary':
      return membershipYear(at, joined, timeZone);
    default:
      return period satisfies never;
  }
}

/** What counts at an instant: its period so far. */
export function windowAt(period: LadderPeriod, at: Date, clock: Clock): Window {
  const { start } = periodAround(period, at, clock);
  if (start === undefined) return { until: at };
  return { after: period.kind === 'rolling' ? start : before(start), until: at };
}

/** What counted when a period ended at this instant, which itself belongs to the next one. */
export function windowEnded(period: LadderPeriod, end: Date, clock: Clock): Window {
  return period.kind === 'rolling' ? windowAt(period, end, clock) : windowAt(period, before(end), clock);
}

/** Until when a tier holds that was reached at this instant: to the end of the next period, or for as many months. */
export function heldUntil(period: LadderPeriod, at: Date, clock: Clock): Date | null {
  const { end } = periodAround(period, at, clock);
  return end ? heldAfter(period, end, clock) : heldAfter(period, at, clock);
}

/** Until when a tier holds that was decided at the end of a period. */
export function heldAfter(period: LadderPeriod, end: Date, clock: Clock): Date | null {
  if (period.kind === 'lifetime') return null;
  if (period.kind === 'rolling') return addMonths(end, period.months);
  return periodAround(period, end, clock).end ?? null;
}

// Years of membership begin on the shop's day of joining; who joined on 29 February begins them on 28 February in common years.
function membershipYear(at: Date, joined: Date, timeZone: string): { start: Date; end: Date } {
  const first = dateIn(joined, timeZone);
  const begin = (years: number): Date => {
    const lastDay = new Date(Date.UTC(first.year + years, first.month + 1, 0)).getUTCDate();
    return midnight(first.year + years, first.month, Math.min(first.day, lastDay), timeZone);
  };
  const guess = Math.max(0, dateIn(at, timeZone).year - first.year);
  const years = guess > 0 && begin(guess) > at ? guess - 1 : guess;
  return { start: begin(years), end: begin(years + 1) };
}

// Instants are kept to the millisecond.
function before(at: Date): Date {
  return new Date(at.getTime() - 1);
}
