import { describe, expect, it } from 'vitest';
import { expressionOf } from '../../src/adapters/declarative/expression.js';
import { kindOf, lines, open, redeem, redeemOp, granted, walletsOp } from './opened.js';
import type { Reply, Seen } from './vendor.js';

describe('a description that is asked', () => {
  it('offers what is described and nothing else', async () => {
    const { port } = open({ wallets: { ...walletsOp, degraded: 'Only one wallet.' } }, () => ({ points: 5 }));
    expect(await port.capabilities()).toEqual({ wallets: 'degraded' });
    expect(port.tiers).toBeUndefined();
    expect(port.redeem).toBeUndefined();
  });

  it('asks with the secret and the member of the session, and maps the answer', async () => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({ points: '1250' }), { session: { shopId: 's', memberId: 'a/b ?#%' } });
    expect((await port.wallets?.())?.[0]?.available).toBe(1250);
    expect(seen[0]?.url.href).toBe('https://api.example.com/v1/members/a%2Fb%20%3F%23%25');
    expect(seen[0]?.headers.authorization).toBe('Bearer s3cret-canary');
  });

  it.each(['..', '.', ''])('asks nothing for a member called “%s”, whose path would lead elsewhere', async (memberId) => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({ points: 1 }), { session: { shopId: 's', memberId } });
    expect(await kindOf(port.wallets?.())).toBe('invalid:unfit');
    expect(seen).toHaveLength(0);
  });

  it('asks nothing for a guest, but where the operation is for guests too', async () => {
    const guest = { session: { shopId: 's' } };
    const { port, seen } = open({ wallets: walletsOp, estimate: { guest: true, map: "{earns: [{unit: define.unit, amount: whole(div(input.amount, `100`))}]}" } }, () => ({}), guest);
    expect(await kindOf(port.wallets?.())).toBe('unauthenticated');
    expect(await port.estimate?.({ amount: 1_250 })).toMatchObject({ earns: [{ amount: 13 }] });
    expect(seen).toHaveLength(0);
  });

  it('sends one request for what several elements ask at once, and keeps it no longer than it says', async () => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({ points: 1 }));
    await Promise.all([port.wallets?.(), port.wallets?.(), port.wallets?.()]);
    expect(seen).toHaveLength(1);
    await port.wallets?.();
    expect(seen).toHaveLength(2);
  });

  it('keeps an answer as long as it says, until the member changes something', async () => {
    const { port, seen } = open({ wallets: { ...walletsOp, cache: 60 }, redeem: redeemOp }, ({ method }) => (method === 'POST' ? granted : { points: 1 }));
    await port.wallets?.();
    await port.wallets?.();
    expect(seen).toHaveLength(1);
    await redeem(port);
    await port.wallets?.();
    expect(seen).toHaveLength(3);
  });

  it('joins the answers of several requests', async () => {
    const tiers = {
      steps: [
        { as: 'levels', path: '/levels', cache: 300 },
        { as: 'me', path: '/members/{ctx.memberId}' },
      ],
      map: "list({id: 'tiers', metric: 'points', current: id(me.level), tiers: levels[].{id: id(id), name: name, rank: num(rank), perks: `[]`}})",
    };
    const { port } = open({ tiers }, ({ url }) => (url.pathname.endsWith('levels') ? [{ id: 1, name: 'Silver', rank: '2' }] : { level: 1 }));
    expect(await port.tiers?.()).toMatchObject([{ current: '1', tiers: [{ id: '1', rank: 2 }] }]);
  });

  it('keeps variables of an outer let that are null, 0 or false', async () => {
    const map = 'let $none = body.none, $zero = `0` in let $points = body.points in [{id: \'points\', unit: define.unit, available: not_null($none, $zero, $points), expiring: $none || `[]`, activating: `[]`, asOf: ctx.now}]';
    const { port } = open({ wallets: { ...walletsOp, map } }, () => ({ points: 5 }));
    expect((await port.wallets?.())?.[0]?.available).toBe(0);
  });

  it('speaks GraphQL, and takes its errors in an answer of 200 for what they are', async () => {
    const wallets = { path: '/graphql', graphql: 'query($id: ID!) { me(id: $id) { points } }', variables: { id: '=ctx.memberId' }, map: walletsOp.map.replace('body.', 'body.data.me.') };
    const { port, seen } = open({ wallets }, (_, at) => (at === 0 ? { data: { me: { points: 3 } } } : { data: null, errors: [{ message: 'no', extensions: { code: 'THROTTLED' } }] }), { more: { errors: { codes: { THROTTLED: 'rate_limited' } } } });
    expect((await port.wallets?.())?.[0]?.available).toBe(3);
    expect(seen[0]?.body).toEqual({ query: wallets.graphql, variables: { id: 'm1' } });
    expect(await kindOf(port.wallets?.())).toBe('rate_limited:THROTTLED');
  });
});

describe('pages', () => {
  const ten = Array.from({ length: 10 }, (_, at) => ({ id: at + 1, at: '2026-01-01', points: 5 }));
  const rules: Record<string, { paging: object; query?: object; answer: (request: Seen) => Reply }> = {
    cursor: {
      paging: { kind: 'cursor', items: 'body.items', next: 'body.next' },
      query: { cursor: '=page.cursor', limit: '=page.limit' },
      answer: ({ url }) => {
        const from = Number(url.searchParams.get('cursor') ?? 0);
        return { items: ten.slice(from, from + 4), next: from + 4 < 10 ? from + 4 : null };
      },
    },
    page: {
      paging: { kind: 'page', items: 'body.items' },
      query: { page: '=page.number', limit: '=page.limit' },
      answer: ({ url }) => ({ items: ten.slice((Number(url.searchParams.get('page')) - 1) * 4, Number(url.searchParams.get('page')) * 4) }),
    },
    offset: {
      paging: { kind: 'offset', items: 'body.items', next: 'body.more' },
      query: { offset: '=page.offset', limit: '=page.limit' },
      answer: ({ url }) => ({ items: ten.slice(Number(url.searchParams.get('offset')), Number(url.searchParams.get('offset')) + 4), more: Number(url.searchParams.get('offset')) + 4 < 10 }),
    },
    lastId: {
      paging: { kind: 'lastId', items: 'body.items', id: 'id' },
      query: { after: '=page.after', limit: '=page.limit' },
      answer: ({ url }) => ({ items: ten.slice(Number(url.searchParams.get('after') ?? 0), Number(url.searchParams.get('after') ?? 0) + 4) }),
    },
    link: {
      paging: { kind: 'link', items: 'body', param: 'page_info' },
      query: { page_info: '=page.cursor', limit: '=page.limit' },
      answer: ({ url }) => {
        const from = Number(url.searchParams.get('page_info') ?? 0);
        const link = `<https://evil.example/elsewhere?page_info=0>; rel="previous"${from + 4 < 10 ? `, <https://evil.example/elsewhere?limit=4&page_info=${from + 4}>; rel="next"` : ''}`;
        return Response.json(ten.slice(from, from + 4), { headers: { link } });
      },
    },
    none: { paging: { kind: 'none', items: 'body.items' }, answer: () => ({ items: ten }) },
  };

  it.each(Object.entries(rules))('are followed by %s to the last line, each once', async (_, { paging, query, answer }) => {
    const { port, seen } = open({ activity: { path: '/lines', query, paging, map: lines } }, answer);
    const told: string[] = [];
    let cursor: string | undefined;
    for (let asked = 0; asked < 10; asked += 1) {
      const page = await port.activity?.({ limit: 4, cursor });
      told.push(...(page?.items.map(({ id }) => id) ?? []));
      cursor = page?.next;
      if (cursor === undefined) break;
    }
    expect(told).toEqual(ten.map(({ id }) => String(id)));
    expect(seen.every(({ url }) => url.host === 'api.example.com' && url.pathname === '/v1/lines')).toBe(true);
  });

  it('are all asked for where the kit has none, up to as many as are allowed', async () => {
    const paging = { kind: 'page', items: 'body.items', all: 2 };
    const rewards = { path: '/rewards', query: { page: '=page.number' }, paging: { ...paging, size: 4 }, map: 'items[].{id: id(id), title: \'R\', kind: \'coupon\', unit: $.define.unit, price: {kind: \'fixed\', cost: `1`}, conditions: `[]`}' };
    const { port, seen } = open({ rewards }, rules.page?.answer ?? (() => null));
    expect(await port.rewards?.()).toHaveLength(8);
    expect(seen).toHaveLength(2);
  });

  it('end when a cursor leads back to itself', async () => {
    const { port } = open({ activity: { path: '/lines', query: { c: '=page.cursor' }, paging: { kind: 'cursor', items: 'body.items', next: 'body.next' }, map: lines } }, () => ({ items: ten.slice(0, 1), next: 'same' }));
    expect((await port.activity?.({ cursor: 'same' }))?.next).toBeUndefined();
  });

  it('refuse a cursor that no page gave', async () => {
    const { port, seen } = open({ activity: { path: '/lines', paging: { kind: 'page', items: 'body.items' }, map: lines } }, () => ({ items: [] }));
    expect(await kindOf(port.activity?.({ cursor: '1; drop' }))).toBe('invalid');
    expect(seen).toHaveLength(0);
  });

  it('look on for a line that is wanted, where the vendor cannot filter', async () => {
    const old = [{ id: 1, at: '2020-01-01', points: 1 }];
    const { port } = open({ activity: { path: '/lines', query: { c: '=page.cursor' }, paging: { kind: 'cursor', items: 'body.items', next: 'body.next' }, map: lines } }, (_, at) => ({ items: at < 3 ? ten.slice(at, at + 1) : old, next: at < 3 ? `c${at}` : null }));
    expect(await port.activity?.({ to: '2025-01-01' })).toMatchObject({ items: [{ id: '1' }] });
  });
});

describe('arithmetic', () => {
  it.each([
    ['at_least(a, `0`)', 2],
    ['at_least(neg(a), `0`)', 0],
    ['at_most(a, `1`)', 1],
    ['size(neg(a))', 2],
    ['add(a, b, c)', 9],
    ['at_least(none, `0`)', null],
  ])('%s', (source, result) => expect(expressionOf(source).evaluate({ a: 2, b: '3', c: 4 })).toBe(result));
});
