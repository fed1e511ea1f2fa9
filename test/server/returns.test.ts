import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clockedClub } from './clocked-club.js';
import { faultsOf } from './ledger-audit.js';

const rials = (minor: number) => ({ minor, currency: 'IRR' });
const rule = (id: string, more: object = {}) => ({ id, wallet: 'points', title: { en: id }, gives: 1, per: rials(100_000), releaseDays: 14, ...more });
const earning = [rule('all'), rule('tea', { products: ['tea'], gives: 10 }), rule('gift', { products: ['cup'], per: undefined, gives: 7 })];
const { place, shop, club, port, now, wallet, lines, work, change } = clockedClub({ earning });

const items = [
  { id: 'a', productId: 'tea', title: 'Tea', quantity: 2, total: rials(2_000_000) },
  { id: 'b', productId: 'cup', title: 'Cup', quantity: 1, total: rials(8_000_000) },
];
const back = (orderId: string, ...given: { id: string; quantity: number }[]) =>
  club().receive({ id: randomUUID(), at: now().toISOString(), type: 'order.returned', data: { orderId, items: given } });
/** An order that has arrived: 100 points for the whole of it, 200 for the tea, 7 for the cup, but for what else was paid. */
const arrived = async (points = 100) => {
  const id = await place(points, { items });
  await shop.deliver(id);
  return id;
};
const available = async () => (await wallet())?.available;
const state = async (id: string) => (await port().order?.({ id }))?.state;
const sound = () => work(async (scope) => expect(await faultsOf(scope.sql, club().shopId)).toEqual([]));

describe('a return by items', () => {
  it('takes back what the rules gave for these items, and leaves what others earned', async () => {
    const id = await arrived();
    expect(await available()).toBe(307);
    await back(id, { id: 'b', quantity: 1 });
    expect(await available()).toBe(307 - 80 - 7);
    await back(id, { id: 'a', quantity: 1 });
    expect(await available()).toBe(220 - 10 - 100);
    await back(id, { id: 'a', quantity: 1 });
    expect(await available()).toBe(0);
    await sound();
  });

  it('says of a rule of products what came back of these', async () => {
    const id = await arrived();
    await back(id, { id: 'a', quantity: 1 });
    const why = (await lines()).filter(({ delta }) => delta < 0).map(({ delta, why: [first] = [] }) => `${delta} ${first}`.replaceAll(/\s/g, ' '));
    expect(why).toEqual([expect.stringMatching(/^-100 Of the 200,000 toman that its products cost, 100,000 toman/), expect.stringMatching(/^-10 100,000 toman of the order’s/)]);
  });

  it('is of the items that counted when they were bought, whatever the rules say by now', async () => {
    const id = await arrived();
    await change({ earning: [rule('all'), rule('tea', { products: ['cup'], gives: 10 })] });
    await back(id, { id: 'b', quantity: 1 });
    expect(await available()).toBe(307 - 80 - 7);
  });

  it('that names nothing is refused, and the order stays as it was', async () => {
    const id = await arrived();
    await expect(back(id)).rejects.toMatchObject({ kind: 'rejected', code: 'items' });
    await expect(back(id, { id: 'a', quantity: 0 })).rejects.toMatchObject({ kind: 'rejected', code: 'items' });
    expect(await state(id)).toBe('delivered');
    expect(await available()).toBe(307);
  });

  it('of every item is a return of the order, also where its shipping is not paid back', async () => {
    const id = await arrived(110);
    await back(id, { id: 'a', quantity: 2 });
    expect(await state(id)).toBe('partly_returned');
    await back(id, { id: 'b', quantity: 1 });
    expect([await state(id), await available()]).toEqual(['returned', 0]);
  });

  it('of an order that a voucher made cheaper is of what was paid for these items', async () => {
    const id = await arrived(50);
    expect(await available()).toBe(50 + 200 + 7);
    await back(id, { id: 'b', quantity: 1 });
    expect([await state(id), await available()]).toEqual(['partly_returned', 10 + 200]);
  });

  it('counts lines of one id together', async () => {
    const id = await place(100, { items: items.map((item) => ({ ...item, id: 'a', productId: 'tea' })) });
    await shop.deliver(id);
    await back(id, { id: 'a', quantity: 2 });
    expect(await state(id)).toBe('partly_returned');
    await back(id, { id: 'a', quantity: 1 });
    expect(await available()).toBe(0);
  });

  it('of a present that cost nothing takes nothing, and is known to have come back', async () => {
    const id = await place(100, { items: [...items, { id: 'c', title: 'Spoon', quantity: 1, total: rials(0) }] });
    await shop.deliver(id);
    expect(await back(id, { id: 'c', quantity: 1 })).toEqual({ applied: true });
    expect(await back(id, { id: 'c', quantity: 1 })).toMatchObject({ applied: false, reason: 'nothing_came_back' });
    expect(await available()).toBe(307);
    await back(id, { id: 'a', quantity: 2 }, { id: 'b', quantity: 1 });
    expect([await state(id), await available()]).toEqual(['returned', 0]);
  });

  it('at the price of less than the items were is of these items, and of that money', async () => {
    const id = await arrived();
    await club().receive({ id: randomUUID(), at: now().toISOString(), type: 'order.returned', data: { orderId: id, items: [{ id: 'a', quantity: 2 }], amount: rials(1_000_000) } });
    expect(await available()).toBe(307 - 10 - 200);
  });
});

describe('a return of an amount', () => {
  it('takes its share of what every rule gave, and together with items no more than all', async () => {
    const id = await arrived();
    await shop.return(id, rials(5_000_000));
    expect(await available()).toBe(50 + 100 + 4);
    await back(id, { id: 'a', quantity: 1 });
    expect(await available()).toBe(40 + 0 + 4);
    await shop.return(id);
    expect(await available()).toBe(0);
    await sound();
  });
});

describe('a rule with a minimum', () => {
  const stamps = rule('stamp', { per: undefined, minimum: rials(3_000_000), gives: 7 });
  const { place: order, shop: tell, wallet: points, lines: history, change: apply } = clockedClub({ earning: [stamps] });

  it('keeps what it gave while enough is left of the order, and takes all of it below', async () => {
    const id = await order(100);
    await tell.deliver(id);
    await tell.return(id, rials(1_000_000));
    expect(await points()).toMatchObject({ available: 7 });
    await apply({ earning: [] });
    await tell.return(id, rials(6_000_000));
    expect(await points()).toMatchObject({ available: 3 });
    await tell.return(id, rials(1));
    expect(await points()).toMatchObject({ available: 0 });
    const [why] = (await history())[0]?.why ?? [];
    expect(why?.replaceAll(/\s/g, ' ')).toMatch(/^What is left of the order, .* toman, is less than the 300,000 toman that this asks for/);
  });
});

describe('an order that cost nothing', () => {
  it('keeps what it earned until all of it is back', async () => {
    const id = await place(0, { items: items.map((item) => ({ ...item, total: rials(0) })) });
    await shop.deliver(id);
    await back(id, { id: 'a', quantity: 1 });
    expect(await state(id)).toBe('partly_returned');
    await shop.return(id);
    expect(await state(id)).toBe('returned');
  });
});
