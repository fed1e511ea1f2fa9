import type { Money } from '../../domain/money.schema.js';
import type { Texts } from './program/parts.js';
import type { Program } from './program/program.js';
import type { Words } from './words.js';

type Shop = Program['shop'];
type Choose = (texts: Texts) => string;

/** How numbers, amounts and days are written in one language of a shop. */
export function writers(shop: Shop, written: string, pick: Choose): Pick<Words, 'number' | 'units' | 'money' | 'day'> {
  const locale = shop.display.digits === 'latn' ? `${written}-u-nu-latn` : written;
  const money = (sum: Money) => moneyText(shop, locale, sum, pick);
  return {
    number: (value) => numberFormat(locale, 0, false).format(value),
    units: ({ unit }, amount) => {
      if (unit.currency !== undefined) return money({ minor: amount, currency: unit.currency });
      const one = pluralRules(written).select(amount) === 'one';
      return `${numberFormat(locale, unit.decimals, true).format(amount / 10 ** unit.decimals)}\u00a0${pick(one ? unit.one : unit.other)}`;
    },
    money,
    day: (at) => dayFormat(shop, locale).format(at),
  };
}

// By the shop's unit table where it names the currency, else by ISO 4217, else the number with its code.
function moneyText({ currencies }: Shop, locale: string, { minor, currency }: Money, pick: Choose): string {
  const unit = currencies.find(({ code, shows }) => (shows ? shows.of : code) === currency);
  if (unit) {
    const number = numberFormat(locale, unit.decimals, true, unit.decimals).format(minor / (unit.shows?.factor ?? 10 ** unit.decimals));
    return unit.position === 'before' ? `${pick(unit.label)}\u00a0${number}` : `${number}\u00a0${pick(unit.label)}`;
  }
  if (!isoCurrencies.has(currency)) return `${numberFormat(locale, 0, true).format(minor)}\u00a0${currency}`;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
const isoCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

// The caches are bounded by the languages a program is written in, never by what readers send.
const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string, decimals: number, useGrouping: boolean, fixed = 0): Intl.NumberFormat {
  const key = `${locale} ${decimals} ${useGrouping} ${fixed}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { useGrouping, minimumFractionDigits: fixed, maximumFractionDigits: decimals });
  numberFormats.set(key, made);
  return made;
}

const plurals = new Map<string, Intl.PluralRules>();
function pluralRules(locale: string): Intl.PluralRules {
  const known = plurals.get(locale);
  if (known) return known;
  const made = new Intl.PluralRules(locale);
  plurals.set(locale, made);
  return made;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();
function dayFormat({ timeZone, display }: Shop, locale: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${display.calendar}`;
  const known = dayFormats.get(key);
  if (known) return known;
  const calendar = display.calendar === 'locale' ? {} : { calendar: display.calendar };
  // CLDR writes Persian dates of other field sets in the wrong order; `long` is right.
  const made = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone, ...calendar });
  dayFormats.set(key, made);
  return made;
}
