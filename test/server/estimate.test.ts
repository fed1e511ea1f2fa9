import { describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { estimateOf } from '../../src/server/club/estimate.js';
import { wordsFor } from '../../src/server/club/words.js';
import { clockedClub } from './clocked-club.js';
import { pointsOnly } from './programs.js';

const estimated = (query: Parameters<typeof estimateOf>[1], { tiers = ['bronze'], locale = 'en', program = defaultProgram } = {}) =>
  estimateOf(program, query, tiers, wordsFor(program, locale));
const amounts = (answer: ReturnType<typeof estimated>) => answer.earns.map(({ amount, unit }) => `${amount} ${unit.id}`);

describe('an estimate', () => {
  it('is what an order of it earns, wallet by wallet, with worth and waiting', () => {
    const answer = estimated({ amount: 3_570_000, currency: 'IRR' });
    expect(answer.earns).toMatchObject([
      { amount: 35, worth: { minor: 35_000, currency: 'IRR' }, afterDays: 14 },
      { amount: 1, unit: { id: 'stamps' } },
    ]);
    expect(answer.earns[1]?.worth).toBeUndefined();
  });

  it('explains the rule, the full amounts and the rest in either language', () => {
    expect(estimated({ amount: 3_570_000 }).why).toEqual([
      'Every order.',
      'Every full 10,000\u00a0toman gives 1\u00a0point; 357,000\u00a0toman holds that 35 times.',
      'The remaining 7,000\u00a0toman is less than a full amount and does not count.',
      'A stamp on the tea card.',
      'The order as a whole gives 1\u00a0stamp.',
    ]);
    expect(estimated({ amount: 3_570_000 }, { locale: 'fa' }).why?.[1]).toBe('هر ۱۰٬۰۰۰\u00a0تومان کامل ۱\u00a0امتیاز دارد؛ در ۳۵۷٬۰۰۰\u00a0تومان این مبلغ ۳۵ بار کامل می‌شود.');
  });

  it('names the tier that gives more', () => {
    const answer = estimated({ amount: 3_000_000 }, { tiers: ['gold'] });
    expect(amounts(answer)).toEqual(['30 points', '2 stamps']);
    expect(answer.why?.at(-1)).toBe('The tier Gold gives 200% of that, rounded down: 2\u00a0stamps.');
  });

  it('says what a little more would earn', () => {
    const answer = estimated({ amount: 2_999_999 });
    expect(amounts(answer)).toEqual(['29 points']);
    expect(answer.why?.at(-1)).toBe('For orders of at least 300,000\u00a0toman, also: A stamp on the tea card.');
  });

  it('of too little earns nothing, and says so', () => {
    expect(estimated({ amount: 99_999 })).toMatchObject({ earns: [], why: ['This is too little to earn anything yet.', expect.any(String)] });
  });

  it('takes an amount in the unit the shop shows', () => {
    expect(amounts(estimated({ amount: 357_000, currency: 'IRT' }))).toEqual(['35 points', '1 stamps']);
  });

  const tea = pointsOnly({
    earning: [
      { id: 'tea', wallet: 'points', title: { en: 'Tea counts double' }, gives: 2, per: { minor: 100_000, currency: 'IRR' }, products: ['tea'], releaseDays: 3 },
      { id: 'sample', wallet: 'points', title: { en: 'A try' }, gives: 5, products: ['sample'], releaseDays: 30 },
    ],
  });

  it('looks at the product where a rule is for certain ones', () => {
    expect(amounts(estimated({ amount: 1_000_000, product: 'tea' }, { program: tea }))).toEqual(['20 points']);
    expect(amounts(estimated({ amount: 1_000_000, product: 'cup' }, { program: tea }))).toEqual([]);
    expect(amounts(estimated({ amount: 1_000_000 }, { program: tea }))).toEqual([]);
    expect(estimated({ product: 'sample' }, { program: tea }).earns).toMatchObject([{ amount: 5, afterDays: 30 }]);
  });

  it.each([
    ['nothing at all', {}, 'Send `amount`, what would be paid'],
    ['a product whose price decides', { product: 'tea' }, 'the price of product tea, beside `product`'],
    ['a currency that earns nothing', { amount: 5, currency: 'EUR' }, '`currency` is EUR; this club earns on IRR.'],
  ])('of %s is refused with what to send', (_, query, says) => {
    expect(() => estimated(query, { program: tea })).toThrow(says);
  });
});

describe('an estimate from the club', () => {
  const { port, club, buy, place, wallet } = clockedClub({
    earning: pointsOnly().earning.map((rule) => ({ ...rule, tiers: { silver: 150 } })),
  });
  const amount = 1_000_000;

  it('tells a guest what the lowest tier earns, and a member what theirs does', async () => {
    const guest = club().open({ shopId: club().shopId });
    expect(await guest.estimate?.({ amount })).toMatchObject({ earns: [{ amount: 10 }] });
    await buy(300);
    expect(await port().estimate?.({ amount })).toMatchObject({ earns: [{ amount: 15 }] });
  });

  it('keeps its word: the order earns what was estimated', async () => {
    for (const points of [1, 7, 299]) {
      const [told] = (await port().estimate?.({ amount: points * 100_000 }))?.earns ?? [];
      const before = (await wallet())?.pending ?? 0;
      await place(points);
      expect(((await wallet())?.pending ?? 0) - before).toBe(told?.amount);
    }
  });
});
