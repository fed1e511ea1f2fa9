import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clockedClub } from './clocked-club.js';
import { orderOf } from './clubs.js';

const { member, shop, club, now, after, at, wallet, lines, titles, place, buy, pay, port } = clockedClub();

describe('earning', () => {
  it('gives one point for every full 100,000 rials', async () => {
    for (const [rials, points] of [[99_999, 0], [100_000, 1], [199_999, 1], [123_456_789, 1_234]] as const) {
      const before = (await wallet())?.pending ?? 0;
      await shop.place(member, orderOf(rials, { placedAt: now().toISOString() }));
      expect(((await wallet())?.pending ?? 0) - before, String(rials)).toBe(points);
    }
  });

  it('refuses an order in another currency, or below zero, and keeps nothing of it', async () => {
    const euro = orderOf(0, { total: { minor: 5_000, currency: 'EUR' } });
    await expect(shop.place(member, euro)).rejects.toMatchObject({ kind: 'rejected', code: 'currency' });
    await expect(shop.place(member, orderOf(-1))).rejects.toMatchObject({ kind: 'rejected' });
    await expect(shop.deliver(euro.id)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('an order told twice under two event ids earns once; under another member it is refused', async () => {
    const order = orderOf(1_000_000, { placedAt: now().toISOString() });
    expect(await shop.place(member, order)).toEqual({ applied: true });
    expect(await shop.place(member, order)).toMatchObject({ applied: false });
    await expect(shop.place('somebody-else', order)).rejects.toMatchObject({ code: 'order_of_another_member' });
    expect(await wallet()).toMatchObject({ pending: 10 });
  });
});

describe('release', () => {
  it('says when pending points will be spendable, and the job makes them so on that day, not before', async () => {
    await place(50);
    expect(await wallet()).toMatchObject({ pending: 50, activating: [{ amount: 50, at: '2026-03-15T08:00:00.000Z' }] });
    after(13.99);
    await club().runJobs();
    expect(await wallet()).toMatchObject({ pending: 50 });
    after(20);
    expect(await club().runJobs()).toMatchObject({ released: 1 });
    expect(await wallet()).toMatchObject({ available: 50, pending: 0, activating: [] });
    expect((await wallet())?.expiring).toEqual([{ amount: 50, at: '2027-03-15T20:30:00.000Z' }]);
  });

  it('is on the day of ordering at the earliest, whatever day of delivery is told', async () => {
    const id = await place(50);
    await club().receive({ id: randomUUID(), at: '1970-01-01T00:00:00Z', type: 'order.delivered', data: { orderId: id } });
    await club().runJobs();
    expect(await wallet()).toMatchObject({ available: 50, expiring: [{ amount: 50, at: '2027-03-01T20:30:00.000Z' }] });
  });

  it('a delivery told after that changes nothing, nor does a second one', async () => {
    const id = await place(50);
    after(20);
    await club().runJobs();
    expect(await shop.deliver(id)).toEqual({ applied: true });
    expect(await shop.deliver(id)).toMatchObject({ applied: false, reason: 'already_delivered' });
    expect(await wallet()).toMatchObject({ available: 50, pending: 0 });
  });

  it('a run with nothing to do changes no version', async () => {
    await place(50);
    const before = (await port().snapshot?.([]))?.version;
    expect(await club().runJobs()).toMatchObject({ released: 0, expired: 0, renewed: 0 });
    expect((await port().snapshot?.([]))?.version).toBe(before);
  });
});

describe('expiry', () => {
  it('comes twelve months after points became spendable, at the end of that day in the shop’s time zone', async () => {
    await buy(50);
    expect((await wallet())?.expiring).toEqual([{ amount: 50, at: '2027-03-01T20:30:00.000Z' }]);
    after(365.5);
    await club().runJobs();
    expect(await wallet()).toMatchObject({ available: 50 });
    after(365.6);
    expect(await club().runJobs()).toMatchObject({ expired: 1 });
    expect(await club().runJobs()).toMatchObject({ expired: 0 });
    expect(await wallet()).toMatchObject({ available: 0, lifetime: 50, expiring: [] });
    expect(await titles()).toContain('-50 approved Points expired');
  });

  it('takes what remains of the oldest points: what was spent came out of them first', async () => {
    await buy(50);
    after(10);
    await buy(30);
    after(20);
    await pay(40);
    expect((await wallet())?.expiring.map(({ amount }) => amount)).toEqual([10, 30]);
    after(370);
    await club().runJobs();
    expect(await wallet()).toMatchObject({ available: 30 });
  });

  it('a 29 February expires at the end of 28 February', async () => {
    at('2028-02-29T08:00:00Z');
    await buy(5);
    expect((await wallet())?.expiring[0]?.at).toBe('2029-02-28T20:30:00.000Z');
  });
});

describe('returns', () => {
  it('in parts take exactly what the whole would, whatever the rounding', async () => {
    const id = await buy(100);
    for (const part of [3_333_333, 3_333_333, 3_333_333]) await shop.return(id, { minor: part, currency: 'IRR' });
    expect(await wallet()).toMatchObject({ available: 1 });
    await shop.return(id, { minor: 1, currency: 'IRR' });
    expect(await wallet()).toMatchObject({ available: 0 });
    expect((await lines()).reduce((sum, line) => sum + line.delta, 0)).toBe(0);
  });

  it('of an undelivered order leave a void line, and nothing to release', async () => {
    const id = await place(100);
    await shop.return(id);
    expect(await titles()).toEqual(['-100 void Return from order 1042', '100 void Order 1042']);
    expect(await shop.deliver(id)).toEqual({ applied: true });
    after(30);
    expect(await club().runJobs()).toMatchObject({ released: 0 });
    expect(await wallet()).toMatchObject({ available: 0, pending: 0, lifetime: 0 });
  });

  it('partly before and partly after delivery take from pending, then from available', async () => {
    const id = await place(100);
    await shop.return(id, { minor: 4_000_000, currency: 'IRR' });
    expect(await titles()).toEqual(['-40 pending Return from order 1042', '100 pending Order 1042']);
    await shop.deliver(id);
    await shop.return(id, { minor: 1_000_000, currency: 'IRR' });
    expect(await wallet()).toMatchObject({ available: 50, pending: 0, lifetime: 50 });
    expect((await lines()).map((line) => line.state)).toEqual(['approved', 'approved', 'approved']);
  });

  it('by items count each item once, at its own price', async () => {
    const items = [
      { id: 'a', title: 'Tea', quantity: 3, total: { minor: 6_000_000, currency: 'IRR' } },
      { id: '__proto__', title: 'Salt', quantity: 1, total: { minor: 4_000_000, currency: 'IRR' } },
    ];
    const id = await place(100, { items });
    await shop.deliver(id);
    const back = (item: string, quantity: number) =>
      club().receive({ id: randomUUID(), at: now().toISOString(), type: 'order.returned', data: { orderId: id, items: [{ id: item, quantity }] } });
    await back('a', 1);
    expect(await wallet()).toMatchObject({ available: 80 });
    await back('a', 5);
    expect(await wallet()).toMatchObject({ available: 40 });
    expect(await back('a', 1)).toMatchObject({ applied: false, reason: 'nothing_came_back' });
    await expect(back('b', 1)).rejects.toMatchObject({ code: 'item_unknown' });
    await back('__proto__', 1);
    expect(await wallet()).toMatchObject({ available: 0 });
  });

  it('of points already spent show as a negative balance that says why, and the next points settle it', async () => {
    const first = await buy(100);
    await pay(70);
    await shop.return(first);
    expect(await wallet()).toMatchObject({ available: -70, worth: { minor: 0 }, expiring: [] });
    expect((await titles())[0]).toBe('-100 approved Return from order 1042: 70 of these points were already spent and come off your next points');
    expect((await titles('fa'))[0]).toContain('۷۰');
    const second = await place(50);
    expect(await wallet()).toMatchObject({ available: -70, pending: 50 });
    await shop.deliver(second);
    expect(await wallet()).toMatchObject({ available: -20, pending: 0 });
    await buy(60);
    expect(await wallet()).toMatchObject({ available: 40 });
    expect((await wallet())?.expiring.map(({ amount }) => amount)).toEqual([40]);
  });

  it('take other points before they leave a debt', async () => {
    const first = await buy(100);
    await buy(50);
    await pay(70);
    await shop.return(first);
    expect(await wallet()).toMatchObject({ available: -20 });
  });

  it.each([true, false])('take nothing that has ended; that the job is late to say so: %s', async (late) => {
    const first = await buy(100);
    after(300);
    await buy(40);
    await pay(20);
    after(370);
    if (!late) await club().runJobs();
    await shop.return(first, { minor: 1_000_000, currency: 'IRR' });
    expect((await lines()).filter(({ kind }) => kind === 'expire' || kind === 'refund').map(({ kind, delta }) => [kind, delta])).toEqual([['refund', -10], ['expire', -80]]);
    expect(await wallet()).toMatchObject({ available: 30 });
  });

  it('do not take expired points a second time', async () => {
    const id = await buy(100);
    after(400);
    await club().runJobs();
    await buy(30);
    expect(await shop.return(id)).toEqual({ applied: true });
    expect(await wallet()).toMatchObject({ available: 30 });
  });

  it.each([
    ['another currency', { minor: 1_000, currency: 'EUR' }, 'currency'],
    ['nothing', { minor: 0, currency: 'IRR' }, 'amount'],
    ['less than nothing', { minor: -5, currency: 'IRR' }, 'amount'],
  ])('refuse an amount of %s', async (_, amount, code) => {
    const id = await buy(10);
    await expect(shop.return(id, amount)).rejects.toMatchObject({ kind: 'rejected', code });
    expect(await wallet()).toMatchObject({ available: 10 });
  });

  it('of more than was paid are a return of all', async () => {
    const id = await buy(10);
    await shop.return(id, { minor: 9_007_199_254_740_991, currency: 'IRR' });
    expect(await wallet()).toMatchObject({ available: 0 });
  });
});
