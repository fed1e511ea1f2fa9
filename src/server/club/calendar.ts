/** The instant `months` later, on the same day of the month or the last one there is, in UTC. */
export function addMonths(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}

/** The instant `days` times 24 hours later. */
export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day);
}
const day = 86_400_000;

/** The midnight that ends the instant's day in a time zone. */
export function endOfDay(at: Date, timeZone: string): Date {
  const local = new Date(at.getTime() + offset(at, timeZone));
  return midnight(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + 1, timeZone);
}

/** The instant a day of the Gregorian calendar begins in a time zone; months count from 0, and days may run over. */
export function midnight(year: number, month: number, day: number, timeZone: string): Date {
  const wall = Date.UTC(year, month, day);
  // The offset at midnight may differ from the one at the guess: a clock change lies between. The second guess settles it.
  const guess = wall - offset(new Date(wall - offset(new Date(wall), timeZone)), timeZone);
  const found = new Date(wall - offset(new Date(guess), timeZone));
  // Where clocks are put forward at midnight there is none, and the day begins with the hour after it.
  return new Date(found.getTime() + Math.max(0, wall - found.getTime() - offset(found, timeZone)));
}

/** The Gregorian date of an instant in a time zone; the month counts from 0. */
export function dateIn(at: Date, timeZone: string): { readonly year: number; readonly month: number; readonly day: number } {
  const local = new Date(at.getTime() + offset(at, timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
}

/** The calendars a year can be of. */
export type YearCalendar = 'gregory' | 'persian';

/** The instant the year begins that an instant lies in, and the instant the next one does. */
export function yearAround(at: Date, calendar: YearCalendar, timeZone: string): { readonly start: Date; readonly end: Date } {
  const { year } = dateIn(at, timeZone);
  const first = [year - 1, year, year + 1].map((each) => yearStart(each, calendar, timeZone));
  const begun = first.findLastIndex((start) => start <= at);
  // A year of either calendar begins within every Gregorian one.
  return { start: first[begun] ?? at, end: first[begun + 1] ?? yearStart(year + 2, calendar, timeZone) };
}

/** The instant the year begins that begins within a Gregorian year: 1 January, or Nowruz. */
export function yearStart(year: number, calendar: YearCalendar, timeZone: string): Date {
  return calendar === 'gregory' ? midnight(year, 0, 1, timeZone) : midnight(year, 2, nowruz(year), timeZone);
}

// The day of March that is 1 Farvardin. `Intl` only formats, so the few days it can be are tried.
function nowruz(year: number): number {
  for (let day = 18; day < 24; day += 1) {
    if (persianDay.format(Date.UTC(year, 2, day)) === '1/1') return day;
  }
  throw new RangeError(`No day of March ${year} is the first of a Persian year.`);
}
const persianDay = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

// How far the zone's wall clock is ahead of UTC, in milliseconds.
function offset(at: Date, timeZone: string): number {
  const parts = new Map(clock(timeZone).formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at.getTime() / 1_000) * 1_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}
