import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/i18n/numbers.js';
import { parseNumber } from '../../src/i18n/parse-number.js';

describe('A typed number', () => {
  const typed: readonly (readonly [text: string, number: number | undefined])[] = [
    ['1250', 1250],
    ['۱۲۵۰', 1250],
    ['١٢٥٠', 1250],
    ['۱٬۲۵۰', 1250],
    ['1,250', 1250],
    ['۱،۲۵۰', 1250],
    [' 1 250 ', 1250],
    ['1\u202f250\u00a0', 1250],
    ['\u20681250\u2069', 1250],
    ['۳/۵', 3.5],
    ['۳٫۵', 3.5],
    ['.5', 0.5],
    ['5.', 5],
    ['\u200e\u2212۵۰', -50],
    ['+50', 50],
    ['', undefined],
    ['.', undefined],
    ['-', undefined],
    ['1.2.3', undefined],
    ['twelve', undefined],
    ['12 points', undefined],
    ['1e9', undefined],
  ];
  for (const [text, number] of typed) it(`“${text}” is ${number === undefined ? 'no number' : number}`, () => expect(parseNumber(text)).toBe(number));

  it('is read back from what the kit writes, in both languages and digits', () => {
    for (const amount of [0, 7, -50, 1_250, 9_876_543_21]) {
      for (const [locale, digits] of [['en', 'locale'], ['fa', 'locale'], ['fa', 'latn']] as const) {
        expect(parseNumber(formatNumber(amount, locale, digits, { fraction: 2 }))).toBeCloseTo(amount / 100, 9);
      }
    }
  });
});
