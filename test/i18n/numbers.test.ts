import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, pluralCategory, type Digits, type NumberStyle } from '../../src/i18n/numbers.js';

/** What the engine's own formatter writes. A zero has no sign here: a balance is never “-0”. */
function byIntl(amount: number, locale: string, digits: Digits, { fraction = 0, fixed = false, signed = false }: NumberStyle): string {
  const numberingSystem = digits === 'latn' ? { numberingSystem: 'latn' } : {};
  const options = { minimumFractionDigits: fixed ? fraction : 0, maximumFractionDigits: fraction, signDisplay: signed ? 'exceptZero' : 'negative', ...numberingSystem } as const;
  return new Intl.NumberFormat(locale, options).format(amount / 10 ** fraction);
}

const amounts = [0, -0, 1, -1, 9, 10, 99, 100, 999, 1_000, -1_000, 12_345, 999_999, 1_000_000, -7_654_321, 123_456_789_012];
const styles: NumberStyle[] = [{}, { signed: true }, { fraction: 2 }, { fraction: 2, fixed: true }, { fraction: 3, signed: true }, { fraction: 6 }, { fraction: 1, fixed: true, signed: true }];
const locales = ['en', 'en-US', 'en-GB', 'fa', 'fa-IR', 'fa-AF', 'de', 'ar-EG', 'he', 'hi'];

describe.each(locales)('numbers in %s', (locale) => {
  it.each<Digits>(['locale', 'latn'])('are written as the engine writes them, digits: %s', (digits) => {
    for (const amount of amounts) for (const style of styles) {
      expect(formatNumber(amount, locale, digits, style), `${amount} ${JSON.stringify(style)}`).toBe(byIntl(amount, locale, digits, style));
    }
  });
});

it('any safe integer is written as the engine writes it', () => {
  const decimals = fc.integer({ min: 0, max: 6 });
  // Past fifteen digits the engine divides to the nearest double, where ours keeps every digit.
  const amount = fc.integer({ min: -(10 ** 15), max: 10 ** 15 });
  fc.assert(
    fc.property(amount, decimals, fc.boolean(), fc.boolean(), fc.constantFrom('en', 'fa'), fc.constantFrom<Digits>('locale', 'latn'), (number, fraction, fixed, signed, locale, digits) => {
      expect(formatNumber(number, locale, digits, { fraction, fixed, signed })).toBe(byIntl(number, locale, digits, { fraction, fixed, signed }));
    }),
    { numRuns: 2_000 },
  );
});

describe('a number', () => {
  it.each([
    [Number.MAX_SAFE_INTEGER, 'en', '9,007,199,254,740,991'],
    [Number.MIN_SAFE_INTEGER, 'fa', '\u200e−۹٬۰۰۷٬۱۹۹٬۲۵۴٬۷۴۰٬۹۹۱'],
    [-0, 'en', '0'],
    [-0, 'fa', '۰'],
    [-0, 'de', '0'],
    [-0, 'ar-EG', '٠'],
  ])('%d in %s is %s', (amount, locale, text) => expect(formatNumber(amount, locale, 'locale')).toBe(text));

  it('that is no safe integer is left to the engine', () => {
    for (const amount of [2 ** 60, 0.4, 1.6, NaN, Infinity]) expect(formatNumber(amount, 'en', 'locale')).toBe(byIntl(amount, 'en', 'locale', {}));
  });
});

describe('the plural category', () => {
  const numbers = [0, -0, 0.5, 1, -1, 1.5, 2, -2, 3, 5, 10, 11, 21, 100, 101, 1_000_000, 0.01, -0.5, 10 ** 15];
  it.each(['en', 'en-GB', 'fa', 'fa-AF', 'ar', 'he', 'de', 'ja', 'pl'])('is the engine’s in %s', (locale) => {
    for (const type of ['cardinal', 'ordinal'] as const) {
      const rules = new Intl.PluralRules(locale, { type });
      for (const number of numbers) expect(pluralCategory(number, locale, type === 'ordinal'), `${type} ${number}`).toBe(rules.select(number));
    }
  });
});
