import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Reward } from '../../src/domain/reward.schema.js';
import { balance, buy, dataOf, expectKind, lines, place, snapshot, wallet, type Someone, type Subject } from './support.js';

const key = () => ({ key: randomUUID() });

/** A reward of one price that the member can have now. */
async function affordable({ port }: Someone, rewardId: string): Promise<{ reward: Reward; cost: number }> {
  const reward = (await port.rewards()).find(({ id }) => id === rewardId);
  if (reward?.price.kind !== 'fixed') throw new Error(`The bench's reward “${rewardId}” must be there, with one price.`);
  return { reward, cost: reward.price.cost };
}

/** Members buy rewards, and undo them. */
export function judgeRewards({ bench, guest, stranger, enrolled, it }: Subject): void {
  /** A member with this many points more than the bench's reward costs, and the wish for it. */
  const rich = async (more = 0) => {
    const someone = await enrolled();
    const { cost } = await affordable(someone, bench().reward);
    await buy(bench(), someone.id, cost + more);
    return { ...someone, cost, wish: { rewardId: bench().reward, cost } };
  };

  it('shows a guest the catalogue, and nothing as theirs', ['rewards', 'guests'], async () => {
    const rewards = await guest().rewards();
    expect(rewards.length).toBeGreaterThan(0);
    expect(new Set(rewards.map(({ obstacle }) => obstacle?.reason))).toEqual(new Set(['guest']));
  });

  it('says how many points are missing, and nothing once they are there', ['rewards'], async () => {
    const someone = await enrolled();
    const { reward, cost } = await affordable(someone, bench().reward);
    expect(reward.obstacle).toMatchObject({ reason: 'insufficient', missing: cost });
    await buy(bench(), someone.id, cost - 1);
    expect((await affordable(someone, bench().reward)).reward.obstacle).toMatchObject({ reason: 'insufficient', missing: 1 });
    await buy(bench(), someone.id, 1);
    expect((await affordable(someone, bench().reward)).reward.obstacle).toBeUndefined();
  });

  it('takes exactly the price and gives a code, and tells both along with what it changed', ['rewards', 'redeem', 'redemptions', 'wallets', 'activity'], async () => {
    const { port, cost, wish } = await rich(30);
    const { result, parts, version } = await port.redeem(wish, { ...key(), includes: [wallet, { read: 'redemptions' }] });
    expect(result).toMatchObject({ rewardId: wish.rewardId, cost, state: 'issued' });
    expect(result.code).toMatch(/\S{4,}/);
    expect(dataOf(parts[0])).toMatchObject([{ available: 30 }]);
    expect(dataOf(parts[1])).toMatchObject([{ id: result.id, code: result.code }]);
    expect(version).toBe((await snapshot(port, [])).version);
    expect((await lines(port))[0]).toMatchObject({ kind: 'redeem', delta: -cost, state: 'approved' });
  });

  it('names in the history what was bought', ['rewards', 'redeem', 'redemptions', 'wallets', 'activity', 'titles'], async () => {
    const { port, wish } = await rich();
    const { result } = await port.redeem(wish, key());
    expect((await lines(port))[0]).toMatchObject({ kind: 'redeem', title: result.title });
  });

  it('has one effect and one answer for a key, however often and at once', ['rewards', 'redeem', 'redemptions', 'wallets'], async () => {
    const { port, cost, wish } = await rich(2_000);
    const call = key();
    const first = await port.redeem(wish, call);
    const again = await Promise.all([port.redeem(wish, call), port.redeem(wish, call)].map((answer) => answer.catch((thrown: unknown) => thrown)));
    for (const answer of again) if (!(answer instanceof Error)) expect(answer).toMatchObject({ result: first.result });
    expect(await balance(port)).toMatchObject({ available: 2_000 });
    expect(await port.redemptions()).toHaveLength(1);
    await expectKind(port.redeem({ ...wish, cost: cost + 1 }, call), 'rejected');
  });

  it('refuses another price than the one agreed to', ['rewards', 'redeem', 'redemptions', 'wallets'], async () => {
    const { port, cost, wish } = await rich(10);
    await expectKind(port.redeem({ ...wish, cost: cost + 1 }, key()), 'rejected');
    await expectKind(port.redeem({ ...wish, cost: cost - 1 }, key()), 'rejected');
    expect(await port.redemptions()).toEqual([]);
    expect(await balance(port)).toMatchObject({ available: cost + 10 });
  });

  it('refuses a wish made in sight of another balance, so that two windows cannot spend one twice', ['rewards', 'redeem', 'redemptions', 'wallets'], async () => {
    const { port, cost, wish } = await rich(5_000);
    const seen = (await balance(port))?.available;
    await port.redeem({ ...wish, balance: seen }, key());
    await expectKind(port.redeem({ ...wish, balance: seen }, key()), 'conflict');
    expect(await balance(port)).toMatchObject({ available: 5_000 });
    await port.redeem({ ...wish, balance: 5_000 }, key());
    expect(await balance(port)).toMatchObject({ available: 5_000 - cost });
  });

  it('refuses what the balance does not hold, and takes nothing', ['rewards', 'redeem', 'redemptions', 'wallets'], async () => {
    const { port, wish } = await rich(-1);
    await expectKind(port.redeem(wish, key()), 'insufficient_balance');
    await expectKind(port.redeem({ ...wish, rewardId: 'none' }, key()), 'not_found');
    expect(await port.redemptions()).toEqual([]);
  });

  it('undoes an unused redemption once, and the points come back', ['rewards', 'redeem', 'redemptions', 'wallets', 'cancelRedemption', 'activity'], async () => {
    const { port, cost, wish } = await rich();
    const { result } = await port.redeem(wish, key());
    expect(result.refundable).toBe(true);
    const undone = await port.cancelRedemption({ redemptionId: result.id }, { ...key(), includes: [wallet] });
    expect(undone.result).toMatchObject({ id: result.id, state: 'cancelled' });
    expect(undone.result.code).toBeUndefined();
    expect(dataOf(undone.parts[0])).toMatchObject([{ available: cost }]);
    await port.cancelRedemption({ redemptionId: result.id }, key()).catch(() => undefined);
    expect(await balance(port)).toMatchObject({ available: cost });
    expect((await lines(port))[0]).toMatchObject({ kind: 'refund', delta: cost });
  });

  it('does not undo a code that was used at the till', ['rewards', 'redeem', 'redemptions', 'wallets', 'cancelRedemption', 'use'], async () => {
    const { port, wish } = await rich();
    const { result } = await port.redeem(wish, key());
    await bench().use?.(result.code ?? '');
    await expectKind(port.cancelRedemption({ redemptionId: result.id }, key()), 'rejected');
    expect((await port.redemptions())[0]).toMatchObject({ state: 'used' });
    expect(await balance(port)).toMatchObject({ available: 0 });
  });

  it('keeps one member’s redemptions from another', ['rewards', 'redeem', 'redemptions', 'wallets', 'cancelRedemption'], async () => {
    const { port, wish } = await rich();
    const { result } = await port.redeem(wish, key());
    const other = await enrolled();
    expect(await other.port.redemptions()).toEqual([]);
    await expectKind(other.port.cancelRedemption({ redemptionId: result.id }, key()), 'not_found');
    expect((await port.redemptions())[0]).toMatchObject({ state: 'issued' });
  });

  const one = () => ({ rewardId: bench().reward, cost: 1 });

  it('is for members: a guest signs in first', ['redeem', 'redemptions'], async () => {
    await expectKind(guest().redeem(one(), key()), 'unauthenticated');
    await expectKind(guest().redemptions(), 'unauthenticated');
  });

  it('is for members: a stranger joins first', ['redeem', 'redemptions', 'join'], async () => {
    await expectKind(stranger().port.redeem(one(), key()), 'not_enrolled');
    await expectKind(stranger().port.redemptions(), 'not_enrolled');
  });

  it('leaves pending points alone', ['rewards', 'redeem', 'earning', 'place'], async () => {
    const someone = await enrolled();
    const { cost } = await affordable(someone, bench().reward);
    await place(bench(), someone.id, cost * 100_000);
    await expectKind(someone.port.redeem({ rewardId: bench().reward, cost }, key()), 'insufficient_balance');
  });
}
