import { describe, expect, it } from 'vitest';
import { granted, kindOf, open, redeem, redeemOp, walletsOp } from './opened.js';

const graph = (document: string, as: string) => ({ as, path: '/graphql', graphql: document, variables: { reward: '=input.rewardId' } });

describe('a wish of several requests', () => {
  it('asks nothing when what must hold before does not', async () => {
    const before = [{ that: 'input.cost == `100`', else: 'rejected', say: 'another price' }];
    const { port, seen } = open({ redeem: { ...redeemOp, before } }, () => granted);
    await expect(port.redeem?.({ rewardId: 'mug', cost: 99 }, { key: 'k' })).rejects.toMatchObject({ kind: 'rejected', message: expect.stringContaining('ops.redeem.before[0]: another price') });
    expect(seen).toHaveLength(0);
    expect((await redeem(port)).result.code).toBe('ABC');
  });

  it('may be wished anew when it failed before anything was sent that changes something', async () => {
    const steps = [{ as: 'reward', path: '/rewards/{input.rewardId}', retries: 0 }, { as: 'bought', method: 'POST', path: '/redemptions' }];
    const { path: _path, method: _method, body: _body, ...rest } = redeemOp;
    const { port, seen } = open({ redeem: { ...rest, steps } }, ({ method }, at) => (at === 0 ? new Response(null, { status: 503 }) : method === 'GET' ? {} : granted));
    expect(await kindOf(redeem(port))).toBe('unavailable');
    expect((await redeem(port)).result.code).toBe('ABC');
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('asks a query of GraphQL again, and sends a mutation once, with the key', async () => {
    const steps = [graph('query Reward($reward: ID!) { reward(id: $reward) { id } }', 'reward'), graph('mutation Buy($reward: ID!, $key: String!) { buy(reward: $reward, key: $key) { code } }', 'bought')];
    const { port, seen } = open({ redeem: { steps, idempotency: 'body:variables.key', map: redeemOp.map } }, (_, at) => (at === 0 ? new Response(null, { status: 503 }) : granted));
    expect((await redeem(port)).result.code).toBe('ABC');
    expect(seen.map(({ body }) => Object.keys((body as { variables: object }).variables))).toEqual([['reward'], ['reward'], ['reward', 'key']]);
  });

  it('is looked up from when it was begun', async () => {
    const recover = { steps: [{ as: 'mine', path: '/mine', query: { since: '=ctx.begun' } }], map: redeemOp.map.replaceAll('body.', 'mine.') };
    const start = Date.now();
    const { port, seen } = open({ redeem: { ...redeemOp, recover } }, ({ method }) => {
      if (method === 'POST') throw new TypeError('socket hang up');
      return granted;
    });
    expect(await kindOf(redeem(port))).toBe('unavailable');
    await redeem(port);
    const since = Date.parse(seen.at(-1)?.url.searchParams.get('since') ?? '');
    expect(since).toBeGreaterThanOrEqual(start);
    expect(since).toBeLessThanOrEqual(Date.now());
  });
});

describe('what changes something', () => {
  const once = async (document: string) => {
    const { port, seen } = open({ redeem: { steps: [graph(document, 'bought'), { as: 'paid', method: 'POST', path: '/paid', retries: 0 }], map: redeemOp.map } }, ({ url }) => {
      if (url.pathname.endsWith('paid')) return granted;
      throw new TypeError('socket hang up');
    });
    await kindOf(redeem(port));
    return seen.length === 1;
  };

  it.each([
    ['mutation Buy { buy }'],
    ['query Q { a } mutation Buy { buy }'],
    ['fragment F on T { a { b } } mutation Buy { buy }'],
    ['"a text" mutation Buy { buy }'],
    ['"""\nquery\n""" mutation($x: String = "}") { buy(a: {b: "{"}) }'],
    ['query Q { a(say: "}") } # }\n,mutation { buy }'],
  ])('is a mutation, wherever it stands: %s', async (document) => {
    expect(await once(document)).toBe(true);
  });

  it.each([
    ['query Q { mutation { id } }'],
    ['{ a(say: "mutation") # mutation\n mutation }'],
    ['query Q($mutation: ID!) { a(id: $mutation) }'],
    ['# mutation\nquery Q { a }'],
    ['query Q {\n mutation\n}'],
  ])('is nothing of a query: %s', async (document) => {
    expect(await once(document)).toBe(false);
  });

  it('is missing in a wish that only reads, which is a mistake of the description', () => {
    const steps = [graph('query Q { a }', 'bought'), { as: 'tried', method: 'POST', path: '/try', reads: true }];
    expect(() => open({ redeem: { steps, map: redeemOp.map } }, () => granted)).toThrow(/changes nothing[^]*ops\.redeem/);
    expect(() => open({ join: { path: '/members', map: 'body' } }, () => granted)).toThrow(/changes nothing[^]*ops\.join/);
  });
});

describe('a member’s own token', () => {
  const more = { auth: { type: 'member' } };
  const wallets = { ...walletsOp, path: '/me', cache: 60 };

  it('signs what is theirs, and no two members share an answer', async () => {
    const memberToken = async ({ memberId }: { memberId?: string }) => `token-${memberId}`;
    const { backend, seen } = open({ wallets }, ({ headers }) => ({ points: headers.authorization === 'Bearer token-m1' ? 1 : 2 }), { more, memberToken });
    const [one, two] = ['m1', 'm2'].map((memberId) => backend.open({ shopId: 's', memberId }));
    const told = await Promise.all([one?.wallets?.(), two?.wallets?.(), one?.wallets?.(), two?.wallets?.()]);
    expect(told.map((answer) => answer?.[0]?.available)).toEqual([1, 2, 1, 2]);
    expect(seen).toHaveLength(2);
  });

  it('is asked for anew once when it was refused, and then the member signs in', async () => {
    const asked: boolean[] = [];
    const memberToken = async (_: object, anew: boolean) => (asked.push(anew), anew ? 'new' : 'old');
    const { port } = open({ wallets }, ({ headers }, at) => (headers.authorization === 'Bearer new' && at < 2 ? { points: 7 } : new Response(null, { status: 401 })), { more, memberToken });
    expect((await port.wallets?.())?.[0]?.available).toBe(7);
    expect(asked).toEqual([false, true]);
    const { port: later } = open({ wallets }, () => new Response(null, { status: 401 }), { more, memberToken });
    expect(await kindOf(later.wallets?.())).toBe('unauthenticated');
  });

  it('that is not there signs nobody in', async () => {
    const { port, seen } = open({ wallets }, () => ({ points: 1 }), { more });
    expect(await kindOf(port.wallets?.())).toBe('unauthenticated');
    expect(seen).toHaveLength(0);
  });
});
