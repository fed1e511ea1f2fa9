import { tags, type Locale } from './locale.js';

const numbers: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  fa: new Intl.NumberFormat('fa-IR-u-nu-arabext'),
};
const days: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'Asia/Tehran' }),
  fa: new Intl.DateTimeFormat(`${tags.fa}-u-ca-persian-nu-arabext`, { dateStyle: 'long', timeZone: 'Asia/Tehran' }),
};
const toman: Readonly<Record<Locale, string>> = { en: 'toman', fa: 'تومان' };

/** A whole number in the reader's digits. */
export function count(locale: Locale, value: number): string {
  return numbers[locale].format(value);
}

/** Rials, shown the way Iranian shops show money: in toman, the unit after the number. */
export function price(locale: Locale, rials: number): string {
  return `${numbers[locale].format(rials / 10)}\u00a0${toman[locale]}`;
}

/** The day of an instant in Tehran: Gregorian in English, Jalali in Persian. */
export function day(locale: Locale, instant: string): string {
  return days[locale].format(new Date(instant));
}
