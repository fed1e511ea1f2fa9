import { describe, expect, it } from 'vitest';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { granted, kindOf, open, redeem, redeemOp, walletsOp } from './opened.js';
import { refusal, type Reply, type Seen } from './vendor.js';

const { path: _path, method: _method, body: _body, ...rest } = redeemOp;
const bought = { as: 'bought', method: 'POST', path: '/redemptions', body: { reward: '=input.rewardId' } };
const coupon = { as: 'coupon', path: '/coupons/{bought.id}', retries: 0 };
const poll = { path: '/jobs/{body.id}', until: "body.state == 'done'", everySeconds: 0.05, forSeconds: 1 };
const recover = { steps: [{ as: 'mine', path: '/mine' }], map: redeemOp.map.replaceAll('body.', 'mine.') };
const posts = (seen: readonly Seen[]) => seen.filter(({ method }) => method === 'POST').length;

/** Two wishes under one key, of which the first meets `answer`; after it the vendor grants whatever it is asked. */
async function twice(op: object, first: (request: Seen, at: number) => Reply, options: Parameters<typeof open>[2] = {}) {
  let answer = first;
  const { port, seen } = open({ redeem: op }, (request, at) => answer(request, at), options);
  const told = await kindOf(redeem(port));
  answer = () => granted;
  const second = await redeem(port).then(({ result }) => result.code, (thrown: { code?: string }) => thrown.code);
  return { first: told, second, posts: posts(seen) };
}

const lost = { first: 'unavailable:unknown_outcome', second: 'unknown_outcome', posts: 1 };

describe('a wish that was carried out', () => {
  it.each([400, 401, 403, 404, 409, 422, 429, 500])('and whose next request is answered with %i is not sent again', async (status) => {
    const answer = ({ method }: Seen) => (method === 'POST' ? granted : refusal(status, 'low_balance'));
    expect(await twice({ ...rest, steps: [bought, coupon] }, answer)).toEqual(lost);
    const own = { more: { auth: { type: 'member' } }, memberToken: async () => 'token' };
    expect(await twice({ ...rest, steps: [bought, coupon] }, answer, own)).toEqual(lost);
    expect(await twice({ ...rest, steps: [bought, coupon], recover }, answer)).toEqual({ ...lost, second: 'ABC' });
  });

  it.each([401, 403, 404, 410, 422, 429])('and whose progress is answered with %i is not sent again', async (status) => {
    const answer = ({ method }: Seen) => (method === 'POST' ? Response.json({ id: 7 }, { status: 202 }) : new Response('{}', { status }));
    expect(await twice({ ...redeemOp, poll }, answer)).toEqual(lost);
    expect(await twice({ ...redeemOp, poll, recover }, answer)).toEqual({ ...lost, second: 'ABC' });
  });

  it('and after which something does not hold is not sent again', async () => {
    const require = { that: 'body.code', else: 'conflict' };
    expect(await twice({ ...redeemOp, require }, () => ({ ...granted, code: null }))).toEqual(lost);
    expect(await twice({ ...redeemOp, require, recover }, () => ({ ...granted, code: null }))).toEqual({ ...lost, second: 'ABC' });
  });

  it('and after which the budget is used up is not sent again', async () => {
    expect(await twice({ ...rest, steps: [bought, coupon] }, () => granted, { more: { budget: { perMinute: 1 } } })).toEqual(lost);
  });

  it('and whose second change is refused is not sent again', async () => {
    const second = { ...bought, as: 'more', path: '/more' };
    expect(await twice({ ...rest, steps: [bought, second] }, ({ url }) => (url.pathname.endsWith('more') ? refusal(422, 'gone') : granted))).toEqual({ ...lost, posts: 2 });
  });

  it('of which one of several parts was refused is not sent again', async () => {
    const each = { ...bought, each: '`[1, 2]`', body: { part: '=item' } };
    expect(await twice({ ...rest, steps: [each] }, ({ body }) => ((body as { part: number }).part === 1 ? refusal(422, 'gone') : granted))).toMatchObject({ second: 'unknown_outcome', posts: 2 });
  });

  it('is told so with what failed after it', async () => {
    const { port } = open({ redeem: { ...rest, steps: [bought, coupon] } }, ({ method }) => (method === 'POST' ? granted : refusal(404, 'gone')));
    await expect(redeem(port)).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringMatching(/^ops\.redeem\.steps\[1\]: the vendor answered 404 .* carried out before/) });
  });

  it('and beside which GraphQL tells of an error is not sent again', async () => {
    const op = { ...rest, path: '/graphql', graphql: 'mutation { buy { code extra } }' };
    expect(await twice(op, () => ({ data: { buy: { code: 'ABC' } }, errors: [{ message: 'no extra' }] }))).toMatchObject({ second: 'unknown_outcome', posts: 1 });
    expect(await twice(op, () => ({ data: { buy: null }, errors: [{ message: 'no' }] }))).toMatchObject({ first: 'rejected', second: 'ABC', posts: 2 });
  });
});

describe('a wish that nobody carried out', () => {
  it.each([400, 401, 403, 404, 409, 422, 429])('because it was refused with %i may be wished anew', async (status) => {
    expect(await twice(redeemOp, () => new Response('{}', { status }))).toMatchObject({ second: 'ABC', posts: 2 });
  });

  it.each([408, 500, 504])('or perhaps was, after %i, is not sent again', async (status) => {
    expect(await twice(redeemOp, () => new Response('{}', { status }))).toMatchObject({ second: 'unknown_outcome', posts: 1 });
  });

  it('because a code the description knows refuses it, whatever the status, may be wished anew', async () => {
    expect(await twice(redeemOp, () => refusal(500, 'low_balance'))).toEqual({ first: 'insufficient_balance:low_balance', second: 'ABC', posts: 2 });
  });

  it('because there was no token to sign it with may be wished anew', async () => {
    let asked = 0;
    const memberToken = async () => {
      asked += 1;
      if (asked === 1) throw new Error('down');
      return 'token';
    };
    const told = await twice(redeemOp, () => granted, { more: { auth: { type: 'member' } }, memberToken });
    expect(told).toMatchObject({ second: 'ABC', posts: 1 });
  });

  it('because a part of it was refused sends none of the parts that had waited', async () => {
    const each = { ...bought, each: '`[1, 2]`', body: { part: '=item' } };
    const gives: (() => void)[] = [];
    const memberToken = () => new Promise<string>((resolve) => void gives.push(() => resolve('token')));
    const { port, seen } = open({ redeem: { ...rest, steps: [each] } }, () => refusal(422, 'gone'), { more: { auth: { type: 'member' } }, memberToken });
    const told = kindOf(redeem(port));
    await expect.poll(() => gives.length).toBe(2);
    gives[0]?.();
    expect(await told).toBe('out_of_stock:gone');
    gives[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(posts(seen)).toBe(1);
  });
});

describe('what came of a wish', () => {
  it('stays unknown where the vendor refuses to say', async () => {
    const { port, seen } = open({ redeem: { ...redeemOp, recover } }, ({ method }) => {
      if (method === 'POST') throw new TypeError('socket hang up');
      return new Response('{}', { status: 404 });
    });
    expect(await kindOf(redeem(port))).toBe('unavailable');
    expect(await kindOf(redeem(port))).toBe('unavailable:unknown_outcome');
    expect(posts(seen)).toBe(1);
  });
});

describe('a rule about what the member saw', () => {
  const seen = { as: 'now', path: '/balance' };
  const rule = { that: 'now.points == input.balance || !(input.balance)', else: 'conflict' };
  const bought = { as: 'bought', method: 'POST', path: '/redemptions', body: { reward: '=input.rewardId' }, retries: 0 };
  const keyed = { ...rest, steps: [{ ...seen, require: rule }, bought], idempotency: 'header:Idempotency-Key' };
  const wish = (port: PortalAdapter, key = 'k1', signal?: AbortSignal) => port.redeem?.({ rewardId: 'mug', cost: 100, balance: 100 }, { key, signal });

  it('says that it is another by now, so that the member is shown the new numbers', async () => {
    const { port, seen: asked } = open({ redeem: keyed }, ({ method }) => (method === 'POST' ? granted : { points: 40 }));
    expect(await kindOf(wish(port))).toBe('conflict:changed');
    expect(posts(asked)).toBe(0);
  });

  it.each(['conflict', 'insufficient_balance'])('is no %s where the wish itself was what changed it: then it says where to look', async (kind) => {
    let points = 100;
    const { port, seen: asked } = open({ redeem: { ...keyed, steps: [{ ...seen, require: { ...rule, else: kind } }, bought] } }, ({ method }) => {
      if (method !== 'POST') return { points };
      points = 0;
      throw new TypeError('socket hang up');
    });
    expect(await kindOf(wish(port))).toBe('unavailable');
    for (let times = 0; times < 2; times += 1) await expect(wish(port)).rejects.toMatchObject({ kind: 'conflict', code: 'changed', message: expect.stringContaining('look at the member’s redemptions') });
    expect(posts(asked)).toBe(1);
  });

  it('lets one of two wishes at once pass, where there is enough for one', async () => {
    let points = 100;
    const { port, backend, seen: asked } = open({ redeem: { ...keyed, idempotency: 'none' } }, async ({ method }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (method === 'POST') points -= 100;
      return method === 'POST' ? granted : { points };
    });
    const other = backend.open({ shopId: 's', memberId: 'm1' });
    const told = await Promise.all([kindOf(wish(port)), kindOf(wish(other, 'k2')), kindOf(wish(port, 'k3'))]);
    expect(told.toSorted()).toEqual(['conflict:changed', 'conflict:changed', 'undefined']);
    expect([posts(asked), points]).toEqual([1, 0]);
  });

  it('is held against what the vendor says now, not against what was kept of it', async () => {
    let points = 100;
    const cached = { ...keyed, idempotency: 'none', steps: [{ ...seen, cache: 60, require: rule }, bought] };
    const { port, seen: asked } = open({ redeem: cached, wallets: { ...walletsOp, path: '/balance', cache: 60 } }, ({ method }) => (method === 'POST' ? granted : { points }));
    expect((await port.wallets?.())?.[0]?.available).toBe(100);
    points = 40;
    expect(await kindOf(wish(port))).toBe('conflict:changed');
    points = 100;
    expect((await wish(port, 'k2'))?.result.code).toBe('ABC');
    expect(posts(asked)).toBe(1);
  });

  it('keeps nobody else waiting, and begins no wish that nobody waits for any more', async () => {
    const gives: (() => void)[] = [];
    const { port, backend, seen: asked } = open({ redeem: { ...redeemOp, retries: 0 } }, ({ body }) => ((body as { member: string }).member === 'm1' ? new Promise<Reply>((resolve) => void gives.push(() => resolve(granted))) : granted));
    const [first, leaving] = [wish(port), new AbortController()];
    await expect.poll(() => gives.length).toBe(1);
    const second = kindOf(wish(port, 'k2', leaving.signal));
    expect((await wish(backend.open({ shopId: 's', memberId: 'm2' })))?.result.code).toBe('ABC');
    leaving.abort(new Error('left'));
    gives[0]?.();
    expect((await first)?.result.code).toBe('ABC');
    expect(await second).toBe('Error: left');
    expect(posts(asked)).toBe(2);
    const third = wish(port, 'k2');
    await expect.poll(() => gives.length).toBe(2);
    gives[1]?.();
    expect((await third)?.result.code).toBe('ABC');
  });

  it('lets go at once of who stops waiting for their turn, and lets nobody past the one that is at work', async () => {
    const gives: (() => void)[] = [];
    const { port, seen: asked } = open({ redeem: { ...redeemOp, retries: 0 } }, () => new Promise<Reply>((resolve) => void gives.push(() => resolve(granted))));
    const [first, leaving] = [wish(port), new AbortController()];
    await expect.poll(() => gives.length).toBe(1);
    const [second, third] = [kindOf(wish(port, 'k2', leaving.signal)), wish(port, 'k3')];
    leaving.abort(new Error('left'));
    expect(await second).toBe('Error: left');
    // Nothing was sent under its key, so it may be wished anew.
    const all = Promise.all([first, third, wish(port, 'k2')]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (let sent = 1; sent <= 3; sent += 1) {
      await expect.poll(() => gives.length).toBe(sent);
      expect(posts(asked)).toBe(sent);
      gives[sent - 1]?.();
    }
    expect((await all).map((each) => each?.result.code)).toEqual(['ABC', 'ABC', 'ABC']);
  });
});
