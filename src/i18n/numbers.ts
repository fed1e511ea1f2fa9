/**
 * Numbers of the kit's own languages without `Intl`, whose first construction costs tens of milliseconds of main
 * thread: digits, grouping and signs from CLDR (a test compares each with `Intl.NumberFormat`). Other languages are
 * formatted by `Intl`.
 */

/** Which digits numbers are written with. */
export type Digits = 'locale' | 'latn';

interface Marks {
  /** Code point of the digit zero. */
  readonly zero: number;
  readonly group: string;
  readonly decimal: string;
  readonly minus: string;
  readonly plus: string;
}

const english: Marks = { zero: 48, group: ',', decimal: '.', minus: '-', plus: '+' };
const persian: Marks = { zero: 0x6f0, group: '\u066c', decimal: '\u066b', minus: '\u200e\u2212', plus: '\u200e+' };
const persianInLatin: Marks = { ...persian, zero: 48, group: ',', decimal: '.' };

function marksOf(locale: string, digits: Digits): Marks | undefined {
  if (/^en(-(US|GB|AU|CA|NZ|IE))?$/i.test(locale)) return english;
  if (!/^fa(-\w{2})?$/i.test(locale)) return undefined;
  return digits === 'latn' ? persianInLatin : persian;
}

/** How a number is written: `fraction` digits at most, or exactly when `fixed`; `signed` writes a plus as well. */
export interface NumberStyle {
  readonly fraction?: number;
  readonly fixed?: boolean;
  readonly signed?: boolean;
}

/** Writes `amount` × 10^-`style.fraction` in the language's way. */
export function formatNumber(amount: number, locale: string, digits: Digits, style: NumberStyle = {}): string {
  const marks = marksOf(locale, digits);
  if (!marks || !Number.isSafeInteger(amount)) return intlNumber(amount, locale, digits, style);
  const places = style.fraction ?? 0;
  const all = String(Math.abs(amount)).padStart(places + 1, '0');
  const whole = all.slice(0, all.length - places).replace(/\B(?=(\d{3})+$)/g, marks.group);
  let part = places ? all.slice(-places) : '';
  if (!style.fixed) part = part.replace(/0+$/, '');
  const sign = amount < 0 ? marks.minus : style.signed && amount > 0 ? marks.plus : '';
  return sign + (whole + (part && marks.decimal + part)).replace(/\d/g, (d) => String.fromCharCode(marks.zero + Number(d)));
}

const formats = new Map<string, Intl.NumberFormat>();

function intlNumber(amount: number, locale: string, digits: Digits, style: NumberStyle): string {
  const { fraction = 0, fixed = false, signed = false } = style;
  const key = [locale, digits, fraction, fixed, signed].join();
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(withNumbering(locale, digits), {
      minimumFractionDigits: fixed ? fraction : 0,
      maximumFractionDigits: fraction,
      signDisplay: signed ? 'exceptZero' : 'auto',
    });
    formats.set(key, format);
  }
  return format.format(amount / 10 ** fraction);
}

/** The tag with Latin digits pinned where the shop wants them. */
export function withNumbering(locale: string, digits: Digits): string {
  return digits === 'latn' ? new Intl.Locale(locale, { numberingSystem: 'latn' }).toString() : locale;
}

const rules = new Map<string, Intl.PluralRules>();

/** The CLDR plural category; English and Persian cardinals without `Intl`. */
export function pluralCategory(value: number, locale: string, ordinal: boolean): string {
  const language = locale.split('-')[0]?.toLowerCase();
  if (!ordinal && language === 'en') return value === 1 ? 'one' : 'other';
  if (!ordinal && language === 'fa') return value >= 0 && value <= 1 ? 'one' : 'other';
  const key = locale + ordinal;
  let rule = rules.get(key);
  if (!rule) rules.set(key, (rule = new Intl.PluralRules(locale, { type: ordinal ? 'ordinal' : 'cardinal' })));
  return rule.select(value);
}
