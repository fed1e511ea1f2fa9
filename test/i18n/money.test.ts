import { describe, expect, it } from 'vitest';
import { formatMoney, type CurrencyEntry } from '../../src/i18n/money.js';

const toman = (label: string): CurrencyEntry => ({ code: 'IRT', decimals: 0, label, position: 'after', shows: { of: 'IRR', factor: 10 } });
const newRial: CurrencyEntry = { code: 'IRN', decimals: 2, label: 'new rial', position: 'before', shows: { of: 'IRR', factor: 10_000 } };
const club: CurrencyEntry = { code: 'CLUB', decimals: 2, label: 'crowns', position: 'after' };

const write = (minor: number, currency: string, locale = 'en', currencies: readonly CurrencyEntry[] = [], digits: 'locale' | 'latn' = 'locale'): string => formatMoney({ minor, currency }, { locale, digits, currencies }).replaceAll('\u00a0', ' ');

describe('money by the shop’s own table', () => {
  it.each([
    ['rials in toman', 1_250_000, 'IRR', 'en', [toman('toman')], '125,000 toman'],
    ['rials in toman, Persian', 1_250_000, 'IRR', 'fa', [toman('تومان')], '۱۲۵٬۰۰۰ تومان'],
    ['rials in a currency to come', 12_345_678, 'IRR', 'en', [newRial], 'new rial 1,234.57'],
    ['cents of a unit of its own', 1_950, 'CLUB', 'en', [club], '19.50 crowns'],
    ['nothing', 0, 'IRR', 'fa', [toman('تومان')], '۰ تومان'],
    ['less than nothing', -50_000, 'IRR', 'fa', [toman('تومان')], '\u200e−۵٬۰۰۰ تومان'],
    ['half of the smallest, rounded', 15, 'IRR', 'en', [toman('toman')], '2 toman'],
    ['more than a safe integer', Number.MAX_SAFE_INTEGER, 'CLUB', 'en', [club], '90,071,992,547,409.91 crowns'],
  ])('shows %s', (_, minor, currency, locale, table, text) => expect(write(minor, currency, locale, table)).toBe(text));

  it('leaves a currency alone that it shows another in', () => expect(write(5, 'IRT', 'en', [toman('toman')])).toBe('5 IRT'));
});

describe('money by ISO 4217', () => {
  it.each([
    [1_999, 'EUR', 'en', '€19.99'],
    [1_999, 'EUR', 'de', '19,99 €'],
    [500, 'JPY', 'en', '¥500'],
    [12_345, 'KWD', 'en', 'KWD 12.345'],
    [-1_050, 'USD', 'en', '-$10.50'],
  ])('%i %s in %s is %s', (minor, currency, locale, text) => expect(write(minor, currency, locale)).toBe(text));

  it('takes Latin digits where the shop wants them', () => expect(write(1_999, 'EUR', 'fa', [], 'latn')).toMatch(/19\D99/));
});

describe('a code that no engine knows', () => {
  it.each(['IRT', 'TMN', 'IRHT', 'IRHR', 'TOMAN', 'XYZABCDE'])('%s is shown with its number, without decimals, and never throws', (code) => {
    expect(write(125_000, code)).toBe(`125,000 ${code}`);
    expect(write(125_000, code, 'fa')).toBe(`۱۲۵٬۰۰۰ ${code}`);
  });
});

describe('a gain', () => {
  it.each([
    [1_999, 'EUR', 'en', '+€19.99'],
    [-1_999, 'EUR', 'en', '-€19.99'],
    [0, 'EUR', 'en', '€0.00'],
    [1_250_000, 'IRR', 'en', '+125,000 toman'],
    [1_250_000, 'IRR', 'fa', '\u200e+۱۲۵٬۰۰۰ toman'],
    [5, 'XYZ', 'en', '+5 XYZ'],
  ])('of %i %s has its plus in %s, and nothing has none', (minor, currency, locale, text) => {
    const told = formatMoney({ minor, currency }, { locale, digits: 'locale', currencies: [toman('toman')], signed: true });
    expect(told.replaceAll('\u00a0', ' ')).toBe(text);
  });
});
