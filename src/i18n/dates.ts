import { withNumbering, type Digits } from './numbers.js';

/** How dates are written for this reader and shop. */
export interface DateSettings {
  readonly locale: string;
  readonly digits: Digits;
  /** Calendar of dates; `locale` is the reader's own. */
  readonly calendar: 'locale' | 'gregory' | 'persian';
  /** IANA zone of the shop, in which its days begin and end. */
  readonly timeZone: string;
}

/**
 * Writes the day of an ISO 8601 instant or date: `3 May`, with the year when it is not this one. A date alone is the same day everywhere; an instant falls on the shop's day.
 * Returns an empty string for what is no date.
 */
export function formatDate(at: string, settings: DateSettings, now: Date): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const part = datePart(at, settings);
  const sameYear = part(date, { year: 'numeric' }) === part(now, { year: 'numeric' });
  // CLDR writes Persian dates of other field sets in the wrong order; `long` and day with month are right.
  return part(date, sameYear ? { day: 'numeric', month: 'long' } : { dateStyle: 'long' });
}

/** Writes parts of a date; a date alone is read in UTC, an instant on the shop's clock. */
export function datePart(at: string, settings: DateSettings): (value: Date, options: Intl.DateTimeFormatOptions) => string {
  const zone = at.length === 10 ? 'UTC' : settings.timeZone;
  return (value, options) => formatter(settings, zone, options).format(value);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(settings: DateSettings, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [settings.locale, settings.digits, settings.calendar, timeZone, JSON.stringify(options)].join();
  let format = formatters.get(key);
  if (!format) formatters.set(key, (format = create(settings, timeZone, options)));
  return format;
}

function create(settings: DateSettings, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = withNumbering(settings.locale, settings.digits);
  const calendar = settings.calendar === 'locale' ? {} : { calendar: settings.calendar };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, ...calendar, timeZone });
  } catch {
    // A zone this engine does not know: UTC is at most a day off, an exception would blank the card.
    return new Intl.DateTimeFormat(locale, { ...options, ...calendar, timeZone: 'UTC' });
  }
}
