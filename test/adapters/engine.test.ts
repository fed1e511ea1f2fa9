import { describe, expect, it } from 'vitest';
import { expressionOf } from '../../src/adapters/declarative/expression.js';
import { granted, kindOf, open, redeem, redeemOp } from './opened.js';

describe('an expression', () => {
  it.each([
    ['at_least(`39`, `0`)', 39],
    ['at_least(`-3`, `0`)', 0],
    ["at_most('12', `5`)", 5],
    ['at_least(nothing, `0`)', null],
  ])('%s is %s', (source, value) => {
    expect(expressionOf(source).evaluate({})).toBe(value);
  });

  it('that says no to a part and means the whole is refused when it is read', () => {
    expect(() => expressionOf('!input.balance || `true`')).toThrow('write !(a.b)');
    expect(expressionOf('!(input.balance)').evaluate({ input: {} })).toBe(true);
  });
});

describe('a variable', () => {
  it.each([
    ['let $a = nothing in let $b = `1` in [$a, $b]', [null, 1]],
    ['let $a = `0` in lists[].let $b = @ in let $c = `false` in let $d = $c in [$a, $b, $c, $d]', [[0, 7, false, false]]],
    ['let $a = `1` in let $a = `2`, $b = $a in [$a, $b]', [2, 1]],
  ])('may be nothing in an inner scope: %s', (source, value) => {
    expect(expressionOf(source).evaluate({ lists: [7] })).toEqual(value);
  });
});

describe('steps', () => {
  it('that have pages keep their lines apart', async () => {
    const paging = { kind: 'none', items: 'body' };
    const wallets = {
      steps: [
        { as: 'waiting', path: '/waiting', paging },
        { as: 'going', path: '/going', paging },
      ],
      map: "[{id: 'points', unit: define.unit, available: `1`, pending: total(lines.waiting), expired: total(lines.going), expiring: `[]`, activating: `[]`, asOf: ctx.now}]",
    };
    const { port } = open({ wallets }, ({ url }) => (url.pathname.endsWith('waiting') ? [1, 2] : [10]));
    expect(await port.wallets?.()).toMatchObject([{ pending: 3, expired: 10 }]);
  });

  it('that only look carry no key, and are tried again', async () => {
    const steps = [
      { as: 'found', method: 'POST', path: '/find', body: {}, reads: true },
      { as: 'bought', method: 'POST', path: '/redemptions', body: {} },
    ];
    const { port, seen } = open({ redeem: { map: redeemOp.map.replaceAll('body.', 'bought.'), steps, idempotency: 'body:key' } }, (_, at) => (at === 0 ? new Response(null, { status: 503 }) : granted));
    await redeem(port);
    expect(seen.map(({ url, body }) => [url.pathname.slice(3), Object.keys(body as object)])).toEqual([['/find', []], ['/find', []], ['/redemptions', ['key']]]);
  });

  it('tell the first of several rules that does not hold', async () => {
    const steps = [
      { as: 'mine', path: '/mine', require: [{ that: 'mine.found', else: 'not_found' }, { that: 'mine.cost == input.cost', else: 'conflict', say: 'the price is another by now' }] },
      { as: 'body2', method: 'POST', path: '/redemptions' },
    ];
    const asked = (answer: object) => open({ redeem: { map: redeemOp.map.replaceAll('body.', 'body2.'), steps } }, ({ method }) => (method === 'POST' ? granted : answer));
    expect(await kindOf(redeem(asked({}).port))).toBe('not_found');
    const { port, seen } = asked({ found: true, cost: 90 });
    await expect(redeem(port)).rejects.toMatchObject({ kind: 'conflict', message: 'ops.redeem.steps[0].require[1]: the price is another by now' });
    expect(seen.map(({ method }) => method)).toEqual(['GET']);
    expect((await redeem(asked({ found: true, cost: 100 }).port)).result.code).toBe('ABC');
  });
});
