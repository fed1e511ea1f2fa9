import { scaled } from './decimals.js';
import type { NamedFunction } from './functions.js';
import { isList } from './json.js';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const number = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A finite number, from a number or from the text of one; else `undefined`. */
export function numberOf(value: unknown): number | undefined {
  const read = typeof value === 'string' && number.test(value.trim()) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

function calculated(values: readonly unknown[], step: (sum: number, next: number) => number): number | null {
  const numbers = values.map(numberOf);
  const all = numbers.flatMap((each) => (each === undefined ? [] : [each]));
  if (all.length < numbers.length || all.length === 0) return null;
  const result = all.reduce((so, next) => step(so, next));
  return Number.isFinite(result) ? result : null;
}

function total(value: unknown): number | null {
  if (!isList(value)) return null;
  const sum = value.map(numberOf).reduce<number>((so, each) => so + (each ?? 0), 0);
  return Number.isFinite(sum) ? sum : null;
}

/** Digits of a currency's smallest step, as CLDR writes it: 2 for EUR, 0 for JPY and IRR, 3 for KWD. */
export function digitsOf(currency: unknown): number | undefined {
  if (typeof currency !== 'string' || !currencies.has(currency.toUpperCase())) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

function money(value: unknown, currency: unknown, digits: unknown = digitsOf(currency)) {
  const minor = typeof digits === 'number' ? scaled(value, digits) : null;
  return minor === null || typeof currency !== 'string' ? null : { minor, currency: currency.toUpperCase() };
}

/** Arithmetic that gives `null` where a part is missing, and amounts of points and money. */
export const numberFunctions: Readonly<Record<string, NamedFunction>> = {
  num: { usage: 'num(x)', says: 'The number that x is or is the text of.', takes: [1, 1], give: (x) => numberOf(x) ?? null },
  whole: { usage: 'whole(x)', says: 'x rounded to a whole number, half a step away from zero.', takes: [1, 1], give: (x) => scaled(x, 0) },
  add: { usage: 'add(a, b, …)', says: 'The sum; null when a part is missing.', takes: [1, 8], give: (...values) => calculated(values, (a, b) => a + b) },
  sub: { usage: 'sub(a, b)', says: 'a less b; null when a part is missing.', takes: [2, 2], give: (...values) => calculated(values, (a, b) => a - b) },
  mul: { usage: 'mul(a, b, …)', says: 'The product; null when a part is missing.', takes: [1, 8], give: (...values) => calculated(values, (a, b) => a * b) },
  div: { usage: 'div(a, b)', says: 'a divided by b; null when a part is missing or b is 0.', takes: [2, 2], give: (...values) => calculated(values, (a, b) => a / b) },
  neg: { usage: 'neg(x)', says: 'x with the other sign.', takes: [1, 1], give: (x) => calculated([0, x], (a, b) => a - b) },
  size: { usage: 'size(x)', says: 'x without its sign.', takes: [1, 1], give: (x) => calculated([x, 0], Math.abs) },
  at_least: { usage: 'at_least(x, n)', says: 'x, or n where x is smaller.', takes: [2, 2], give: (...values) => calculated(values, Math.max) },
  at_most: { usage: 'at_most(x, n)', says: 'x, or n where x is larger.', takes: [2, 2], give: (...values) => calculated(values, Math.min) },
  total: { usage: 'total(list)', says: 'The sum of a list; what is no number in it counts nothing.', takes: [1, 1], give: total },
  amount: {
    usage: 'amount(x, decimals)',
    says: 'x as an integer in 10^-decimals of its unit: amount(\'12.5\', `1`) is 125.',
    takes: [1, 2],
    give: (x, decimals = 0) => (typeof decimals === 'number' ? scaled(x, decimals) : null),
  },
  money: {
    usage: 'money(x, currency, digits?)',
    says: 'Money of x whole units of an ISO 4217 currency: money(\'9.5\', \'EUR\') is {minor: 950, currency: EUR}. digits replaces the currency’s own.',
    takes: [2, 3],
    give: (x, currency, digits) => money(x, currency, digits),
  },
  money_minor: { usage: 'money_minor(x, currency)', says: 'Money of x smallest steps of a currency (cents for EUR).', takes: [2, 2], give: (x, currency) => money(x, currency, 0) },
};
