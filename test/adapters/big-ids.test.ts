import { describe, expect, it } from 'vitest';
import { exactJson } from '../../src/adapters/declarative/exact-json.js';
import { textOf } from '../../src/adapters/declarative/functions-texts.js';
import { inboundOf } from '../../src/server/inbound/inbound.js';
import { kindOf, open, walletsOp } from './opened.js';

const big = '9007199254740993';
const json = (text: string) => new Response(text, { headers: { 'content-type': 'application/json' } });

describe('an id beyond 2^53', () => {
  it.each([
    ['{"id":9007199254740993}', { id: big }],
    ['[-9007199254740993, 9007199254740991, 1234567890123456]', [`-${big}`, 9007199254740991, 1234567890123456]],
    [`{"id":"say \\"9007199254740993\\", \\\\","9007199254740993":1}`, { id: `say "${big}", \\`, [big]: 1 }],
    ['[0.12345678901234567, 1e300, 12345678901234567890.5, 1.5e-7, true]', [0.12345678901234567, 1e300, 12345678901234567890.5, 1.5e-7, true]],
    ['9007199254740993', big],
  ])('stays what it is in %s', (text, value) => {
    expect(exactJson(text)).toEqual(value);
  });

  it('is looked for in any text of JSON, and takes no time for what is none', () => {
    for (const text of ['', '"1234567890123456', `"${'a'.repeat(50_000)}1234567890123456`]) expect(() => exactJson(text)).toThrow(SyntaxError);
    const long = `["${'a\\n'.repeat(100_000)}",${big}]`;
    expect(exactJson(long)).toMatchObject({ 1: big });
  });

  it('leads to the account that it names', async () => {
    const { port, seen } = open({ wallets: { ...walletsOp, steps: [{ as: 'me', path: '/me' }, { as: 'more', path: '/accounts/{me.id}' }], path: undefined } }, ({ url }) => (url.pathname.endsWith('me') ? json(`{"id":${big}}`) : { points: 1 }));
    await port.wallets?.();
    expect(seen.at(-1)?.url.pathname).toBe(`/v1/accounts/${big}`);
  });

  it('that was rounded already leads nowhere', async () => {
    expect([2 ** 53, -(2 ** 60), 1e21, Number.NaN, Infinity].map(textOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([2 ** 53 - 1, 0, -1.5, true].map(textOf)).toEqual(['9007199254740991', '0', '-1.5', 'true']);
    const { port, seen } = open({ wallets: { ...walletsOp, path: '/accounts/{`9007199254740993`}' } }, () => ({}));
    expect(await kindOf(port.wallets?.())).toBe('invalid:unfit');
    expect(seen).toHaveLength(0);
  });

  it('comes with a webhook as it was sent', () => {
    const document = { format: 1, dialect: 'jmespath-community/1', id: 'x', verify: { kind: 'secret-header', header: 'X', secret: 'env:KEY' }, topic: "'any'", events: [{ topic: 'any', map: "{id: 'e', type: 'order.delivered', at: ctx.now, data: {orderId: id(body.id)}}" }] };
    const inbound = inboundOf(document, { secrets: () => 'a-secret-that-is-long-enough-for-this', shopId: 's', now: () => new Date('2026-01-01T00:00:00Z') });
    const events = inbound.take({ body: `{"id":${big}}`, headers: { x: 'a-secret-that-is-long-enough-for-this' } });
    expect(events).toMatchObject([{ data: { orderId: big } }]);
  });
});
