import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earnedBy, earnedByRule, type Purchase } from '../../src/server/club/earnings.js';
import { defaultProgram } from '../../src/server/club/default-program.js';
import type { OrderRule } from '../../src/server/club/program/earning.js';
import { clockedClub } from './clocked-club.js';

const rials = (minor: number) => ({ minor, currency: 'IRR' });
const rule = (more: Partial<OrderRule> = {}): OrderRule => ({ id: 'r', wallet: 'points', title: { en: 'Points' }, gives: 1, per: rials(100_000), tiers: {}, releaseDays: 14, ...more });
const buys = (minor: number, ...items: Purchase['items']): Purchase => ({ total: rials(minor), items });
const units = (one: OrderRule, purchase: Purchase, tiers: string[] = []) => earnedByRule(one, purchase, tiers).units;

describe('a rule of earning', () => {
  it.each([
    ['counts full amounts', rule(), buys(199_999), 1],
    ['counts an order without an amount once', rule({ per: undefined }), buys(5), 1],
    ['gives nothing below its minimum', rule({ minimum: rials(200_000) }), buys(199_999), 0],
    ['gives from its minimum on', rule({ minimum: rials(200_000) }), buys(200_000), 2],
    ['gives nothing for an order without its products', rule({ products: ['tea'] }), buys(900_000, { productId: 'cup', total: rials(900_000) }), 0],
    ['counts its products alone', rule({ products: ['tea'] }), buys(900_000, { productId: 'tea', total: rials(300_000) }, { productId: 'cup', total: rials(600_000) }), 3],
    ['counts every line of its products', rule({ products: ['tea'] }), buys(900_000, { productId: 'tea', total: rials(50_000) }, { productId: 'tea', total: rials(50_000) }), 1],
    ['never counts more than was paid', rule({ products: ['tea'] }), buys(100_000, { productId: 'tea', total: rials(900_000) }), 1],
    ['gives its flat amount only with its products', rule({ products: ['tea'], per: undefined }), buys(900_000), 0],
    ['counts no money of another currency', rule(), { ...buys(900_000), total: { minor: 900_000, currency: 'EUR' } }, 0],
  ])('%s', (_, one, purchase, expected) => {
    expect(units(one, purchase)).toBe(expected);
  });

  it('gives more for the tier held, the best of several, and rounds down once at the end', () => {
    const better = rule({ gives: 1, tiers: { silver: 125, gold: 150 } });
    expect(units(better, buys(300_000), ['bronze'])).toBe(3);
    expect(units(better, buys(300_000), ['silver'])).toBe(3);
    expect(units(better, buys(300_000), ['silver', 'gold'])).toBe(4);
    expect(units(better, buys(400_000), ['silver'])).toBe(5);
  });

  it('takes a tier called like a method of objects for no tier', () => {
    expect(units(rule(), buys(300_000), ['constructor', '__proto__'])).toBe(3);
  });

  it('refuses more than a safe integer instead of rounding', () => {
    expect(() => units(rule({ gives: Number.MAX_SAFE_INTEGER }), buys(200_000))).toThrow('beyond the safe integers');
  });

  it('never gives more for two halves than for the whole', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.nat(10 ** 12), fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 100, max: 10_000 }), (a, b, gives, percent) => {
        const one = rule({ gives, tiers: { gold: percent } });
        expect(units(one, buys(a), ['gold']) + units(one, buys(b), ['gold'])).toBeLessThanOrEqual(units(one, buys(a + b), ['gold']));
      }),
    );
  });

  it('leaves out of the answer what gives nothing', () => {
    expect(earnedBy(defaultProgram.earning, buys(2_000_000), []).map((earned) => `${earned.units} ${earned.rule.wallet}`)).toEqual(['20 points']);
    expect(earnedBy(defaultProgram.earning, buys(3_000_000), []).map((earned) => `${earned.units} ${earned.rule.wallet}`)).toEqual(['30 points', '1 stamps']);
  });
});

const { wallets, earning, rewards } = defaultProgram;

describe('an order', () => {
  const { wallet, place, shop, port, club, after } = clockedClub({ wallets, earning, rewards });
  const balances = async () => ((await port().wallets?.()) ?? []).map(({ id, available, pending }) => `${available}+${pending} ${id}`);

  it('earns by every rule into its own wallet; each goes back with its own share', async () => {
    const id = await place(100);
    expect(await balances()).toEqual(['0+100 points', '0+1 stamps', '0+0 credit']);
    await shop.deliver(id);
    expect(await balances()).toEqual(['100+0 points', '1+0 stamps', '0+0 credit']);
    await shop.return(id, rials(5_000_000));
    expect(await balances()).toEqual(['50+0 points', '1+0 stamps', '0+0 credit']);
    await shop.return(id);
    expect(await balances()).toEqual(['0+0 points', '0+0 stamps', '0+0 credit']);
  });

  it('earns for ever where the wallet has no expiry', async () => {
    await shop.deliver(await place(100));
    after(4_000);
    await club().runJobs();
    expect(await balances()).toEqual(['0+0 points', '1+0 stamps', '0+0 credit']);
    expect((await port().wallets?.())?.[1]?.expiring).toEqual([]);
    expect(await wallet()).toMatchObject({ expiring: [] });
  });
});

describe('two rules into one wallet', () => {
  const spring = rule({ id: 'spring', gives: 2, products: ['tea'] });
  const { place, shop, wallet, lines } = clockedClub({ earning: [...earning.filter((each) => each.wallet === 'points'), spring] });

  it('are two lots of one order, and a return takes its share of both', async () => {
    const items = [{ id: '1', productId: 'tea', title: 'Tea', quantity: 2, total: rials(4_000_000) }];
    const id = await place(100, { items });
    expect((await lines()).map(({ delta }) => delta)).toEqual([80, 100]);
    await shop.return(id, rials(5_000_000));
    expect(await wallet()).toMatchObject({ pending: 90 });
  });
});

describe('a better tier', () => {
  const better = earning.filter(({ wallet }) => wallet === 'points').map((each) => ({ ...each, tiers: { silver: 150 } }));
  const { place, buy, wallet, now, after, club, port, track } = clockedClub({ earning: better });

  it('earns more from the day it was reached, and not for orders placed before', async () => {
    const early = now().toISOString();
    await buy(300);
    after(2);
    await place(100);
    expect(await wallet()).toMatchObject({ available: 300, pending: 150 });
    await place(100, { placedAt: new Date(Date.parse(early) - 1_000).toISOString() });
    expect(await wallet()).toMatchObject({ pending: 250 });
  });

  it('that was lost by a return is lost for what is earned next, also when the return is told late', async () => {
    const first = await buy(100);
    after(10);
    await buy(250);
    after(12);
    const at = new Date(now().getTime() - 3 * 86_400_000).toISOString();
    await club().receive({ id: randomUUID(), at, type: 'order.returned', data: { orderId: first } });
    expect(await track()).toMatchObject({ current: 'bronze', history: [{ tierId: 'bronze', reason: 'returned' }, { tierId: 'silver' }, { tierId: 'bronze' }] });
    expect((await port().estimate?.({ amount: 10_000_000 }))?.earns[0]?.amount).toBe(100);
    await place(100);
    expect(await wallet()).toMatchObject({ pending: 100 });
  });
});

describe('currencies', () => {
  const euro = { id: 'euro', wallet: 'points', title: { en: 'Euro' }, gives: 1, per: { minor: 100, currency: 'EUR' }, releaseDays: 1 };
  const { place, wallet } = clockedClub({ earning: [...earning.filter((each) => each.wallet === 'points'), euro] });

  it('each have their own rules, and one that no rule counts in is refused with its path', async () => {
    await place(0, { total: { minor: 500, currency: 'EUR' } });
    await place(7);
    expect(await wallet()).toMatchObject({ pending: 12 });
    await expect(place(0, { total: { minor: 500, currency: 'USD' } })).rejects.toMatchObject({
      code: 'currency',
      message: 'data.order.total.currency is USD; this club earns on IRR and EUR.',
    });
  });
});
