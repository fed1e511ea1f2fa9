import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { wholeEnglish } from '../english.js';
import { faEntry } from '../../src/i18n/locales/fa-entry.js';
import { faMore } from '../../src/i18n/locales/fa-more.js';
import { faRedeem } from '../../src/i18n/locales/fa-redeem.js';
import { faRewards } from '../../src/i18n/locales/fa-rewards.js';
import { fa } from '../../src/i18n/locales/fa.js';
import { formatMessage, parseMessage } from '../../src/i18n/message.js';
import { pluralCategory } from '../../src/i18n/numbers.js';

const language = (locale: string) => ({
  number: (value: number) => new Intl.NumberFormat(locale).format(value),
  plural: (value: number, ordinal: boolean) => pluralCategory(value, locale, ordinal),
});

const shapes = [
  'a {n} b',
  '{n, plural, one {# point} other {# points}}',
  "it''s '{'x'}' {n}",
  "don't {n}",
  "{n, plural, =0 {none} one {it''s #} other {# {g, select, m {his} other {their}} '{#}' things}}",
  '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
  '# {n}',
  "'",
  "a ' b",
  '{g, select, m {x {n, plural, one {#} other {##}}} other {}}',
];

describe('a message is filled as intl-messageformat fills it', () => {
  for (const locale of ['en', 'fa', 'ar-EG', 'he']) {
    for (const shape of shapes) {
      test(`${locale}: ${shape}`, () => {
        for (const n of [0, 0.5, 1, 2, 3, 5, 11, 21, 100, 1_234]) {
          for (const g of ['m', 'f']) {
            const expected = new IntlMessageFormat(shape.replaceAll('{n}', '{n, number}'), locale).format({ n, g });
            expect(formatMessage(shape, { n, g }, language(locale))).toBe(expected);
          }
        }
      });
    }
  }
});

describe('a message', () => {
  const english = language('en');

  test('isolates the strings it is filled with, unless they are raw', () => {
    expect(formatMessage('Hi {name}', { name: 'سارا' }, english)).toBe('Hi \u2068سارا\u2069');
    expect(formatMessage('{url, raw}', { url: 'https://a.b' }, english)).toBe('https://a.b');
  });

  test('shows the name of what is missing, also where a page has put it on Object.prototype', () => {
    expect(formatMessage('{amount}', {}, english)).toBe('{amount}');
    expect(formatMessage('{toString}', {}, english)).toBe('{toString}');
  });

  test.each(['{', '{}', '{n', '{n, plural}', '{n, plural, one {x}}', '{n, number}', '}', '{n, plural, other {x}'])('that is malformed says where: %s', (message) => {
    expect(() => parseMessage(message)).toThrow(/at \d+: .+ expected/);
  });
});

/** The words of a message, without its syntax. */
function literals(message: string): string {
  const text = (pieces: ReturnType<typeof parseMessage>): string =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : [...(piece.options?.values() ?? [])].map(text).join(' '))).join(' ');
  return text(parseMessage(message));
}

describe('the catalogues', () => {
  const english = wholeEnglish;
  const persian: Record<string, string> = { ...fa, ...faEntry, ...faMore, ...faRedeem, ...faRewards };
  const params = (message: string): string[] => [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = '']) => name))].sort();

  test('hold the same keys', () => expect(Object.keys(persian).sort()).toEqual(Object.keys(english).sort()));

  test.each(Object.entries(english))('%s can be read, and its translation asks for nothing else', (key, message) => {
    parseMessage(message);
    parseMessage(persian[key] ?? '');
    expect(params(message)).toEqual(expect.arrayContaining(params(persian[key] ?? '')));
  });

  test.each(Object.entries(persian))('Persian %s keeps to the rules of the script', (_, message) => {
    expect(message).not.toMatch(/[يكىة\u0643\u064a]/);
    expect(literals(message)).not.toMatch(/[0-9?,%;]/);
    expect(message).not.toMatch(/\u2068|\u2069|\u200f|\u200e/);
    expect(message).not.toMatch(/(^|\s)(می|نمی)\s/);
    expect(message).not.toMatch(/\sها(ی)?(\s|$)/);
    expect(message).not.toMatch(/one \{[^#{}]*\d[^{}]*\}/);
  });
});
