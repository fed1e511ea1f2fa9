import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { walletsOp } from './opened.js';
import { described, vendor, type Reply, type Seen } from './vendor.js';

const keep: Readonly<Record<string, string>> = { 'env:ID': 'client-1', 'env:KEY': 's3cret-canary', 'file:/run/user': 'سارا' };
const oauth = { type: 'oauth', tokenUrl: 'https://api.example.com/oauth/token', clientId: 'env:ID', secret: 'env:KEY', scope: 'loyalty.read' };

const unit = "{id: 'points', kind: 'points', decimals: `0`}";

/** A vendor that grants tokens by their number, and takes the last `good` of them. */
function signedBy(auth: object, answer: (request: Seen, granted: number) => Reply = () => ({ points: 1 }), grant: (granted: number) => Reply = (granted) => ({ access_token: `t${granted}`, expires_in: 3_600 })) {
  let granted = 0;
  const { fetch, seen } = vendor((request) => (request.url.pathname === '/oauth/token' ? grant((granted += 1)) : answer(request, granted)));
  const document = described({ wallets: walletsOp }, { auth, define: { unit } });
  const backend = createDeclarative(document, { fetch, secrets: (reference) => keep[reference] });
  const wallets = (memberId = 'm1') => backend.open({ shopId: 's', memberId }).wallets?.() ?? Promise.reject(new Error('no wallets'));
  return { wallets, seen, asked: () => seen.filter(({ url }) => url.pathname === '/oauth/token') };
}

describe('a vendor that grants tokens to clients', () => {
  it('is asked for one, by all who ask at once, and not again while it is good', async () => {
    const { wallets, seen, asked } = signedBy(oauth);
    await Promise.all([wallets('a'), wallets('b'), wallets('c')]);
    await wallets('d');
    expect(asked()).toHaveLength(1);
    expect(new URLSearchParams(asked()[0]?.text)).toEqual(new URLSearchParams({ grant_type: 'client_credentials', scope: 'loyalty.read', client_id: 'client-1', client_secret: 's3cret-canary' }));
    const others = seen.filter(({ url }) => url.pathname !== '/oauth/token');
    expect(others.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t1', 'Bearer t1']);
  });

  it('gets the client’s name by Basic authentication where that is said', async () => {
    const { wallets, asked } = signedBy({ ...oauth, send: 'basic' });
    await wallets();
    expect(asked()[0]?.headers.authorization).toBe(`Basic ${Buffer.from('client-1:s3cret-canary').toString('base64')}`);
    expect(asked()[0]?.text).not.toContain('s3cret-canary');
  });

  it('that takes a token back is asked for another, once', async () => {
    const { wallets, asked } = signedBy(oauth, (_, granted) => (granted < 2 ? new Response(null, { status: 401 }) : { points: 9 }));
    expect((await wallets())[0]?.available).toBe(9);
    expect(asked()).toHaveLength(2);
    const never = signedBy(oauth, () => new Response(null, { status: 401 }));
    await expect(never.wallets()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(never.asked()).toHaveLength(2);
  });

  it.each([
    ['a refusal', () => Response.json({ error: 'invalid_client', hint: 's3cret-canary' }, { status: 401 }), /auth\.tokenUrl: answered 401 and no token/],
    ['something that is no grant', () => ({ token: 'x' }), /answered 200 and no token/],
    ['more than a grant can be', () => ({ access_token: 'x'.repeat(60_000) }), /answered 200 and no token/],
  ])('that answers %s is told of, without the secret, and asked anew the next time', async (_, first, says) => {
    const { wallets, asked } = signedBy(oauth, undefined, (granted) => (granted === 1 ? first() : { access_token: 'late' }));
    const failed = await wallets().catch((thrown: unknown) => thrown);
    expect(String(failed)).toMatch(says);
    expect(String(failed)).not.toContain('s3cret-canary');
    expect(await wallets()).toHaveLength(1);
    expect(asked()).toHaveLength(2);
  });

  it('that takes a token back is asked once by all who were refused, and not again while a new one is refused too', async () => {
    const { wallets, asked } = signedBy(oauth, ({ headers }) => (headers.authorization === 'Bearer t1' ? new Response(null, { status: 401 }) : { points: 9 }));
    await Promise.all(['a', 'b', 'c', 'd'].map((member) => wallets(member)));
    expect(asked()).toHaveLength(2);
    const never = signedBy(oauth, () => new Response(null, { status: 401 }));
    for (const member of ['a', 'b', 'c', 'd']) await never.wallets(member).catch(() => undefined);
    expect(never.asked()).toHaveLength(2);
  });

  it('may stand where a setting of the shop says, and be asked with a query', async () => {
    const { fetch, seen } = vendor(({ url }) => (url.pathname === '/oauth/token' ? { access_token: 't1' } : { points: 1 }));
    const document = described({ wallets: walletsOp }, {
      auth: { ...oauth, tokenUrl: 'https://{settings.shop}.example.com/oauth/token?tenant={settings.shop}' },
      allowedHosts: ['api.example.com', '{settings.shop}.example.com'],
      settings: { shop: { says: 'The name of the shop.' } },
      define: { unit },
    });
    await createDeclarative(document, { fetch, secrets: (reference) => keep[reference], settings: { shop: 'golestan' } }).open({ shopId: 's', memberId: 'm1' }).wallets?.();
    expect(seen[0]?.url.href).toBe('https://golestan.example.com/oauth/token?tenant=golestan');
  });

  it.each([
    ['at a host that is not allowed', 'https://login.example.com/oauth/token', 'is not in allowedHosts'],
    ['at no address', 'junk', 'is no address'],
  ])('%s is not even opened', (_, tokenUrl, says) => {
    expect(() => signedBy({ ...oauth, tokenUrl })).toThrow(says);
  });

  it('without https is never asked', async () => {
    const { wallets, seen } = signedBy({ ...oauth, tokenUrl: 'http://api.example.com/oauth/token' });
    await expect(wallets()).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('is not reached by https') });
    expect(seen).toEqual([]);
  });
});

describe('other ways of signing', () => {
  it.each([
    ['bearer', { type: 'bearer', secret: 'env:KEY' }, 'authorization', 'Bearer s3cret-canary'],
    ['a header', { type: 'header', header: 'X-Api-Key', secret: 'env:KEY' }, 'x-api-key', 's3cret-canary'],
    ['a header with a word before it', { type: 'header', header: 'Authorization', prefix: 'Token ', secret: 'env:KEY' }, 'authorization', 'Token s3cret-canary'],
    ['Basic, its user kept like a secret', { type: 'basic', user: 'file:/run/user', secret: 'env:KEY' }, 'authorization', `Basic ${Buffer.from('سارا:s3cret-canary').toString('base64')}`],
    ['Basic without a password', { type: 'basic', user: 'sk_1' }, 'authorization', `Basic ${Buffer.from('sk_1:').toString('base64')}`],
    ['nothing', { type: 'none' }, 'authorization', undefined],
    ['a header, beside another', { type: 'header', header: 'X-App-Token', secret: 'env:KEY', more: [{ header: 'X-App-Id', secret: 'env:ID' }] }, 'x-app-token', 's3cret-canary'],
    ['another header with a secret', { type: 'header', header: 'X-App-Token', secret: 'env:KEY', more: [{ header: 'X-App-Id', secret: 'env:ID' }] }, 'x-app-id', 'client-1'],
    ['another header with a word before it, beside a bearer', { type: 'bearer', secret: 'env:KEY', more: [{ header: 'X-Partner', secret: 'env:ID', prefix: 'Partner ' }] }, 'x-partner', 'Partner client-1'],
    ['a bearer, beside another header', { type: 'bearer', secret: 'env:KEY', more: [{ header: 'X-Partner', secret: 'env:ID' }] }, 'authorization', 'Bearer s3cret-canary'],
  ])('by %s', async (_, auth, header, value) => {
    const { wallets, seen } = signedBy(auth);
    await wallets();
    expect(seen[0]?.headers[header]).toBe(value);
  });

  it('sends the other headers with each request for a token that is renewed, and not where tokens are granted', async () => {
    const { wallets, seen, asked } = signedBy({ ...oauth, more: [{ header: 'X-Partner', secret: 'env:KEY' }] }, (_, granted) => (granted < 2 ? new Response(null, { status: 401 }) : { points: 9 }));
    await wallets();
    const others = seen.filter(({ url }) => url.pathname !== '/oauth/token');
    expect(others.map(({ headers }) => [headers.authorization, headers['x-partner']])).toEqual([['Bearer t1', 's3cret-canary'], ['Bearer t2', 's3cret-canary']]);
    expect(asked().map(({ headers }) => headers['x-partner'])).toEqual([undefined, undefined]);
  });

  it('refuses a second secret that is missing, naming its path and the fix', () => {
    const more = [{ header: 'X-App-Id', secret: 'env:ID' }, { header: 'X-Third', secret: 'env:NOT_SET' }];
    expect(() => signedBy({ type: 'header', header: 'X-App-Token', secret: 'env:KEY', more })).toThrow('auth.more[1].secret: env:NOT_SET is empty. Set the environment variable NOT_SET.');
  });

  it.each([401, 422, 500])('tells of a failure (%s) without any of the secrets, also where the vendor repeats them', async (status) => {
    const more = [{ header: 'X-App-Id', secret: 'env:ID' }];
    const { wallets } = signedBy({ type: 'header', header: 'X-App-Token', secret: 'env:KEY', more }, ({ headers }) => Response.json({ error: { code: 'x', message: JSON.stringify(headers) } }, { status, statusText: 's3cret-canary' }));
    const thrown: unknown = await wallets().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Error);
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(/s3cret-canary|client-1/);
  });

  it.each([
    ['the first one’s', { type: 'header', header: 'X-App-Token', secret: 'env:KEY', more: [{ header: 'x-app-token', secret: 'env:ID' }] }],
    ['a bearer’s', { type: 'bearer', secret: 'env:KEY', more: [{ header: 'Authorization', secret: 'env:ID' }] }],
    ['another one’s', { type: 'bearer', secret: 'env:KEY', more: [{ header: 'X-A', secret: 'env:ID' }, { header: 'x-a', secret: 'env:KEY' }] }],
  ])('refuses a second secret in a header that is %s', (_, auth) => {
    expect(() => signedBy(auth)).toThrow(/names a header that is signed with already.*\n.*at auth\.more/);
  });

  it('refuses a second secret in the open, or where nothing is signed', () => {
    expect(() => signedBy({ type: 'bearer', secret: 'env:KEY', more: [{ header: 'X-A', secret: 'hunter2' }] })).toThrow(/env:NAME.*\n.*at auth\.more\[0\]\.secret/);
    expect(() => signedBy({ type: 'none', more: [{ header: 'X-A', secret: 'env:KEY' }] })).toThrow(/“more” is no setting here|at auth\.more/);
  });
});
