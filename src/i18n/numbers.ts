/**
 * Numbers of the kit's own languages without `Intl`, whose first construction costs tens of milliseconds of main
 * thread: digits, grouping and signs from CLDR (a test compares each with `Intl.NumberFormat`). Other languages are
 * formatted by `Intl`.
 */

/** Which digits numbers are written with. */
export type Digits = 'locale' | 'latn';

/** Code point of the digit zero, then the marks of groups, decimals, minus and plus. */
type Marks = readonly [zero: number, group: string, decimal: string, minus: string, plus: string];

function marksOf(locale: string, digits: Digits): Marks | undefined {
  if (/^en(-(US|GB|AU|CA|NZ|IE))?$/.test(locale)) return [48, ',', '.', '-', '+'];
  if (!/^fa(-\w\w)?$/.test(locale)) return undefined;
  return digits === 'latn' ? [48, ',', '.', '\u200e\u2212', '\u200e+'] : [0x6f0, '\u066c', '\u066b', '\u200e\u2212', '\u200e+'];
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
  const [zero, group, decimal, minus, plus] = marks;
  const { fraction = 0, fixed, signed } = style;
  const all = `${Math.abs(amount)}`.padStart(fraction + 1, '0');
  const whole = all.slice(0, all.length - fraction).replace(/\B(?=(\d{3})+$)/g, group);
  const part = all.slice(all.length - fraction).replace(fixed ? '' : /0+$/, '');
  const sign = amount < 0 ? minus : signed && amount > 0 ? plus : '';
  return sign + (whole + (part && decimal + part)).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
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
      signDisplay: signed ? 'exceptZero' : 'negative',
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
  const size = Math.abs(value);
  if (!ordinal && language === 'en') return size === 1 ? 'one' : 'other';
  if (!ordinal && language === 'fa') return size <= 1 ? 'one' : 'other';
  const key = locale + ordinal;
  let rule = rules.get(key);
  if (!rule) rules.set(key, (rule = new Intl.PluralRules(locale, { type: ordinal ? 'ordinal' : 'cardinal' })));
  return rule.select(value);
}
