import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf } from '../../src/server/club/database.js';
import { refusalOf, rewardClub } from './reward-club.js';
import { programWith, rewardOf } from './reward-program.js';

const { shop, port, wallet, club, sql: db, redeem, upload, after, now, sound } = rewardClub(() => programWith([rewardOf('tea')]));
const why = { reason: 'A mistake of ours', actor: 'Bea' };
const adjust = (amount: number, key = `adjust-${amount}`, walletId = 'points') => club().adjust('ann', { walletId, amount, key, ...why });
const grant = (amount: number, more: object = {}) => club().grant('ann', { walletId: 'points', amount, key: 'grant', title: 'A gift', ...why, ...more });

describe('a correction by the owner', () => {
  it('gives and takes, and tells the balance', async () => {
    expect(await adjust(100)).toEqual({ balance: 100, owed: 0 });
    expect(await adjust(-30)).toEqual({ balance: 70, owed: 0 });
    expect(await wallet()).toMatchObject({ available: 70 });
    expect((await port().activity({})).items.map(({ kind, delta }) => [kind, delta])).toEqual([['adjust', -30], ['adjust', 100]]);
    await sound();
  });

  it('never goes below zero without saying so: the rest is owed, and comes off the next points', async () => {
    await adjust(100);
    expect(await adjust(-130)).toEqual({ balance: -30, owed: 30 });
    expect(await wallet()).toMatchObject({ available: -30 });
    await grant(50);
    expect(await wallet()).toMatchObject({ available: 20 });
    await sound();
  });

  it('is made once for a key; another with it is refused', async () => {
    const first = await adjust(100, 'key');
    await adjust(10);
    expect(await adjust(100, 'key')).toEqual(first);
    expect(await refusalOf(adjust(99, 'key'))).toMatchObject({ kind: 'rejected', code: 'idempotency_key_reused' });
    expect(await wallet()).toMatchObject({ available: 110 });
  });

  it('takes nothing that has ended, also before the job has said so', async () => {
    await grant(100, { expiresAt: new Date('2026-03-10T00:00:00Z') });
    await adjust(30);
    after(20);
    expect(await adjust(-10)).toEqual({ balance: 20, owed: 0 });
    expect((await port().activity({})).items.map(({ kind, delta }) => [kind, delta])).toContainEqual(['expire', -100]);
    await sound();
  });

  it('of more than any balance can hold is refused, for ever, and not put down to the database', async () => {
    await adjust(Number.MAX_SAFE_INTEGER - 5);
    expect(await refusalOf(adjust(10))).toMatchObject({ kind: 'rejected', code: 'amount' });
    await sound();
  });

  it('of any wallet stays in it', async () => {
    await adjust(3, 'stamps', 'stamps');
    expect(await wallet('stamps')).toMatchObject({ available: 3, expiring: [] });
    expect(await wallet()).toMatchObject({ available: 0 });
    await sound();
  });

  it('counts towards no tier', async () => {
    await adjust(5_000);
    expect((await port().tiers())[0]).toMatchObject({ current: 'bronze' });
  });

  it('needs a member, a wallet, an amount, a reason and a name', async () => {
    const wish = { walletId: 'points', amount: 5, key: 'k', ...why };
    await club().receive({ id: 'met', at: now().toISOString(), type: 'member.updated', data: { memberId: 'met' } });
    expect(await refusalOf(club().adjust('nobody', wish))).toMatchObject({ kind: 'not_found', code: 'member_unknown' });
    expect(await refusalOf(club().adjust('met', wish))).toMatchObject({ kind: 'not_enrolled' });
    expect(await refusalOf(adjust(5, 'k', 'gold'))).toMatchObject({ kind: 'not_found', detail: expect.stringContaining('points, credit, stamps') });
    for (const amount of [0, 0.5, Number.NaN, 2 ** 53]) expect(await refusalOf(adjust(amount, 'k'))).toMatchObject({ code: 'amount' });
    expect(await refusalOf(club().adjust('ann', { ...wish, reason: ' ' }))).toMatchObject({ code: 'reason' });
    expect(await refusalOf(club().adjust('ann', { ...wish, actor: '' }))).toMatchObject({ code: 'actor' });
    expect(await wallet()).toMatchObject({ available: 0 });
  });

  it('is in the audit with who and why', async () => {
    await adjust(-5);
    const rows = await rowsOf(
      db(),
      sql`select a.actor, a.name, a.action, a.reason from transfers t join audit a using (shop_id, audit_id) where t.shop_id = ${club().shopId}`,
      z.object({ actor: z.string(), name: z.string(), action: z.string(), reason: z.string() }),
    );
    expect(rows).toEqual([{ actor: 'owner', name: 'Bea', action: 'adjust', reason: 'A mistake of ours' }]);
  });
});

describe('a grant', () => {
  it('is spendable at once, good until its day, then gone', async () => {
    const expiresAt = new Date(now().getTime() + 10 * 86_400_000);
    expect(await grant(100, { expiresAt })).toEqual({ balance: 100, owed: 0 });
    expect((await wallet()).expiring).toEqual([{ amount: 100, at: expiresAt.toISOString() }]);
    await upload(['A']);
    await redeem('tea');
    expect((await port().activity({})).items.at(-1)).toMatchObject({ kind: 'grant', delta: 100 });
    after(11);
    await club().runJobs();
    expect(await wallet()).toMatchObject({ available: 0, expired: 0, spent: 100 });
    await sound();
  });

  it('without a day of its own is good as long as the wallet’s points are', async () => {
    await grant(100);
    expect((await wallet()).expiring).toEqual([{ amount: 100, at: '2027-03-01T20:30:00.000Z' }]);
  });

  it('is refused below zero and after its own end', async () => {
    expect(await refusalOf(grant(-1))).toMatchObject({ kind: 'rejected', code: 'amount' });
    expect(await refusalOf(grant(1, { expiresAt: now() }))).toMatchObject({ kind: 'rejected', code: 'instant' });
  });
});

describe('what the shop says of a member', () => {
  const say = (type: 'member.updated' | 'member.joined', data: object) =>
    club().receive({ id: JSON.stringify([type, data]), at: now().toISOString(), type, data: { memberId: 'ann', ...data } });

  it('renames them, and says which groups they belong to, all of them', async () => {
    await say('member.updated', { name: 'Ann', tags: ['a', 'b', 'a'] });
    expect(await port().member()).toMatchObject({ name: 'Ann' });
    const tags = () => rowsOf(db(), sql`select tags from members where shop_id = ${club().shopId} and state = 'enrolled'`, z.object({ tags: z.array(z.string()) }));
    expect(await tags()).toEqual([{ tags: ['a', 'b'] }]);
    await say('member.updated', { name: 'Anna' });
    expect(await tags()).toEqual([{ tags: ['a', 'b'] }]);
    await say('member.updated', { tags: [] });
    expect(await tags()).toEqual([{ tags: [] }]);
    await shop.join('ann');
    await club().erase('ann');
  });
});
