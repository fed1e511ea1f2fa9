import { describe, expect, it } from 'vitest';
import type { ProgramInput } from '../../src/server/club/program/program.js';
import { gatewayOver } from './gateways.js';
import { TestIssuer } from './makers.js';
import { refusalOf, rewardClub } from './reward-club.js';
import { pointsOnly } from './programs.js';
import { programWith, rewardOf } from './reward-program.js';

const callback = { url: 'http://127.0.0.1:9/codes', secret: 'env:CALLBACK_SECRET', waitSeconds: 5, deadlineSeconds: 120 };
const action = (id: string, more: object = {}) => ({ id, wallet: 'points', title: { en: id }, kind: 'visit' as const, gives: 5, limit: { count: 1, interval: 'month' as const }, completable: true, ...more });
const welcome = (id: string, more: object) => action(id, { kind: 'join', limit: { count: 1 }, completable: false, ...more });
const actions: ProgramInput['actions'] = [
  action('visit'),
  action('review'),
  welcome('winter', { gives: 20, endsAt: '2026-02-28T00:00:00Z' }),
  welcome('spring', { gives: 30, startsAt: '2026-02-28T00:00:00Z', endsAt: '2026-06-01T00:00:00Z' }),
  welcome('summer', { gives: 40, startsAt: '2026-06-01T00:00:00Z' }),
];
const rewards = [rewardOf('tea'), rewardOf('made', { fulfil: { by: 'callback' }, refundable: true })];
const parsed = { actions: pointsOnly({ actions }).actions };
const maker = new TestIssuer();
const { port, wallet, club, redeem, upload, give, after, sound, elsewhere } = rewardClub(() => programWith(rewards, { callback, ...parsed }), () => ({ issuer: maker }));
const why = { reason: 'Case 881', actor: 'Bea' };
const available = async () => (await wallet()).available;
/** Long enough for answers to be forgotten. */
const monthsLater = async () => {
  after(62);
  await club().runJobs();
};

describe('joining', () => {
  it('gives what is on at that moment: nothing that is over, or has not begun', async () => {
    expect(await available()).toBe(30);
  });

  it('under a key of long ago gives nothing again', async () => {
    await port('bob').join({ acceptTerms: true }, { key: 'join' });
    await monthsLater();
    await port('bob').join({ acceptTerms: true }, { key: 'join' });
    expect((await wallet('points', 'bob')).available).toBe(30);
  });
});

describe('a key of every write', () => {
  it('has one answer, to the letter, whatever its parts; another wish with it is refused', async () => {
    const gateway = gatewayOver(club(), { shopId: club().shopId });
    const write = async (path: string, body: object, as = 'ann') => {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'key' };
      const answer = await gateway.call(`/portal/v1/${path}?include=wallets&include=order%3Fid%3Dnone&include=member`, { as, method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, text: await answer.text() };
    };
    await give(300);
    await upload(['TEA-3']);
    const once = async (path: string, body: object, other: object, as?: string) => {
      const first = await write(path, body, as);
      expect(first, path).toMatchObject({ status: 200, text: expect.stringContaining('order_unknown') });
      await give(1);
      expect(await write(path, body, as), path).toEqual(first);
      expect(await write(path, other, as), path).toMatchObject({ status: 422, text: expect.stringContaining('idempotency_key_reused') });
    };
    await once('join', { acceptTerms: true }, { acceptTerms: false }, 'bob');
    await once('complete-earn-action', { actionId: 'visit' }, { actionId: 'review' });
    await once('dismiss', { kind: 'tier', trackId: 'club', tierId: 'silver' }, { kind: 'tier', trackId: 'club', tierId: 'gold' });
    await once('redeem', { rewardId: 'tea', cost: 100 }, { rewardId: 'tea', cost: 101 });
    const made = (await redeem('made')).result.id;
    await once('cancel-redemption', { redemptionId: made }, { redemptionId: 'another' });
    await sound();
  });
});

describe('a key of long ago, whose answer is forgotten', () => {
  it('of something done gives nothing again, and is refused for something else', async () => {
    const say = (actionId: string, key: string) => port().completeEarnAction({ actionId }, { key });
    await say('visit', 'visit');
    await monthsLater();
    expect((await say('visit', 'visit')).result).toMatchObject({ id: 'visit', limit: { count: 1, used: 0 } });
    expect(await available()).toBe(35);
    expect(await refusalOf(say('review', 'visit'))).toMatchObject({ kind: 'rejected', code: 'idempotency_key_reused' });
    await say('visit', 'again');
    expect(await available()).toBe(40);
    await sound();
  });

  it('of the owner’s correction or gift changes nothing, and has the same answer, also when the gift is over', async () => {
    const adjust = (amount = 7) => club().adjust('ann', { walletId: 'points', amount, key: 'case-881', ...why });
    const grant = () => club().grant('ann', { walletId: 'points', amount: 10, title: 'Sorry', key: 'case-881', expiresAt: new Date('2026-03-20T00:00:00Z'), ...why });
    const before = [await adjust(), await grant()];
    await monthsLater();
    expect([await adjust(), await grant()]).toEqual(before);
    expect(await available()).toBe(37);
    expect(await refusalOf(adjust(8))).toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('of a redemption answers what became of it, though the reward is gone and its price was another', async () => {
    await give(300);
    await upload(['TEA-1', 'TEA-2']);
    const { result } = await redeem('tea', 100, { key: 'tea', balance: 330 });
    await monthsLater();
    for (const next of [[], [rewardOf('tea', { price: { kind: 'fixed', cost: 250 }, fulfil: { by: 'callback' } })]]) {
      const other = await elsewhere({ program: { ...club().program, rewards: next } });
      const again = await other.open({ shopId: club().shopId, memberId: 'ann' }).redeem?.({ rewardId: 'tea', cost: 100, balance: 330 }, { key: 'tea' });
      expect(again?.result).toEqual(result);
    }
    expect(await refusalOf(redeem('tea', 100, { key: 'tea', balance: 230 }))).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await available()).toBe(230);
    await sound();
  });

  it('of an undoing undoes nothing else', async () => {
    await give(300);
    const first = (await redeem('made')).result.id;
    const second = (await redeem('made')).result.id;
    const undo = (redemptionId: string) => port().cancelRedemption({ redemptionId }, { key: 'undo' });
    await undo(first);
    await monthsLater();
    expect((await undo(first)).result).toMatchObject({ id: first, state: 'cancelled' });
    expect(await refusalOf(undo(second))).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await available()).toBe(230);
    await sound();
  });
});
