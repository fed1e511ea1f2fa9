import { describe, expect, it } from 'vitest';
import type { RewardRule } from '../../src/server/club/program/reward.js';
import { refusalOf, rewardClub } from './reward-club.js';
import { programWith, rewardOf } from './reward-program.js';

const silver = { tier: { ladder: 'club', tier: 'silver' }, unlock: { en: 'For silver members.', fa: 'ویژهٔ اعضای نقره‌ای.' } };
const rules: readonly RewardRule[] = [
  rewardOf('tea', { fulfil: { by: 'pool', pool: 'tea', validDays: 30 }, worth: { minor: 500_000, currency: 'IRR' }, where: { en: 'In the shop', fa: 'در فروشگاه' }, product: 'tea-1' }),
  rewardOf('off', { price: { kind: 'variable', min: 100, max: 1_000, step: 50, stepWorth: { minor: 50_000, currency: 'IRR' } } }),
  rewardOf('credit', { kind: 'credit', price: { kind: 'variable', min: 10, max: 500, step: 10, stepWorth: { minor: 10_000, currency: 'IRR' } }, fulfil: { by: 'wallet', wallet: 'credit', amount: 7 } }),
  rewardOf('free', { price: { kind: 'fixed', cost: 0 } }),
  rewardOf('few', { stock: 2 }),
  rewardOf('once', { limit: { count: 1 } }),
  rewardOf('monthly', { limit: { count: 1, interval: 'month' } }),
  rewardOf('rest', { cooldownDays: 7 }),
  rewardOf('silver', { requires: silver }),
  rewardOf('tasters', { requires: { tags: ['tasters'], unlock: { en: 'Ask us to become a taster.', fa: 'برای چشیدن، به ما پیام دهید.' } } }),
  rewardOf('later', { startsAt: '2026-04-01T00:00:00Z' }),
  rewardOf('over', { endsAt: '2026-02-01T00:00:00Z' }),
  rewardOf('empty', { fulfil: { by: 'pool', pool: 'nothing' } }),
];
const { shop, port, wallet, club, give, upload, redeem, reward, sound, after, at, now } = rewardClub(() => programWith(rules));
const codes = (many: number) => Array.from({ length: many }, (_, index) => `TEA-${index + 1}`);

describe('redeeming', () => {
  it('takes the points and gives a code, with what was promised', async () => {
    await give(250);
    await upload(codes(3));
    const { result } = await redeem('tea', 100, { balance: 250 });
    expect(result).toMatchObject({ rewardId: 'tea', title: 'Reward tea', state: 'issued', cost: 100, code: 'TEA-1', where: 'In the shop', productId: 'tea-1', refundable: false });
    expect(result).toMatchObject({ worth: { minor: 500_000, currency: 'IRR' }, expiresAt: '2026-03-31T20:30:00.000Z' });
    expect(await wallet()).toMatchObject({ available: 150, spent: 100, lifetime: 250 });
    expect(await port().redemptions()).toEqual([result]);
    expect(await club().codesLeft('tea')).toBe(2);
    await sound();
  });

  it('answers other reads along with it, as they are after it', async () => {
    await give(250);
    await upload(codes(1));
    const { parts, version, result } = await port().redeem({ rewardId: 'tea', cost: 100 }, { key: 'k', includes: [{ read: 'wallets' }, { read: 'redemptions' }] });
    expect(parts.map((part) => part.key)).toEqual(['wallets', 'redemptions']);
    expect(parts[0]).toMatchObject({ data: [{ available: 150 }, {}, {}] });
    expect(parts[1]).toMatchObject({ data: [result] });
    expect((await port().snapshot([])).version).toBe(version);
  });

  it('of a chosen amount is worth its steps', async () => {
    await give(900);
    await upload(codes(1));
    expect((await redeem('off', 350)).result).toMatchObject({ cost: 350, worth: { minor: 350_000, currency: 'IRR' } });
    expect(await refusalOf(redeem('off', 120))).toMatchObject({ kind: 'rejected', code: 'cost' });
    expect(await refusalOf(redeem('off', 1_050))).toMatchObject({ kind: 'rejected', code: 'cost' });
    expect(await refusalOf(redeem('off', 50))).toMatchObject({ kind: 'rejected', code: 'cost' });
    await sound();
  });

  it('for units of another wallet credits them at once', async () => {
    await give(200);
    const { result } = await redeem('credit', 30);
    expect(result).toMatchObject({ state: 'applied', cost: 30 });
    expect(result.code).toBeUndefined();
    expect(await wallet()).toMatchObject({ available: 170 });
    expect(await wallet('credit')).toMatchObject({ available: 21 });
    await sound();
  });

  it('settles what is owed in the other wallet first', async () => {
    await give(200);
    await club().adjust('ann', { walletId: 'credit', amount: -5, reason: 'test', actor: 'tester', key: 'debt' });
    await redeem('credit', 10);
    expect(await wallet('credit')).toMatchObject({ available: 2 });
    await sound();
  });

  it('of what costs nothing needs no points', async () => {
    await upload(codes(1));
    expect((await redeem('free', 0)).result).toMatchObject({ state: 'issued', code: 'TEA-1', cost: 0 });
    await sound();
  });

  it('spends what expires first', async () => {
    await give(100, 200);
    await give(100, 20);
    await upload(codes(2));
    await redeem('tea');
    expect((await wallet()).expiring.map(({ amount }) => amount)).toEqual([100]);
    expect((await wallet()).expiring[0]?.at).toBe(new Date(now().getTime() + 200 * 86_400_000).toISOString());
  });

  it('never spends what has expired, also before the job has said so', async () => {
    await give(100, 20);
    await upload(codes(1));
    after(21);
    expect(await refusalOf(redeem('tea'))).toMatchObject({ kind: 'insufficient_balance' });
    expect(await wallet()).toMatchObject({ available: 0, expired: 100 });
    await sound();
  });
});

describe('redeeming is refused, and nothing changes', () => {
  const refused = async (rewardId: string, cost?: number, more?: { balance?: number }) => {
    const before = await wallet();
    const refusal = await refusalOf(redeem(rewardId, cost, more));
    expect(await wallet()).toEqual(before);
    expect(await reward(rewardId)).toEqual(await reward(rewardId));
    await sound();
    return refusal;
  };

  it('without enough points, with what is missing', async () => {
    await give(99);
    await upload(codes(1));
    expect(await refused('tea')).toMatchObject({ kind: 'insufficient_balance', code: 'balance', detail: expect.stringContaining('1 are missing') });
    expect(await club().codesLeft('tea')).toBe(1);
    expect((await reward('tea'))?.obstacle).toEqual({ reason: 'insufficient', missing: 1 });
  });

  it('when the price is another, or the balance is not the one the member saw', async () => {
    await give(500);
    await upload(codes(1));
    expect(await refused('tea', 90)).toMatchObject({ kind: 'rejected', code: 'price' });
    expect(await refused('tea', 100, { balance: 600 })).toMatchObject({ kind: 'conflict', code: 'balance_changed', detail: expect.stringContaining('500') });
  });

  it('when there is no such reward, or its time is not now', async () => {
    await give(500);
    expect(await refused('nonsense')).toMatchObject({ kind: 'not_found', code: 'reward_unknown' });
    expect(await refused('later')).toMatchObject({ kind: 'rejected', code: 'not_started' });
    expect(await refused('over')).toMatchObject({ kind: 'rejected', code: 'ended' });
    expect((await reward('later'))?.obstacle).toEqual({ reason: 'not_started', until: '2026-04-01T00:00:00Z' });
    expect((await reward('over'))?.obstacle).toEqual({ reason: 'ended' });
  });

  it('when the stock is gone, or the pool has no code', async () => {
    await give(500);
    await upload(codes(5));
    await redeem('few');
    expect(await reward('few')).toMatchObject({ stock: 1 });
    await redeem('few');
    expect(await refused('few')).toMatchObject({ kind: 'out_of_stock', code: 'stock' });
    expect(await refused('empty')).toMatchObject({ kind: 'out_of_stock', code: 'codes' });
    for (const id of ['few', 'empty']) expect(await reward(id)).toMatchObject({ stock: 0, obstacle: { reason: 'stock' } });
  });

  it('when the member has had it, once and for all or in this month on the shop’s clock', async () => {
    await give(900);
    await upload(codes(5));
    const { result } = await redeem('once');
    expect(await refused('once')).toMatchObject({ kind: 'limit_reached', code: 'limit' });
    expect(await reward('once')).toMatchObject({ limit: { count: 1, used: 1, interval: 'lifetime' }, obstacle: { reason: 'claimed', redemptionId: result.id } });
    at('2026-03-31T20:29:00Z');
    await redeem('monthly');
    expect(await refused('monthly')).toMatchObject({ kind: 'limit_reached', detail: expect.stringContaining('2026-03-31T20:30:00.000Z') });
    expect((await reward('monthly'))?.obstacle).toEqual({ reason: 'limit', until: '2026-03-31T20:30:00.000Z' });
    at('2026-03-31T20:30:00Z');
    expect((await reward('monthly'))?.obstacle).toBeUndefined();
    await redeem('monthly');
  });

  it('before its rest is over', async () => {
    await give(900);
    await upload(codes(5));
    await redeem('rest');
    after(6.9);
    expect(await refused('rest')).toMatchObject({ kind: 'limit_reached', code: 'cooldown' });
    expect((await reward('rest'))?.obstacle).toEqual({ reason: 'cooldown', until: '2026-03-08T08:00:00.000Z' });
    after(7);
    await redeem('rest');
  });

  it('to whom it is not for, with the words that say who may have it', async () => {
    await give(900);
    await upload(codes(5));
    expect(await refused('silver')).toMatchObject({ kind: 'rejected', code: 'tier', userMessage: 'For silver members.' });
    expect((await reward('silver'))?.obstacle).toEqual({ reason: 'tier', unlock: 'Silver' });
    expect(await refused('tasters')).toMatchObject({ kind: 'rejected', code: 'segment', userMessage: 'Ask us to become a taster.' });
    expect((await reward('tasters'))?.obstacle).toEqual({ reason: 'segment', unlock: 'Ask us to become a taster.' });
    await club().receive({ id: 'tags', at: now().toISOString(), type: 'member.updated', data: { memberId: 'ann', tags: ['tasters', 'others'] } });
    expect((await reward('tasters'))?.obstacle).toBeUndefined();
    await redeem('tasters');
  });

  it('to guests, strangers and keys that are none', async () => {
    await upload(codes(1));
    expect((await port().rewards())[0]?.obstacle).toEqual({ reason: 'insufficient', missing: 100 });
    const guest = club().open({ shopId: club().shopId });
    expect((await guest.rewards?.())?.map((each) => each.obstacle)).toEqual(rules.map(() => ({ reason: 'guest' })));
    expect(await refusalOf(guest.redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k' }) ?? Promise.resolve())).toMatchObject({ kind: 'unauthenticated' });
    expect(await refusalOf(redeem('tea', 100, { as: 'stranger' }))).toMatchObject({ kind: 'not_enrolled' });
    expect(await refusalOf(redeem('tea', 100, { key: 'with space' }))).toMatchObject({ kind: 'rejected', code: 'idempotency_key' });
  });
});

describe('one key', () => {
  it('has one effect and one answer, to the letter; another wish with it is refused', async () => {
    await give(500);
    await upload(codes(5));
    const includes = [{ read: 'wallets' }, { read: 'rewards' }] as const;
    const wish = () => port().redeem({ rewardId: 'tea', cost: 100 }, { key: 'mine', includes });
    const first = JSON.stringify(await wish());
    await redeem('off', 150);
    expect(JSON.stringify(await wish())).toBe(first);
    expect(await wallet()).toMatchObject({ available: 250 });
    expect(await refusalOf(redeem('off', 150, { key: 'mine' }))).toMatchObject({ kind: 'rejected', code: 'idempotency_key_reused' });
    expect(await wallet()).toMatchObject({ available: 250 });
  });

  it('is one member’s: another’s same key is another wish', async () => {
    await shop.join('bob');
    await give(100);
    await give(100, undefined, 'points', 'bob');
    await upload(codes(5));
    const mine = await redeem('tea', 100, { key: 'same' });
    const theirs = await redeem('tea', 100, { key: 'same', as: 'bob' });
    expect(theirs.result.id).not.toBe(mine.result.id);
    expect(theirs.result.code).not.toBe(mine.result.code);
    expect(await port('bob').redemptions()).toEqual([theirs.result]);
  });

  it('of a refused wish may be tried again', async () => {
    await upload(codes(1));
    expect(await refusalOf(redeem('tea', 100, { key: 'again' }))).toMatchObject({ kind: 'insufficient_balance' });
    await give(100);
    expect((await redeem('tea', 100, { key: 'again' })).result.state).toBe('issued');
  });

  it('keeps its one effect when its answer is forgotten with its age', async () => {
    await give(500);
    await upload(codes(5));
    const { result } = await redeem('tea', 100, { key: 'old' });
    after(29);
    await club().runJobs();
    after(32);
    await club().runJobs();
    const again = await redeem('tea', 100, { key: 'old' });
    expect(again.result).toMatchObject({ id: result.id, code: result.code });
    expect(await wallet()).toMatchObject({ available: 400 });
  });
});

describe('codes', () => {
  it('are told when they were uploaded before, and end with their last day', async () => {
    expect(await upload(['A', ' B ', 'A'])).toEqual({ added: 2, duplicates: ['A'] });
    expect(await upload(['B', 'C'])).toEqual({ added: 1, duplicates: ['B'] });
    expect(await refusalOf(upload(['D'], 'unknown'))).toMatchObject({ kind: 'not_found', detail: expect.stringContaining('“tea”') });
    await give(100);
    const { result } = await redeem('tea');
    after(31);
    expect((await port().redemptions())[0]).toMatchObject({ id: result.id, state: 'expired', code: 'A' });
    expect(await club().runJobs()).toMatchObject({ codesExpired: 1 });
    expect(await club().runJobs()).toMatchObject({ codesExpired: 0 });
    await sound();
  });

  it('are used once, as the shop says', async () => {
    await give(200);
    await upload(['A', 'B']);
    await redeem('tea');
    const use = (id: string, code: string) => club().receive({ id, at: now().toISOString(), type: 'code.used', data: { code } });
    expect(await use('1', 'A')).toEqual({ applied: true });
    expect(await use('2', ' A\n')).toMatchObject({ applied: false, reason: 'already_used' });
    expect((await port().redemptions())[0]).toMatchObject({ state: 'used', usedAt: now().toISOString(), code: 'A' });
    expect(await refusalOf(use('3', 'B'))).toMatchObject({ kind: 'not_found', code: 'code_unknown' });
    expect(await refusalOf(use('4', 'nonsense'))).toMatchObject({ kind: 'not_found', code: 'code_unknown' });
  });
});
