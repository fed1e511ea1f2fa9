import { datePart, type DateSettings } from './dates.js';

/** A day by the parts that a calendar names. */
export interface CalendarDay {
  readonly year: number;
  /** 1 is the first month of that calendar's year. */
  readonly month: number;
  readonly day: number;
}

const dayLength = 86_400_000;

/** The parts of an ISO day (`2026-05-03`) in the reader's calendar. */
export function toCalendar(iso: string, settings: DateSettings): CalendarDay {
  const part = datePart(iso, { ...settings, locale: 'en', digits: 'latn', calendar: calendarOf(settings) });
  const date = new Date(iso);
  // Some engines write an era beside a year that stands alone.
  const number = (options: Intl.DateTimeFormatOptions): number => Number(/\d+/.exec(part(date, options))?.[0]);
  return { year: number({ year: 'numeric' }), month: number({ month: 'numeric' }), day: number({ day: 'numeric' }) };
}

/** The ISO day of a day in the reader's calendar; a day that its month does not have is its last one. */
export function fromCalendar(wanted: CalendarDay, settings: DateSettings): string {
  let guess = Date.UTC(calendarOf(settings) === 'persian' ? wanted.year + 621 : wanted.year, wanted.month - 1, wanted.day);
  // Each step goes as many days as are missing; a calendar's months differ by so little that three or four are enough.
  for (let step = 0; step < 9; step++) {
    const here = toCalendar(isoOf(guess), settings);
    const missing = (wanted.year - here.year) * 365.2422 + (wanted.month - here.month) * 30.44 + (wanted.day - here.day);
    if (missing === 0) break;
    guess += (Math.round(missing) || Math.sign(missing)) * dayLength;
  }
  // A day that the month lacks: the steps went to and fro over its end.
  while (toCalendar(isoOf(guess), settings).month !== wanted.month) guess -= dayLength;
  return isoOf(guess);
}

/** The name of a month of the reader's calendar. */
export function monthName(month: CalendarDay, settings: DateSettings): string {
  const iso = fromCalendar({ ...month, day: 1 }, settings);
  return datePart(iso, settings)(new Date(iso), { month: 'long' });
}

/** A year of the reader's calendar, in the reader's digits. */
export function yearName({ year }: CalendarDay, settings: DateSettings): string {
  const iso = fromCalendar({ year, month: 6, day: 1 }, settings);
  return datePart(iso, settings)(new Date(iso), { year: 'numeric' });
}

/** Days of a month of the reader's calendar. */
export function daysIn({ year, month }: CalendarDay, settings: DateSettings): number {
  return toCalendar(fromCalendar({ year, month, day: 31 }, settings), settings).day;
}

/** The calendar that dates are written in. */
function calendarOf({ locale, calendar }: DateSettings): 'gregory' | 'persian' {
  if (calendar !== 'locale') return calendar;
  return new Intl.DateTimeFormat(locale).resolvedOptions().calendar === 'persian' ? 'persian' : 'gregory';
}

function isoOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
