import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { readAudit } from '../../src/server/club/audit-read.js';
import { importMembers, planImport } from '../../src/server/club/import.js';
import { forget } from '../../src/server/club/members.js';
import { programs } from '../../src/server/club/owner-tables.js';
import type { ProgramInput } from '../../src/server/club/program/program.js';
import { tierStates } from '../../src/server/club/tables.js';
import { reviewForProgram } from '../../src/server/club/tier-review.js';
import { giveTier } from '../../src/server/club/tiers.js';
import { seedDemo } from '../../src/server/seed-demo.js';
import { clockedClub } from './clocked-club.js';
import { orderOf, testClub } from './clubs.js';

const key = () => ({ key: randomUUID() });
const rials = (minor: number) => ({ minor, currency: 'IRR' });
const tier = (id: string, enter: Record<string, number>) => ({ id, name: { en: id }, enter, perks: [] });
const visits = (...counts: readonly number[]): ProgramInput['ladders'][number] => ({
  id: 'club',
  criteria: [{ id: 'orders', metric: 'orders' }],
  period: { kind: 'lifetime' },
  tiers: counts.map((orders, at) => tier(['new', 'regular', 'friend'][at] ?? 'best', { orders })),
});

describe('a tier that a member rose to', () => {
  const { buy, place, shop, port, track, after, work, club } = clockedClub();
  const news = async () => (await track())?.news;

  it('is news from the delivery on, days later too, and no more on any device once one has shown it', async () => {
    const id = await place(400);
    expect(await news()).toBeUndefined();
    after(3);
    await shop.deliver(id);
    after(9);
    await club().runJobs();
    expect(await track()).toMatchObject({ current: 'silver', news: 'silver' });
    const [phone, laptop] = [port(), port()];
    const { version = 0 } = await laptop.snapshot?.([{ read: 'tiers' }]) ?? {};
    await phone.dismiss?.({ kind: 'tier', trackId: 'club', tierId: 'silver' }, key());
    const later = await laptop.snapshot?.([{ read: 'tiers' }], { since: version });
    expect(later?.unchanged).toBeUndefined();
    expect(later?.version).toBeGreaterThan(version);
    expect(await news()).toBeUndefined();
    expect(await track()).toMatchObject({ current: 'silver' });
  });

  it('is news when points become spendable by their day, without any word of the shop', async () => {
    await place(400);
    after(20);
    await club().runJobs();
    expect(await track()).toMatchObject({ current: 'silver', news: 'silver' });
  });

  it('is the highest of those nobody saw, and dismissing an earlier one leaves it', async () => {
    await buy(400);
    await buy(900);
    expect(await news()).toBe('gold');
    await port().dismiss?.({ kind: 'tier', trackId: 'club', tierId: 'silver' }, key());
    expect(await news()).toBe('gold');
  });

  it('is none when it is lost before anybody saw it, neither the tier lost nor the one fallen to', async () => {
    await buy(400);
    const big = await buy(900);
    await shop.return(big, rials(90_000_000));
    expect(await track()).toMatchObject({ current: 'silver' });
    expect(await news()).toBeUndefined();
  });

  it('is none after its period has ended', async () => {
    await buy(400);
    after(1_200);
    await club().runJobs();
    expect(await track()).toMatchObject({ current: 'bronze' });
    expect(await news()).toBeUndefined();
  });

  it('is put down with who saw it, and goes with an erasure', async () => {
    await buy(400);
    await port().dismiss?.({ kind: 'tier', trackId: 'club', tierId: 'silver' }, key());
    const [line] = await work((scope) => readAudit(scope, { limit: 1 }));
    expect(line).toMatchObject({ actor: 'member', action: 'dismiss', memberId: 'ann', reason: 'the member was shown it' });
    await buy(900);
    expect(await news()).toBe('gold');
    const left = await work(async (scope, member) => {
      await forget(scope, member);
      return scope.sql.$count(tierStates, eq(tierStates.shopId, scope.program.shop.id));
    });
    expect(left).toBe(0);
    await shop.join('ann');
    expect(await track()).toMatchObject({ current: 'bronze' });
    expect(await news()).toBeUndefined();
  });

  it('is news once more for whoever lost it and rose again', async () => {
    const id = await buy(400);
    await port().dismiss?.({ kind: 'tier', trackId: 'club', tierId: 'silver' }, key());
    await shop.return(id);
    await buy(400);
    expect(await news()).toBe('silver');
  });
});

describe('no news', () => {
  const { track, work, shop, place, buy, change } = clockedClub({ ladders: [visits(0, 1, 3)] });
  const held = async () => {
    const { current, news } = (await track()) ?? {};
    return `${current} ${news ?? '-'}`;
  };

  it('is the tier a member starts with, or one that the shop gave', async () => {
    expect(await held()).toBe('new -');
    await work((scope, member) => giveTier(scope, member, { ladder: 'club', tier: 'friend' }));
    expect(await held()).toBe('friend -');
  });

  it('is a tier that an owner’s change of the ladder put a member on; the next they reach is', async () => {
    await buy(1);
    expect(await held()).toBe('regular regular');
    await buy(1);
    await change({ ladders: [visits(0, 1, 2, 3)] });
    await work(async (scope, member) => {
      await scope.sql.insert(programs).values({ shopId: scope.program.shop.id, revision: 1, at: scope.now, document: scope.program, movesTiers: true });
      expect(await reviewForProgram(scope, member, 1)).toBe(true);
    });
    expect(await held()).toBe('friend -');
    await buy(1);
    expect(await held()).toBe('best best');
  });

  it('is what an import brings along, also where what counts already leads higher', async () => {
    const before = orderOf(1_000_000, { placedAt: '2026-02-01T00:00:00Z' });
    await shop.place('bea', before);
    await shop.deliver(before.id);
    await place(1);
    const tiers = await work(async (scope) => {
      const row = { line: 2, memberId: 'bea', joinedAt: new Date('2025-01-01T00:00:00Z'), openings: [{ walletId: 'points', amount: 5_000 }], tiers: [{ ladder: 'club', tier: 'new' }] };
      await importMembers(scope, await planImport(scope, [row]), { actor: 'owner', action: 'import' });
      return scope.sql.execute(sql`select t.tier_id as tier, t.news from tier_states t join people p using (shop_id, member_id) where shop_id = ${scope.program.shop.id} and p.external_id = 'bea'`);
    });
    expect(JSON.parse(JSON.stringify(tiers)).rows).toEqual([{ tier: 'regular', news: null }]);
  });

  it('is in the past of the demo’s people, and is what happens to them from then on', async () => {
    const club = await testClub();
    await seedDemo(club);
    const of = async (memberId: string) => (await club.open({ shopId: club.shopId, memberId }).tiers?.())?.[0];
    expect(await of('sara')).toMatchObject({ current: 'gold' });
    expect((await of('sara'))?.news).toBeUndefined();
    const order = orderOf(40_000_000);
    await club.receive({ id: 'more', at: order.placedAt, type: 'order.placed', data: { memberId: 'omid', order } });
    await club.receive({ id: 'there', at: new Date().toISOString(), type: 'order.delivered', data: { orderId: order.id } });
    await seedDemo(club);
    expect(await of('omid')).toMatchObject({ current: 'silver', news: 'silver' });
    await club.close();
  });
});
