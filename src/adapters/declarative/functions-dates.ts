import type { NamedFunction } from './functions.js';
import { numberOf } from './functions-numbers.js';

const form = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** Milliseconds of a day. */
const dayLong = 86_400_000;
/** What is further away means “never” where it is written: the years 2200 and 1900. */
const [first, last] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)];

/** The instant that a text means, in milliseconds; without a zone it is UTC. What is no date (“unlimited”, “immediate”, year 9999, 0000-00-00) is `undefined`. */
export function millisOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [all, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = form.exec(value.trim()) ?? [];
  if (all === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const at = Date.UTC(y, m - 1, d, Number(hour), Number(minute), Math.min(Number(second), 59)) - offsetOf(zone);
  const real = new Date(Date.UTC(y, m - 1, d)).getUTCDate() === d && m >= 1 && m <= 12 && Number(hour) < 24 && Number(minute) < 60;
  return real ? within(at) : undefined;
}

function offsetOf(zone: string): number {
  const [all, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (all === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function within(at: number | undefined): number | undefined {
  return at !== undefined && Number.isFinite(at) && at >= first && at < last ? at : undefined;
}

function written(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function fromEpoch(value: unknown, each: number): string | null {
  const number = numberOf(value);
  return number === undefined || number <= 0 ? null : written(within(Math.round(number * each)));
}

function moved(value: unknown, days: unknown): string | null {
  const [at, by] = [millisOf(value), numberOf(days)];
  return at === undefined || by === undefined ? null : written(within(at + by * dayLong));
}

/** Dates as vendors write them, as instants of ISO 8601 in UTC. */
export const dateFunctions: Readonly<Record<string, NamedFunction>> = {
  instant: {
    usage: 'instant(x)',
    says: 'The instant that a date means, in UTC; null for what is none: “unlimited”, “immediate”, the year 9999.',
    takes: [1, 1],
    give: (x) => written(millisOf(x)),
  },
  day: { usage: 'day(x)', says: 'The day of a date as 2026-05-03, in UTC.', takes: [1, 1], give: (x) => written(millisOf(x))?.slice(0, 10) ?? null },
  epoch_s: { usage: 'epoch_s(x)', says: 'The instant so many seconds after 1970.', takes: [1, 1], give: (x) => fromEpoch(x, 1_000) },
  epoch_ms: { usage: 'epoch_ms(x)', says: 'The instant so many milliseconds after 1970.', takes: [1, 1], give: (x) => fromEpoch(x, 1) },
  millis: { usage: 'millis(x)', says: 'Milliseconds from 1970 to a date, to compare two: millis(a) < millis(ctx.now).', takes: [1, 1], give: (x) => millisOf(x) ?? null },
  plus_days: { usage: 'plus_days(x, days)', says: 'The instant so many days after a date.', takes: [2, 2], give: moved },
};
