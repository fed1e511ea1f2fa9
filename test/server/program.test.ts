import { describe, expect, it } from 'vitest';
import { addMonths, endOfDay } from '../../src/server/club/calendar.js';
import { defaultProgram, demoProgram } from '../../src/server/club/default-program.js';
import { parseProgram, type Program } from '../../src/server/club/program/program.js';
import { wordsFor } from '../../src/server/club/words.js';

/** Every text of a program, with its path. */
function textsOf(value: unknown, path = ''): (readonly [string, Record<string, unknown>])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value) return [[path, { ...value }]];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

describe('the demo’s program', () => {
  it('is valid, and has perks of all four kinds', () => {
    expect(parseProgram(defaultProgram)).toEqual(defaultProgram);
    const kinds = new Set(defaultProgram.ladders.flatMap(({ tiers }) => tiers).flatMap(({ perks }) => perks.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['benefit', 'exclusive_service', 'points', 'response_level']);
  });

  it.each(textsOf(defaultProgram))('%s is written in both languages, with the same places to fill', (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual(['en', 'fa']);
    // A text that is nothing but a place to fill has no language.
    if (!/^\{\w+\}$/.test(String(texts.fa))) expect(String(texts.fa)).toMatch(/[\u0600-\u06ff]/);
    expect(String(texts.en)).not.toMatch(/[\u0600-\u06ff]/);
    const places = (text: unknown) => (String(text).match(/\{\w+\}/g) ?? []).sort();
    expect(places(texts.fa)).toEqual(places(texts.en));
  });

  it.each([
    ['a ladder that does not begin at 0', (p: Program) => ({ ...p, ladders: p.ladders.map((ladder) => ({ ...ladder, tiers: ladder.tiers.slice(1) })) }), 'ladders[0].tiers'],
    ['a ladder that does not rise', (p: Program) => ({ ...p, ladders: p.ladders.map((ladder) => ({ ...ladder, tiers: [...ladder.tiers].reverse() })) }), 'ladders[0].tiers'],
    ['earning for nothing', (p: Program) => ({ ...p, earning: p.earning.map((rule) => ({ ...rule, gives: 0 })) }), 'earning[0].gives'],
    ['no texts', (p: Program) => ({ ...p, titles: { ...p.titles, order: {} } }), 'titles.order'],
    ['a reward whose smallest price buys nothing', (p: Program) => ({ ...p, rewards: [{ ...p.rewards[0], refundable: false, price: { kind: 'variable', min: 5, max: 25, step: 10, stepWorth: { minor: 1, currency: 'IRR' } }, fulfil: { by: 'wallet', wallet: 'points', amount: 1 } }] }), 'rewards[0].fulfil.amount'],
    ['a time zone that no clock knows', (p: Program) => ({ ...p, shop: { ...p.shop, timeZone: 'Europe/Berlinn' } }), 'shop.timeZone'],
    ['a language that is none', (p: Program) => ({ ...p, defaultLocale: 'fa_IR' }), 'defaultLocale'],
    ['a day beyond all calendars', (p: Program) => ({ ...p, earning: p.earning.map((rule) => ({ ...rule, releaseDays: 1e12 })) }), 'earning[0].releaseDays'],
    ['points that last longer than dates do', (p: Program) => ({ ...p, wallets: p.wallets.map((wallet) => ({ ...wallet, expiryMonths: 1e9 })) }), 'wallets[0].expiryMonths'],
  ])('%s is refused with its path', (_, spoil, path) => {
    expect(() => parseProgram(spoil(defaultProgram))).toThrow(path);
  });
});

describe('words', () => {
  it.each([
    ['fa', 'سفارش 1042'],
    ['fa-AF', 'سفارش 1042'],
    ['en-GB', 'Order 1042'],
    ['de', 'Order 1042'],
    [undefined, 'Order 1042'],
    ['not a locale', 'Order 1042'],
    ['__proto__', 'Order 1042'],
  ])('for %s an order is called %s', (locale, title) => {
    const words = wordsFor(defaultProgram, locale);
    expect(words.fill(defaultProgram.titles.order, { number: words.orderNumber('1042') })).toBe(title);
  });

  it('set an order number with letters apart, and change nothing in any', () => {
    expect(wordsFor(defaultProgram, 'fa').orderNumber('AB-12/3')).toBe('\u2068AB-12/3\u2069');
    expect(wordsFor(defaultProgram, 'fa').orderNumber('007')).toBe('007');
  });

  it('keep Latin digits where the shop wants them', () => {
    const latin = { ...defaultProgram, shop: { ...defaultProgram.shop, display: { ...defaultProgram.shop.display, digits: 'latn' as const } } };
    expect(wordsFor(latin, 'fa').orderNumber('1042')).toBe('1042');
  });

  it('fill in what they are given as text, never as a pattern', () => {
    expect(wordsFor(defaultProgram, 'en').fill({ en: '{number} {constructor}' }, { number: '$& {owed}' })).toBe('$& {owed} {constructor}');
  });
});

describe('the calendar', () => {
  it.each([
    ['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
    ['2028-02-29T10:00:00Z', 12, '2029-02-28T10:00:00.000Z'],
    ['2026-12-15T10:00:00Z', 1, '2027-01-15T10:00:00.000Z'],
    ['2026-03-31T10:00:00Z', -1, '2026-02-28T10:00:00.000Z'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(new Date(from), months).toISOString()).toBe(to);
  });

  it.each([
    ['Asia/Tehran', '2026-06-01T20:29:59Z', '2026-06-01T20:30:00.000Z'],
    ['Asia/Tehran', '2026-06-01T20:30:00Z', '2026-06-02T20:30:00.000Z'],
    ['UTC', '2026-06-01T00:00:00Z', '2026-06-02T00:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:00:00Z', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01T04:30:00Z', '2026-11-02T05:00:00.000Z'],
    ['Pacific/Auckland', '2026-09-26T12:30:00Z', '2026-09-27T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01T09:59:00Z', '2026-01-01T10:00:00.000Z'],
  ])('the day in %s of %s ends at %s', (zone, at, end) => {
    expect(endOfDay(new Date(at), zone).toISOString()).toBe(end);
  });
});

describe('the demo’s seasons', () => {
  const seasonal = (now: string) => {
    const { rewards } = demoProgram({ now: new Date(now) });
    const of = (id: string) => rewards.find((reward) => reward.id === id);
    return { basket: of('nowruz-basket'), saffron: of('autumn-saffron') };
  };

  it.each(['2026-03-20T20:29:59Z', '2026-03-20T20:30:00Z', '2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z', '2027-02-18T00:00:00Z', '2027-02-19T20:30:00Z', '2030-03-19T12:00:00Z'])(
    'on %s there is something to come and something that is over',
    (now) => {
      const { basket, saffron } = seasonal(now);
      expect(Date.parse(basket?.startsAt ?? '')).toBeGreaterThan(Date.parse(now));
      expect(Date.parse(saffron?.endsAt ?? '')).toBeLessThanOrEqual(Date.parse(now));
    },
  );

  it('end with the Persian year and with Aban', () => {
    const { basket, saffron } = seasonal('2026-11-23T00:00:00Z');
    expect(basket).toMatchObject({ startsAt: '2027-02-18T20:30:00.000Z', endsAt: '2027-03-20T20:30:00.000Z' });
    expect(saffron).toMatchObject({ endsAt: '2026-11-21T20:30:00.000Z' });
  });
});

describe('codes of the demo’s rewards', () => {
  it('come from the shop where it makes them, else out of a pool called like the reward, and cannot be undone then', () => {
    const made = demoProgram({ callback: { url: 'https://shop.example/codes', secret: 'env:VAFA_CALLBACK_SECRET' } });
    expect(made.rewards.find(({ id }) => id === 'discount-50')).toMatchObject({ refundable: true, fulfil: { by: 'callback' } });
    expect(defaultProgram.rewards.find(({ id }) => id === 'discount-50')).toMatchObject({ refundable: false, fulfil: { by: 'pool', pool: 'discount-50' } });
    expect(defaultProgram.rewards.map(({ id }) => id)).toEqual(made.rewards.map(({ id }) => id));
  });
});

describe('a rule that favours a tier', () => {
  it('must name one that there is', () => {
    const [rule] = defaultProgram.earning;
    expect(() => parseProgram({ ...defaultProgram, earning: [{ ...rule, tiers: { platinum: 150 } }] })).toThrow('earning[0].tiers');
  });
});
