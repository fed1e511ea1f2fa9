import { formatNumber, withNumbering, type Digits } from './numbers.js';

/** An amount of money in the currency's smallest step. */
export interface MoneyAmount {
  readonly minor: number;
  readonly currency: string;
}

/** A currency the shop shows its own way. */
export interface CurrencyEntry {
  readonly code: string;
  readonly decimals: number;
  readonly label: string;
  readonly position: 'before' | 'after';
  readonly shows?: { readonly of: string; readonly factor: number } | undefined;
}

/** How money is written for this reader and shop. */
export interface MoneySettings {
  readonly locale: string;
  readonly digits: Digits;
  /** The shop's unit table. */
  readonly currencies: readonly CurrencyEntry[];
  /** Writes a plus as well. */
  readonly signed?: boolean;
}

const isoFormats = new Map<string, Intl.NumberFormat>();

/**
 * Writes an amount of money: by the shop's unit table where it names the currency, else by ISO 4217, else as the
 * number with its code. Never throws for a code it does not know.
 */
export function formatMoney(money: MoneyAmount, settings: MoneySettings): string {
  const entry = settings.currencies.find((unit) => (unit.shows ? unit.shows.of : unit.code) === money.currency);
  if (entry) return byTable(money, entry, settings);
  const iso = isoFormat(money.currency, settings);
  if (!iso) return `${formatNumber(money.minor, settings.locale, settings.digits, settings)}\u00a0${money.currency}`;
  return iso.format(money.minor / 10 ** (iso.resolvedOptions().maximumFractionDigits ?? 2));
}

function byTable(money: MoneyAmount, unit: CurrencyEntry, { locale, digits, signed = false }: MoneySettings): string {
  const scaled = (money.minor * 10 ** unit.decimals) / (unit.shows?.factor ?? 10 ** unit.decimals);
  const number = formatNumber(Math.round(scaled), locale, digits, { fraction: unit.decimals, fixed: true, signed });
  return unit.position === 'before' ? `${unit.label}\u00a0${number}` : `${number}\u00a0${unit.label}`;
}

function isoFormat(currency: string, { locale, digits, signed = false }: MoneySettings): Intl.NumberFormat | undefined {
  const key = [locale, digits, currency, signed].join();
  const known = isoFormats.get(key);
  if (known) return known;
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined;
  const format = new Intl.NumberFormat(withNumbering(locale, digits), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay: signed ? 'exceptZero' : 'auto',
  });
  isoFormats.set(key, format);
  return format;
}
