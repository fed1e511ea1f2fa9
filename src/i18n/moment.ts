import { datePart, formatDate, type DateSettings } from './dates.js';

/** Writes when something was so: its time (`14:05`) when that is today on the shop's clock, else its day. */
export function formatMoment(at: string, settings: DateSettings, now: Date): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const part = datePart(at, settings);
  const today = part(date, { dateStyle: 'short' }) === part(now, { dateStyle: 'short' });
  return today ? part(date, { timeStyle: 'short' }) : formatDate(at, settings, now);
}
