import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import type { ClubDatabase, Sql } from '../../src/server/club/database.js';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { findMember, lockMember, touch } from '../../src/server/club/members.js';
import type { Program } from '../../src/server/club/program.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { spend } from '../../src/server/club/points.js';
import { orderOf, shopOf, testClub } from './clubs.js';

const start = new Date('2026-03-01T08:00:00Z');
const day = 86_400_000;
const member = 'ann';
let now = start;
let database: ClubDatabase;
let program: Program;
let club: Club;
let count = 0;

beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database?.close());
// A shop of its own for each test: all live in one database and must not see each other.
beforeEach(async () => {
  now = start;
  program = { ...defaultProgram, shop: { ...defaultProgram.shop, id: `shop-${(count += 1)}` } };
  club = await testClub({ database, program, now: () => now });
  await shop.join(member);
});

const shop = shopOf({ receive: (event) => club.receive(event) }, () => now);
const after = (days: number) => (now = new Date(start.getTime() + days * day));
const port = () => club.open({ shopId: club.shopId, memberId: member });
const wallet = async () => (await port().wallets?.())?.[0];
const track = async () => (await port().tiers?.())?.[0];
const lines = async (locale = 'en') => (await port().activity?.({ limit: 100 }, { locale }))?.items ?? [];
const titles = async (locale?: string) => (await lines(locale)).map((line) => `${line.delta} ${line.state} ${line.title}`);

/** An order of so many points, placed now. */
async function place(points: number, more: Parameters<typeof orderOf>[1] = {}): Promise<string> {
  const order = orderOf(points * 100_000, { placedAt: now.toISOString(), ...more });
  await shop.place(member, order);
  return order.id;
}

async function buy(points: number): Promise<string> {
  const id = await place(points);
  await shop.deliver(id);
  return id;
}

async function pay(points: number): Promise<void> {
  await database.sql.transaction(async (sql: Sql) => {
    const scope = { sql, program, now };
    const { key } = await lockMember(scope, (await findMember(scope, member))?.key ?? '');
    await spend(scope, key, points, now);
    await touch(scope, key, ['wallets', 'activity']);
  });
}

describe('earning', () => {
  it('gives one point for every full 100,000 rials', async () => {
    for (const [rials, points] of [[99_999, 0], [100_000, 1], [199_999, 1], [123_456_789, 1_234]] as const) {
      const before = (await wallet())?.pending ?? 0;
      await shop.place(member, orderOf(rials, { placedAt: now.toISOString() }));
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
    const order = orderOf(1_000_000);
    expect(await shop.place(member, order)).toEqual({ applied: true });
    expect(await shop.place(member, order)).toEqual({ applied: false });
    await expect(shop.place('somebody-else', order)).rejects.toMatchObject({ code: 'order_of_another_member' });
    expect(await wallet()).toMatchObject({ pending: 10 });
  });
});

describe('release', () => {
  it('says when pending points will be spendable, and the job makes them so on that day, not before', async () => {
    await place(50);
    expect(await wallet()).toMatchObject({ pending: 50, activating: [{ amount: 50, at: '2026-03-15T08:00:00.000Z' }] });
    after(13.99);
    await club.runJobs();
    expect(await wallet()).toMatchObject({ pending: 50 });
    after(20);
    expect(await club.runJobs()).toMatchObject({ released: 1 });
    expect(await wallet()).toMatchObject({ available: 50, pending: 0, activating: [] });
    expect((await wallet())?.expiring).toEqual([{ amount: 50, at: '2027-03-15T20:30:00.000Z' }]);
  });

  it('a delivery told after that changes nothing, nor does a second one', async () => {
    const id = await place(50);
    after(20);
    await club.runJobs();
    expect(await shop.deliver(id)).toEqual({ applied: true });
    expect(await shop.deliver(id)).toEqual({ applied: false });
    expect(await wallet()).toMatchObject({ available: 50, pending: 0 });
  });

  it('a run with nothing to do changes no version', async () => {
    await place(50);
    const before = (await port().snapshot?.([]))?.version;
    expect(await club.runJobs()).toMatchObject({ released: 0, expired: 0, renewed: 0 });
    expect((await port().snapshot?.([]))?.version).toBe(before);
  });
});

describe('expiry', () => {
  it('comes twelve months after points became spendable, at the end of that day in the shop’s time zone', async () => {
    await buy(50);
    expect((await wallet())?.expiring).toEqual([{ amount: 50, at: '2027-03-01T20:30:00.000Z' }]);
    after(365.5);
    await club.runJobs();
    expect(await wallet()).toMatchObject({ available: 50 });
    after(365.6);
    expect(await club.runJobs()).toMatchObject({ expired: 1 });
    expect(await club.runJobs()).toMatchObject({ expired: 0 });
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
    await club.runJobs();
    expect(await wallet()).toMatchObject({ available: 30 });
  });

  it('a 29 February expires at the end of 28 February', async () => {
    now = new Date('2028-02-29T08:00:00Z');
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
    expect(await club.runJobs()).toMatchObject({ released: 0 });
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
      club.receive({ id: randomUUID(), at: now.toISOString(), type: 'order.returned', data: { orderId: id, items: [{ id: item, quantity }] } });
    await back('a', 1);
    expect(await wallet()).toMatchObject({ available: 80 });
    await back('a', 5);
    expect(await wallet()).toMatchObject({ available: 40 });
    expect(await back('a', 1)).toEqual({ applied: false });
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

  it('do not take expired points a second time', async () => {
    const id = await buy(100);
    after(400);
    await club.runJobs();
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

describe('spending', () => {
  it('more than there is fails in the database and changes nothing', async () => {
    await buy(10);
    await expect(pay(11)).rejects.toThrow();
    expect(await wallet()).toMatchObject({ available: 10 });
    expect((await wallet())?.expiring).toEqual([{ amount: 10, at: '2027-03-01T20:30:00.000Z' }]);
  });

  it('never comes out of pending points', async () => {
    await place(100);
    await expect(pay(1)).rejects.toThrow();
  });
});

describe('tiers', () => {
  it('are reached by points that became spendable, and told with what is missing', async () => {
    const id = await place(299);
    expect(await track()).toMatchObject({ current: 'bronze', value: 0, next: 'silver', target: 300, remaining: 300 });
    await shop.deliver(id);
    expect(await track()).toMatchObject({ current: 'bronze', value: 299, remaining: 1 });
    expect((await track())?.expiresAt).toBeUndefined();
    await buy(1);
    expect(await track()).toMatchObject({ current: 'silver', value: 300, next: 'gold', remaining: 700, expiresAt: '2027-03-01T08:00:00.000Z' });
    await buy(5_000);
    expect(await track()).toMatchObject({ current: 'gold', value: 5_300 });
    expect((await track())?.next).toBeUndefined();
  });

  it('hold for a year from the day they were reached; what keeps them is earned in that year', async () => {
    await buy(400);
    after(100);
    await buy(120);
    expect(await track()).toMatchObject({ current: 'silver', retain: { remaining: 180, by: '2027-03-01T08:00:00.000Z' } });
    after(366);
    expect(await club.runJobs()).toMatchObject({ renewed: 1 });
    expect(await track()).toMatchObject({ current: 'bronze', value: 120 });
    expect((await track())?.expiresAt).toBeUndefined();
  });

  it('are kept for another year when enough was earned', async () => {
    await buy(400);
    after(100);
    await buy(310);
    expect(await track()).toMatchObject({ retain: { remaining: 0 } });
    after(366);
    await club.runJobs();
    expect(await track()).toMatchObject({ current: 'silver', expiresAt: '2028-03-01T08:00:00.000Z' });
  });

  it('reached only with points that went back are lost with them', async () => {
    const id = await buy(400);
    await buy(50);
    await shop.return(id, { minor: 5_000_000, currency: 'IRR' });
    expect(await track()).toMatchObject({ current: 'silver', value: 400 });
    await shop.return(id);
    expect(await track()).toMatchObject({ current: 'bronze', value: 50 });
  });
});
