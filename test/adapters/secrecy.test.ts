import { describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { inboundOf } from '../../src/server/inbound/inbound.js';
import { open, walletsOp } from './opened.js';
import { described, secrets, vendor } from './vendor.js';

const canary = 's3cret-canary';
const byMember = { auth: { type: 'member' } };

/** Everything that a failure would tell a visitor. */
async function toldBy(work: Promise<unknown> | undefined): Promise<string> {
  const thrown = await (work ?? Promise.resolve()).then(() => undefined, (reason: unknown) => reason);
  const { message, code, userMessage } = thrown as { message?: string; code?: string; userMessage?: string };
  return [message, code, userMessage].join(' | ');
}

describe('a secret', () => {
  it.each([
    ['a line break', `sk_one\nsk_two`],
    ['half a letter', 'sk_\ud800one'],
    ['a carriage return', `sk_one\rsk_two`],
    ['a NUL', `sk_one\0sk_two`],
  ])('with %s in it is refused at the start, by its path and not by its value', (_, secret) => {
    const make = () => createDeclarative(described({ wallets: walletsOp }), { secrets: () => secret });
    expect(make).toThrow(/^auth\.secret: env:EXAMPLE_KEY holds a line break/);
    expect(make).not.toThrow(/sk_one/);
  });

  it('that cannot go into a header is refused at the start, unless it is encoded', () => {
    const make = (auth: object) => () => createDeclarative(described({ wallets: walletsOp }, { auth }), { secrets: () => 'пароль' });
    expect(make({ type: 'bearer', secret: 'env:KEY' })).toThrow(/^auth\.secret: env:KEY holds letters that cannot go into a header/);
    expect(make({ type: 'header', header: 'X-Key', secret: 'env:KEY' })).toThrow(/^auth\.secret/);
    expect(make({ type: 'basic', user: 'me', secret: 'env:KEY' })).not.toThrow();
  });

  it('with a line break is refused for webhooks too', () => {
    const document = { format: 1, dialect: 'jmespath-community/1', id: 'x', verify: { kind: 'hmac-sha256', header: 'X', encoding: 'base64', secret: 'env:KEY' }, topic: 'body.topic', events: [{ topic: '*', map: 'body' }] };
    expect(() => inboundOf(document, { secrets: () => 'a\nb', shopId: 's', now: () => new Date() })).toThrow(/verify\.secret: env:KEY holds a line break/);
  });

  it('is not told by what fetch says of a request that cannot be made', async () => {
    const { port } = open({ wallets: walletsOp }, () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(`"Bearer ${canary}" is an invalid header value`), { code: 'UND_ERR_INVALID_ARG' }) });
    });
    expect(await toldBy(port.wallets?.())).toMatch(/^ops\.wallets: the vendor could not be reached \(UND_ERR_INVALID_ARG\)\./);
    const { port: other } = open({ wallets: walletsOp }, () => {
      throw Object.assign(new TypeError(`Headers.append: "Bearer ${canary}"`), { code: `Bearer ${canary}` });
    });
    expect(await toldBy(other.wallets?.())).toMatch(/could not be reached\. /);
  });
});

describe('a token of a member', () => {
  it('that cannot go into a header is refused without being told', async () => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({ points: 1 }), { more: byMember, memberToken: async () => 'token\nsecret' });
    expect(await toldBy(port.wallets?.())).toBe('auth: the member’s own token cannot go into a header. |  | ');
    expect(seen).toHaveLength(0);
  });

  it('that an OAuth server grants is refused where it cannot go into a header', async () => {
    const auth = { type: 'oauth', tokenUrl: 'https://api.example.com/oauth/token', clientId: 'me', secret: 'env:EXAMPLE_KEY' };
    const { port } = open({ wallets: walletsOp }, () => ({ access_token: 'token\nsecret' }), { more: { auth } });
    const told = await toldBy(port.wallets?.());
    expect(told).toMatch(/^auth\.tokenUrl: answered a token that cannot go into a header/);
    expect(told).not.toMatch(/secret\b.*token\nsecret/);
  });
});

describe('a vendor that repeats what it was sent', () => {
  const errors = { code: 'body.code', userMessage: 'body.message' };

  it.each([
    ['its code', { code: `Bearer ${canary}` }],
    ['a code that looks like one', { code: canary }],
    ['a longer code that looks like one', { code: `key.${canary}.x` }],
    ['its message', { code: 'bad', message: `The key ${canary} is not known (Bearer ${canary})` }],
    ['a long message that is cut', { code: 'bad', message: `${'x'.repeat(992)}${canary}` }],
  ])('in %s tells no visitor', async (_, body) => {
    const { port } = open({ wallets: walletsOp }, () => Response.json(body, { status: 422 }), { more: { errors } });
    const told = await toldBy(port.wallets?.());
    expect(told).toContain('answered 422');
    expect(told).not.toMatch(/s3cret/);
  });

  it('tells neither the parts of basic credentials nor a member’s token', async () => {
    const basic = Buffer.from(`me:${canary}`).toString('base64');
    const { port } = open({ wallets: walletsOp }, () => Response.json({ code: basic, message: `${basic} is me:${canary}` }, { status: 400 }), { more: { errors, auth: { type: 'basic', user: 'me', secret: 'env:EXAMPLE_KEY' } } });
    const told = await toldBy(port.wallets?.());
    expect(told).not.toContain(basic);
    expect(told).not.toContain(canary);
    const { port: mine } = open({ wallets: walletsOp }, ({ headers }) => Response.json({ code: 'bad', message: `no ${headers.authorization}` }, { status: 400 }), { more: { errors, ...byMember }, memberToken: async () => 'token-of-m1' });
    expect(await toldBy(mine.wallets?.())).toMatch(/\| bad \| no …$/);
  });

  it('has its sentences taken for no code, but those that the description names', async () => {
    const codes = { 'Not enough points': 'insufficient_balance' };
    const { fetch } = vendor((_, at) => Response.json({ code: at === 0 ? 'Not enough points' : 'something <b>else</b>' }, { status: 422 }));
    const port = createDeclarative(described({ wallets: walletsOp }, { errors: { ...errors, codes } }), { secrets, fetch }).open({ shopId: 's', memberId: 'm1' });
    await expect(port.wallets?.()).rejects.toMatchObject({ kind: 'insufficient_balance', code: 'Not enough points' });
    await expect(port.wallets?.()).rejects.toMatchObject({ kind: 'unavailable', code: undefined });
  });
});
