import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { ProgramInput } from '../../src/server/club/program/program.js';
import { giveTier } from '../../src/server/club/tiers.js';
import { clockedClub } from './clocked-club.js';
import { pointsOnly } from './programs.js';

type Ladder = ProgramInput['ladders'][number];
const [club] = pointsOnly().ladders;
const ladder = (more: Partial<Ladder> = {}): ProgramInput['ladders'][number] => ({ ...(club ?? { id: '', criteria: [], period: { kind: 'lifetime' }, tiers: [] }), ...more });
const keeping = (points: number) => (ladder().tiers ?? []).map((tier) => (tier.id === 'silver' ? { ...tier, keep: { points } } : tier));
const reasons = (track: { history?: readonly { reason: string; tierId: string }[] | undefined } | undefined) => track?.history?.map(({ reason, tierId }) => `${reason} ${tierId}`);
const rials = (minor: number) => ({ minor, currency: 'IRR' });

describe('a ladder by the Persian year', () => {
  const persian = ladder({ period: { kind: 'calendar', calendar: 'persian' }, tiers: keeping(200) });
  const { at, buy, place, track, club: theClub } = clockedClub({ ladders: [persian] });

  it('counts from Nowruz on, and lets a tier hold to the end of the next year', async () => {
    await buy(400);
    expect(await track()).toMatchObject({ current: 'silver', value: 400, expiresAt: '2027-03-20T20:30:00.000Z', period: { start: '2025-03-20T20:30:00.000Z' } });
    at('2026-03-20T20:29:59Z');
    expect(await track()).toMatchObject({ value: 400 });
    at('2026-03-20T20:30:00Z');
    expect(await track()).toMatchObject({ current: 'silver', value: 0, retain: { remaining: 200, value: 0, target: 200, since: '2026-03-20T20:30:00.000Z', by: '2027-03-20T20:30:00.000Z' } });
  });

  it('keeps it for another year with what keeping asks', async () => {
    await buy(400);
    at('2026-06-01T00:00:00Z');
    await buy(200);
    expect(await track()).toMatchObject({ value: 200, retain: { remaining: 0, value: 200, target: 200 } });
    at('2027-03-20T20:30:00Z');
    expect(await theClub().runJobs()).toMatchObject({ renewed: 1 });
    expect(await theClub().runJobs()).toMatchObject({ renewed: 0 });
    const kept = await track();
    expect(kept).toMatchObject({ current: 'silver', expiresAt: '2028-03-19T20:30:00.000Z' });
    expect(kept?.history?.[0]).toMatchObject({ reason: 'kept', title: 'Silver kept with 200\u00a0points' });
  });

  it('falls to what the year that ended reaches', async () => {
    await buy(1_200);
    at('2026-06-01T00:00:00Z');
    await buy(350);
    at('2027-03-21T00:00:00Z');
    await theClub().runJobs();
    const fallen = await track();
    expect(fallen).toMatchObject({ current: 'silver', expiresAt: '2028-03-19T20:30:00.000Z' });
    expect(reasons(fallen)).toEqual(['lapsed silver', 'reached gold', 'joined bronze']);
  });

  it('decides every year that has passed, when nobody looked for long', async () => {
    await buy(1_200);
    at('2031-01-01T00:00:00Z');
    await theClub().runJobs();
    expect(await track()).toMatchObject({ current: 'bronze', value: 0 });
    expect(reasons(await track())).toEqual(['lapsed bronze', 'reached gold', 'joined bronze']);
  });

  it('counts what was delivered in a year that was decided, when it is told late', async () => {
    await buy(400);
    at('2027-04-01T00:00:00Z');
    await theClub().runJobs();
    expect(await track()).toMatchObject({ current: 'bronze' });
    const id = await place(350, { placedAt: '2026-06-01T00:00:00Z' });
    await theClub().receive({ id: 'late', at: '2026-06-05T00:00:00Z', type: 'order.delivered', data: { orderId: id } });
    expect(await track()).toMatchObject({ current: 'silver', value: 0, expiresAt: '2028-03-19T20:30:00.000Z' });
  });
});

describe('days of grace', () => {
  const { at, buy, track, club: theClub } = clockedClub({ ladders: [ladder({ period: { kind: 'calendar', calendar: 'gregory' }, graceDays: 30 })] });

  it('let a tier stay that was not kept, tell until when, and then let it go', async () => {
    await buy(400);
    expect(await track()).toMatchObject({ retain: { remaining: 300, by: '2027-12-31T20:30:00.000Z', graceUntil: '2028-01-30T20:30:00.000Z' } });
    at('2028-01-10T00:00:00Z');
    await theClub().runJobs();
    const grace = { current: 'silver', expiresAt: '2028-01-30T20:30:00.000Z', retain: { remaining: 300, by: '2027-12-31T20:30:00.000Z', graceUntil: '2028-01-30T20:30:00.000Z' } };
    expect(await track()).toMatchObject(grace);
    expect(await theClub().runJobs()).toMatchObject({ renewed: 0 });
    at('2028-01-31T00:00:00Z');
    await theClub().runJobs();
    expect(await track()).toMatchObject({ current: 'bronze' });
    expect((await track())?.history?.[0]).toMatchObject({ reason: 'lapsed', at: '2028-01-30T20:30:00.000Z' });
  });

  it('are enough to reach the tier anew', async () => {
    await buy(400);
    at('2028-01-10T00:00:00Z');
    await theClub().runJobs();
    await buy(300);
    expect(await track()).toMatchObject({ current: 'silver', expiresAt: '2029-12-31T20:30:00.000Z' });
    expect(reasons(await track())).toEqual(['kept silver', 'reached silver', 'joined bronze']);
  });
});

describe('a ladder for life', () => {
  const { buy, track, after, club: theClub } = clockedClub({ ladders: [ladder({ period: { kind: 'lifetime' } })] });

  it('never ends', async () => {
    await buy(400);
    after(5_000);
    await theClub().runJobs();
    const held = await track();
    expect(held).toMatchObject({ current: 'silver', value: 400 });
    expect(held?.expiresAt).toBeUndefined();
    expect(held?.retain).toBeUndefined();
  });
});

describe('several criteria', () => {
  const steps = (keep?: Record<string, number>): Ladder['tiers'] => [
    { id: 'guest', name: { en: 'Guest' }, enter: { orders: 0, spend: 0 }, perks: [] },
    { id: 'friend', name: { en: 'Friend' }, enter: { orders: 2, spend: 10_000_000 }, ...(keep ? { keep } : {}), perks: [] },
  ];
  const criteria: Ladder['criteria'] = [
    { id: 'orders', metric: 'orders' },
    { id: 'spend', metric: 'spend', currency: 'IRR' },
  ];

  describe('all of them', () => {
    const { buy, track, shop, place } = clockedClub({ ladders: [ladder({ criteria, tiers: steps() })] });

    it('are told each with its own way, and lead up together', async () => {
      await buy(150);
      expect(await track()).toMatchObject({
        ...{ current: 'guest', metric: 'orders', value: 1, target: 2, remaining: 1, match: 'all' },
        criteria: [{ metric: 'orders', value: 1, remaining: 1 }, { metric: 'spend', currency: 'IRR', value: 15_000_000, remaining: 0 }],
      });
      await place(500);
      expect(await track()).toMatchObject({ current: 'guest', value: 1 });
      const small = await buy(0);
      expect(await track()).toMatchObject({ current: 'friend' });
      expect((await track())?.history?.[0]?.title).toBe('Friend reached with 2 orders and 1,500,000\u00a0toman');
      await shop.return(small);
      expect(await track()).toMatchObject({ current: 'guest', value: 1 });
    });
  });

  describe('any of them', () => {
    const { buy, track, shop } = clockedClub({ ladders: [ladder({ criteria, match: 'any', tiers: steps() })] });

    it('leads up alone, and a return of the other takes nothing', async () => {
      const big = await buy(150);
      expect(await track()).toMatchObject({ current: 'friend' });
      await buy(1);
      await shop.return(big, rials(14_000_000));
      expect(await track()).toMatchObject({ current: 'friend' });
      await shop.return(big);
      expect(await track()).toMatchObject({ current: 'guest' });
    });
  });
});

describe('two ladders', () => {
  const points = ladder();
  const orders = ladder({
    id: 'visits',
    criteria: [{ id: 'n', metric: 'orders' }],
    tiers: [{ id: 'new', name: { en: 'New' }, enter: { n: 0 }, perks: [] }, { id: 'regular', name: { en: 'Regular' }, enter: { n: 2 }, perks: [] }],
  });
  const { buy, port } = clockedClub({ ladders: [points, orders] });

  it('are climbed each by itself', async () => {
    await buy(300);
    await buy(1);
    expect((await port().tiers?.())?.map(({ id, current }) => `${id} ${current}`)).toEqual(['club silver', 'visits regular']);
  });
});

describe('returns', () => {
  const { buy, shop, track, at } = clockedClub({ ladders: [ladder({ period: { kind: 'calendar', calendar: 'gregory' } })] });

  it('leave of a tier what the rest of that time still reaches, for as long', async () => {
    const big = await buy(800);
    await buy(300);
    expect(await track()).toMatchObject({ current: 'gold' });
    at('2027-02-01T00:00:00Z');
    await shop.return(big, rials(20_000_000));
    const left = await track();
    expect(left).toMatchObject({ current: 'silver', value: 0, expiresAt: '2027-12-31T20:30:00.000Z' });
    expect(left?.history?.[0]).toMatchObject({ reason: 'returned', tierId: 'silver' });
  });
});

describe('a tier that the shop gives', () => {
  const { work, track, buy, shop, after, club: theClub } = clockedClub();

  it('holds like one that was reached, and no return takes it', async () => {
    const id = await buy(10);
    await work((scope, key) => giveTier(scope, key, { ladder: 'club', tier: 'gold' }));
    await shop.return(id);
    expect(await track()).toMatchObject({ current: 'gold', expiresAt: '2027-03-01T08:00:00.000Z' });
    expect((await track())?.history?.[0]).toMatchObject({ reason: 'granted', title: 'Gold, given by the shop' });
    after(366);
    await theClub().runJobs();
    expect(await track()).toMatchObject({ current: 'bronze' });
  });

  it('must be one that there is', async () => {
    await expect(work((scope, key) => giveTier(scope, key, { ladder: 'club', tier: 'tin' }))).rejects.toThrow('has no tier tin; it has bronze, silver, gold');
    await expect(work((scope, key) => giveTier(scope, key, { ladder: 'x', tier: 'gold' }))).rejects.toThrow('There is no ladder x');
  });
});

describe('a program that changed', () => {
  const { buy, track, change, after } = clockedClub();
  const renamed = (ladder().tiers ?? []).map((tier) => (tier.id === 'silver' ? { ...tier, id: 'jade', name: { en: 'Jade' } } : tier));

  it('moves who held a tier that is no more to what their points reach', async () => {
    await buy(400);
    await change({ ladders: [ladder({ tiers: renamed })] });
    expect(await track()).toMatchObject({ current: 'bronze' });
    after(1);
    await buy(1);
    expect(await track()).toMatchObject({ current: 'jade' });
    expect((await track())?.history?.[0]).toMatchObject({ reason: 'program', title: 'Jade: the club’s tiers have changed' });
  });
});

describe('every change', () => {
  const { buy, work, shop } = clockedClub();

  it('of a tier is told to the outbox once, joining and keeping are not', async () => {
    const id = await buy(1_000);
    await shop.return(id);
    const rows = await work((scope) => scope.sql.execute(sql`select payload from outbox where shop_id = ${scope.program.shop.id} and topic = 'tier.changed' order by outbox_id`));
    expect(JSON.parse(JSON.stringify(rows)).rows.map(({ payload }: { payload: object }) => payload)).toMatchObject([
      { ladder: 'club', from: 'bronze', to: 'gold', reason: 'reached' },
      { ladder: 'club', from: 'gold', to: 'bronze', reason: 'returned' },
    ]);
  });

  it('stays in the log: the database refuses to edit or delete it', async () => {
    await buy(400);
    await expect(work((scope) => scope.sql.execute(sql`update tier_changes set tier_id = 'gold'`))).rejects.toMatchObject({ cause: { constraint: 'append_only' } });
    await expect(work((scope) => scope.sql.execute(sql`delete from tier_changes`))).rejects.toMatchObject({ cause: { constraint: 'append_only' } });
  });
});
