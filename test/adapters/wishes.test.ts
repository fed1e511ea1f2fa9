import { describe, expect, it } from 'vitest';
import { granted, kindOf, open, redeem, redeemOp, walletsOp } from './opened.js';
import { refusal, type Reply, type Seen } from './vendor.js';

describe('failures', () => {
  const cases: [name: string, answer: () => Reply, kind: string][] = [
    ['a code of the vendor’s', () => refusal(400, 'low_balance'), 'insufficient_balance:low_balance'],
    ['what is gone', () => refusal(409, 'gone'), 'out_of_stock:gone'],
    ['a limit', () => refusal(422, 'again'), 'limit_reached:again'],
    ['a code nobody described', () => refusal(422, 'what'), 'rejected:what'],
    ['a wrong secret', () => refusal(401, 'bad_key'), 'unavailable:bad_key'],
    ['nothing there', () => new Response(null, { status: 404 }), 'not_found'],
    ['an error page', () => new Response('<h1>Oops', { status: 500, headers: { 'content-type': 'text/html' } }), 'unavailable'],
    ['a page with status 200', () => new Response('<h1>Hello', { status: 200 }), 'unavailable:refused'],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } }), 'unavailable:refused'],
  ];
  it.each(cases)('tell %s', async (_, answer, kind) => {
    const { port } = open({ redeem: redeemOp }, answer);
    expect(await kindOf(redeem(port))).toBe(kind);
  });

  it('are seen in an answer of 200 where the description says how', async () => {
    const { port } = open({ wallets: walletsOp }, () => ({ success: false, error: { code: 'low_balance' } }), { more: { errors: { when: 'body.success == `false`', code: 'body.error.code', codes: { low_balance: 'insufficient_balance' } } } });
    expect(await kindOf(port.wallets?.())).toBe('insufficient_balance:low_balance');
  });

  it('of a secret that stays the same are told at once: the vendor is not asked twice, and no wish is sent twice', async () => {
    const { port, seen } = open({ wallets: walletsOp, redeem: redeemOp }, () => refusal(401, 'bad_key'));
    expect(await kindOf(port.wallets?.())).toBe('unavailable:bad_key');
    expect(await kindOf(redeem(port))).toBe('unavailable:bad_key');
    expect(seen).toHaveLength(2);
  });

  it('of a moment are tried again, for reads', async () => {
    const { port, seen } = open({ wallets: walletsOp }, (_, at) => (at < 2 ? new Response(null, { status: 503 }) : { points: 4 }));
    expect((await port.wallets?.())?.[0]?.available).toBe(4);
    expect(seen).toHaveLength(3);
  });

  it('that ask for a long wait are told at once, with the wait', async () => {
    const { port, seen } = open({ wallets: walletsOp }, () => refusal(429, 'slow', { 'retry-after': '30' }));
    await expect(port.wallets?.()).rejects.toMatchObject({ kind: 'rate_limited', retryAfter: 30 });
    expect(seen).toHaveLength(1);
  });

  it('of the mapping name the path, and tell nothing of the answer', async () => {
    const { port } = open({ wallets: walletsOp }, () => ({ points: 'a secret of the member' }));
    await expect(port.wallets?.()).rejects.toMatchObject({ kind: 'unavailable', code: 'misshapen', message: expect.stringMatching(/^ops\.wallets\.map: .*\[0\]\.available/) });
    await expect(port.wallets?.()).rejects.not.toMatchObject({ message: expect.stringContaining('secret of the member') });
  });
});

describe('a wish', () => {
  it('is done once for its key, however often it is told', async () => {
    const { port, seen } = open({ redeem: redeemOp }, () => granted);
    const first = await redeem(port);
    const second = await redeem(port);
    expect(second.result).toEqual({ ...first.result });
    expect(seen).toHaveLength(1);
    expect(await kindOf(redeem(port, 'k1', 'other'))).toBe('rejected:idempotency_key_reused');
  });

  it('that is on its way is not sent again', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    const { port, seen } = open({ redeem: redeemOp }, () => new Promise<Reply>((resolve) => (answer = resolve)));
    const first = redeem(port);
    await expect.poll(() => seen.length).toBe(1);
    expect(await kindOf(redeem(port))).toBe('conflict:in_flight');
    answer(granted);
    expect((await first).result.code).toBe('ABC');
    expect(seen).toHaveLength(1);
  });

  it('whose answer was lost is not sent again to a vendor that would do it twice', async () => {
    const { port, seen } = open({ redeem: redeemOp }, () => {
      throw new TypeError('socket hang up');
    });
    expect(await kindOf(redeem(port))).toBe('unavailable');
    expect(await kindOf(redeem(port))).toBe('unavailable:unknown_outcome');
    expect(seen).toHaveLength(1);
  });

  it('whose answer was lost is looked up where the description says how', async () => {
    const recover = { steps: [{ as: 'mine', path: '/members/{ctx.memberId}/redemptions' }], map: redeemOp.map.replaceAll('body.', 'mine[0].') };
    const { port, seen } = open({ redeem: { ...redeemOp, recover } }, ({ method }) => {
      if (method === 'POST') throw new TypeError('socket hang up');
      return [granted];
    });
    expect(await kindOf(redeem(port))).toBe('unavailable');
    expect((await redeem(port)).result.code).toBe('ABC');
    expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it.each([
    ['header:Idempotency-Key', ({ headers }: Seen) => headers['idempotency-key']],
    ['body:meta.key', ({ body }: Seen) => (body as { meta?: { key?: string } }).meta?.key],
  ])('is told with one key by %s, and sent again with it', async (idempotency, keyOf) => {
    const { port, seen, backend } = open({ redeem: { ...redeemOp, idempotency } }, (_, at) => {
      if (at === 0) throw new TypeError('socket hang up');
      return granted;
    });
    expect((await redeem(port)).result.code).toBe('ABC');
    const keys = seen.map(keyOf);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    await redeem(backend.open({ shopId: 's', memberId: 'm2' }));
    expect(seen.slice(2).map(keyOf)[0]).not.toBe(keys[0]);
  });

  it('that was refused may be wished anew with the same key', async () => {
    const { port } = open({ redeem: redeemOp }, (_, at) => (at === 0 ? refusal(400, 'low_balance') : granted));
    expect(await kindOf(redeem(port))).toBe('insufficient_balance:low_balance');
    expect((await redeem(port)).result.state).toBe('issued');
  });

  it('that the vendor takes time for is asked after until it is done', async () => {
    const poll = { path: '/redemptions/{body.id}', until: "body.state == 'done'", everySeconds: 0.05, forSeconds: 2 };
    const { port, seen } = open({ redeem: { ...redeemOp, poll } }, ({ method }, at) => (method === 'POST' ? Response.json({ ...granted, state: 'queued', code: null }, { status: 202 }) : { ...granted, state: at < 2 ? 'queued' : 'done' }));
    expect((await redeem(port)).result).toMatchObject({ state: 'issued', code: 'ABC' });
    expect(seen.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['POST /v1/redemptions', 'GET /v1/redemptions/7', 'GET /v1/redemptions/7']);
  });

  it('that takes too long is pending', async () => {
    const poll = { until: "body.state == 'done'", everySeconds: 0.05, forSeconds: 0.2 };
    const { port } = open({ redeem: { ...redeemOp, poll } }, () => Response.json({ ...granted, state: 'queued', code: null }, { status: 202 }));
    expect((await redeem(port)).result).toMatchObject({ state: 'pending' });
  });

  it('for what is somebody else’s is refused before anything is sent that changes it', async () => {
    const cancelRedemption = {
      steps: [
        { as: 'mine', path: '/redemptions/{input.redemptionId}', require: { that: 'mine.member == ctx.memberId', else: 'not_found' } },
        { as: 'undone', method: 'POST', path: '/redemptions/{input.redemptionId}/cancel' },
      ],
      map: redeemOp.map,
    };
    const { port, seen } = open({ cancelRedemption }, () => ({ ...granted, member: 'somebody' }));
    expect(await kindOf(port.cancelRedemption?.({ redemptionId: '7' }, { key: 'k' }))).toBe('not_found');
    expect(seen.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('the member at the vendor', () => {
  const lookup = { steps: [{ as: 'found', path: '/find', query: { email: '=ctx.email' } }], id: 'found.items[0].id' };
  const more = { member: { from: 'session.email', lookup } };

  it('is looked up once and remembered', async () => {
    const { port, seen } = open({ wallets: { ...walletsOp, path: '/accounts/{ctx.accountId}' } }, ({ url }) => (url.pathname.endsWith('find') ? { items: [{ id: 99 }] } : { points: 1 }), { more, session: { shopId: 's', memberId: 'm', email: 'a@b.example' } });
    await port.wallets?.();
    await port.wallets?.();
    expect(seen.map(({ url }) => url.pathname + url.search)).toEqual(['/v1/find?email=a%40b.example', '/v1/accounts/99', '/v1/accounts/99']);
  });

  it('that is not there has not joined', async () => {
    const { port } = open({ wallets: walletsOp }, () => ({ items: [] }), { more, session: { shopId: 's', memberId: 'm', email: 'a@b.example' } });
    expect(await kindOf(port.wallets?.())).toBe('not_enrolled');
  });

  it('cannot be found without the address that the vendor knows them by', async () => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({}), { more });
    expect(await kindOf(port.wallets?.())).toBe('unavailable:no_email');
    expect(seen).toHaveLength(0);
  });
});

describe('a budget', () => {
  it('lets no more through than the vendor allows', async () => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({ points: 1 }), { more: { budget: { perMinute: 2 } } });
    await port.wallets?.();
    await port.wallets?.();
    expect(await kindOf(port.wallets?.())).toBe('rate_limited');
    expect(seen).toHaveLength(2);
  });
});
