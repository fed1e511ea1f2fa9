import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refusalOf, rewardClub } from './reward-club.js';
import { programWith, rewardOf } from './reward-program.js';
import { gate, TestIssuer } from './makers.js';

const callback = { url: 'http://127.0.0.1:9/codes', secret: 'env:CALLBACK_SECRET', waitSeconds: 1, deadlineSeconds: 120 };
const made = rewardOf('made', { fulfil: { by: 'callback', validDays: 30 }, refundable: true, worth: { minor: 500_000, currency: 'IRR' }, stock: 3 });
let maker: TestIssuer;
let told: unknown[];
const { shop, port, wallet, club, give, redeem, reward, sound, after, now, reopen, elsewhere } = rewardClub(
  () => programWith([made, rewardOf('fixed', { fulfil: { by: 'callback' } })], { callback }),
  () => ({ issuer: (maker ??= new TestIssuer()), onError: (error) => void told.push(error) }),
);
beforeEach(() => {
  maker = Object.assign(maker, new TestIssuer());
  told = [];
});
const cancel = (redemptionId: string, key = `cancel ${redemptionId}`.replaceAll(' ', '-')) => port().cancelRedemption({ redemptionId }, { key });
const settled = (state: string) => vi.waitFor(async () => expect((await port().redemptions())[0]).toMatchObject({ state }), { timeout: 10_000 });

describe('a code that the shop makes', () => {
  it('is asked for with what it is worth, and given; its points are spent', async () => {
    await give(150);
    const { result } = await redeem('made');
    expect(result).toMatchObject({ state: 'issued', code: maker.codes.get(result.id), refundable: true, expiresAt: '2026-03-31T20:30:00.000Z' });
    expect(await wallet()).toMatchObject({ available: 50, spent: 100 });
    await sound();
  });

  it('ends when its maker says so', async () => {
    await give(150);
    maker.make = () => ({ code: 'SHORT', url: 'https://shop.example/SHORT', expiresAt: '2026-03-05T00:00:00Z' });
    expect((await redeem('made')).result).toMatchObject({ code: 'SHORT', url: 'https://shop.example/SHORT', expiresAt: '2026-03-05T00:00:00.000Z' });
  });

  it('that takes longer than a member waits is on its way, its points held; then it is there, and whoever watches hears', async () => {
    await give(150);
    const { closed, open } = gate();
    maker.gate = closed;
    const ending = new AbortController();
    const heard = (async () => {
      for await (const change of port().watch({ signal: ending.signal })) if (change.keys.includes('redemptions') && maker.gate !== closed) return change;
    })();
    const { result } = await redeem('made', 100, { key: 'slow' });
    expect(result).toMatchObject({ state: 'pending' });
    expect(await wallet()).toMatchObject({ available: 50, reserved: 100, spent: 0 });
    await sound();
    maker.gate = Promise.resolve();
    open();
    await settled('issued');
    expect(await heard).toMatchObject({ keys: expect.arrayContaining(['redemptions', 'wallets']) });
    ending.abort();
    expect(await wallet()).toMatchObject({ available: 50, spent: 100 });
    // The answer that was given stays the answer to its key.
    expect((await redeem('made', 100, { key: 'slow' })).result).toEqual(result);
    await sound();
  });

  it('that its maker refuses costs nothing: points, stock and limit are back', async () => {
    await give(150, 40);
    const before = await wallet();
    maker.mode = 'refuses';
    const { result } = await redeem('made');
    expect(result).toMatchObject({ state: 'failed', note: expect.stringContaining('points are back') });
    expect(result.code).toBeUndefined();
    expect({ ...(await wallet()), asOf: '' }).toEqual({ ...before, asOf: '' });
    expect((await reward('made'))?.stock).toBe(3);
    expect(maker.asked).toEqual(['issue']);
    await sound();
  });

  it('is asked for again while its maker fails, and the same one is given', async () => {
    await give(150);
    maker.mode = 'loses';
    const { result } = await redeem('made');
    expect(result.state).toBe('pending');
    maker.mode = 'well';
    after(0.001);
    await club().runJobs();
    await settled('issued');
    expect((await port().redemptions())[0]?.code).toBe(maker.codes.get(result.id));
    await sound();
  });

  it('that nobody knows of by its deadline is given up: the points are back, and its maker is told', async () => {
    await give(150);
    maker.mode = 'loses';
    const { result } = await redeem('made');
    after(121 / 86_400);
    maker.mode = 'well';
    await club().runJobs();
    expect((await port().redemptions())[0]).toMatchObject({ state: 'failed', note: expect.stringContaining('in time') });
    expect(await wallet()).toMatchObject({ available: 150 });
    await club().runJobs();
    await vi.waitFor(() => expect(maker.revoked).toContain(result.id));
    await sound();
  });

  it('that comes after it was given up is taken back, never given', async () => {
    await give(150);
    const { closed, open } = gate();
    maker.gate = closed;
    const { result } = await redeem('made');
    expect(result.state).toBe('pending');
    // Another process finds the deadline passed, while this one still listens.
    const helper = new TestIssuer();
    const other = await elsewhere({ issuer: helper });
    after(200 / 86_400);
    await other.runJobs();
    expect((await port().redemptions())[0]?.state).toBe('failed');
    await vi.waitFor(() => expect(helper.revoked).toContain(result.id));
    open();
    await vi.waitFor(() => expect(maker.revoked).toContain(result.id), { timeout: 10_000 });
    await other.close();
    expect((await port().redemptions())[0]).toMatchObject({ state: 'failed' });
    expect((await port().redemptions())[0]?.code).toBeUndefined();
    expect(await wallet()).toMatchObject({ available: 150 });
    await sound();
  });

  it('that was given before is given to nobody else', async () => {
    await give(300);
    maker.make = () => ({ code: 'SAME' });
    expect((await redeem('fixed')).result).toMatchObject({ state: 'issued', code: 'SAME' });
    expect((await redeem('fixed')).result).toMatchObject({ state: 'failed' });
    expect(await wallet()).toMatchObject({ available: 200 });
    await vi.waitFor(() => expect(told.join()).toContain('given before'));
    await sound();
  });

  it('goes on after a restart', async () => {
    await give(150);
    maker.gate = gate().closed;
    expect((await redeem('made')).result.state).toBe('pending');
    maker.gate = Promise.resolve();
    await reopen();
    expect(await club().runJobs()).toMatchObject({ settled: 0 });
    after(60 / 86_400);
    expect(await club().runJobs()).toMatchObject({ settled: 1 });
    expect((await port().redemptions())[0]).toMatchObject({ state: 'issued' });
    await sound();
  });
});

describe('undoing', () => {
  it('takes the code back at its maker, and the points return to the lots they came from', async () => {
    await give(60, 20);
    await give(100, 200);
    const before = await wallet();
    const { result } = await redeem('made');
    expect((await wallet()).expiring.map(({ amount }) => amount)).toEqual([60]);
    const undone = await cancel(result.id);
    expect(undone.result).toMatchObject({ id: result.id, state: 'cancelled', refundable: false, note: expect.stringContaining('undid') });
    expect(undone.result.code).toBeUndefined();
    expect({ ...(await wallet()), asOf: '' }).toEqual({ ...before, asOf: '' });
    expect(maker.revoked).toContain(result.id);
    expect((await reward('made'))?.stock).toBe(3);
    expect(JSON.stringify(await cancel(result.id))).toBe(JSON.stringify(undone));
    expect((await cancel(result.id, 'other-key')).result.state).toBe('cancelled');
    expect(await wallet()).toMatchObject({ available: 160 });
    await sound();
  });

  it('gives back what ended meanwhile only to end at once', async () => {
    await give(60, 20);
    await give(100, 200);
    const { result } = await redeem('made');
    after(21);
    await cancel(result.id);
    expect(await wallet()).toMatchObject({ available: 100, expired: 60 });
    await sound();
  });

  it('settles what is owed first', async () => {
    await give(100);
    const { result } = await redeem('made');
    await club().adjust('ann', { walletId: 'points', amount: -30, reason: 'test', actor: 'tester', key: 'debt' });
    expect(await wallet()).toMatchObject({ available: -30 });
    await cancel(result.id);
    expect(await wallet()).toMatchObject({ available: 70 });
    await sound();
  });

  it('changes nothing while its maker does not answer, and is done once it does', async () => {
    await give(150);
    const { result } = await redeem('made');
    maker.mode = 'loses';
    expect(await refusalOf(cancel(result.id))).toMatchObject({ kind: 'unavailable', code: 'revoke_unknown' });
    expect((await port().redemptions())[0]).toMatchObject({ state: 'issued', code: maker.codes.get(result.id), refundable: false });
    expect(await wallet()).toMatchObject({ available: 50 });
    maker.mode = 'well';
    after(0.01);
    await club().runJobs();
    await settled('cancelled');
    expect((await cancel(result.id)).result.state).toBe('cancelled');
    expect(await wallet()).toMatchObject({ available: 150 });
    await sound();
  });

  it('is refused for what was used, has ended, is no longer to be undone, or is another’s', async () => {
    await give(500);
    const { result } = await redeem('made');
    await shop.join('bob');
    expect(await refusalOf(port('bob').cancelRedemption({ redemptionId: result.id }, { key: 'b' }))).toMatchObject({ kind: 'not_found' });
    expect(await refusalOf(cancel('nonsense'))).toMatchObject({ kind: 'not_found' });
    expect(await refusalOf(cancel((await redeem('fixed')).result.id))).toMatchObject({ kind: 'rejected', code: 'not_refundable' });
    await club().receive({ id: 'till', at: now().toISOString(), type: 'code.used', data: { code: result.code ?? '' } });
    expect(await refusalOf(cancel(result.id))).toMatchObject({ kind: 'rejected', code: 'used' });
    const second = (await redeem('made')).result;
    maker.used.add(second.id);
    expect(await refusalOf(cancel(second.id))).toMatchObject({ kind: 'rejected', code: 'used' });
    const third = (await redeem('made')).result;
    after(31);
    expect(await refusalOf(cancel(third.id))).toMatchObject({ kind: 'rejected', code: 'expired' });
    expect(await wallet()).toMatchObject({ available: 100 });
    await sound();
  });

  it('is offered no more where the program has nobody to ask, and a code stays good to its last day', async () => {
    await give(150);
    const { result } = await redeem('made');
    const other = await elsewhere({ program: { ...programWith([]), shop: { ...programWith([]).shop, id: club().shopId } }, issuer: undefined });
    const there = other.open({ shopId: club().shopId, memberId: 'ann' });
    expect(await there.redemptions?.()).toMatchObject([{ state: 'issued', refundable: false }]);
    expect(await refusalOf(there.cancelRedemption?.({ redemptionId: result.id }, { key: 'undo' }) ?? Promise.resolve())).toMatchObject({ kind: 'rejected', code: 'not_refundable' });
    after(31);
    expect(await other.runJobs()).toMatchObject({ codesExpired: 1 });
  });

  it('tells the shop that a code it uses was taken back', async () => {
    await give(500);
    const { result } = await redeem('made');
    await cancel(result.id);
    const use = club().receive({ id: 'till', at: now().toISOString(), type: 'code.used', data: { code: result.code ?? '' } });
    expect(await refusalOf(use)).toMatchObject({ kind: 'rejected', code: 'code_cancelled' });
  });

  it('of two with one key is one wish', async () => {
    await give(500);
    const first = (await redeem('made')).result;
    const second = (await redeem('made')).result;
    await cancel(first.id, 'mine');
    expect(await refusalOf(cancel(second.id, 'mine'))).toMatchObject({ kind: 'rejected', code: 'idempotency_key_reused' });
    expect(await wallet()).toMatchObject({ available: 400 });
  });
});
