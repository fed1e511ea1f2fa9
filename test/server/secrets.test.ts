import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { parseConfig } from '../../src/server/config/config.js';
import { openApi } from '../../src/server/gateway/openapi.js';
import { signRequest } from '../../src/server/gateway/identity/signed-request.js';
import { mintToken } from '../../src/server/gateway/token.js';
import { serve, type Serving } from '../../src/server/serve.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { gatewayOver, origin } from './gateways.js';
import { everyStrategy } from './identities.js';

/** Each secret has a word in it that must be seen nowhere. */
const canary = (name: string) => `canary-${name}-7f3Kq9ZtWv2LxPb8RmYc4HdNs6Jg`;
const env = {
  VAFA_TOKEN_SECRET: `${canary('token')},${canary('old-token')}`,
  VAFA_SHOP_SECRET: `${canary('shop')},${canary('old-shop')}`,
  CODES_SECRET: canary('codes'),
  SHOPIFY_SECRET: canary('shopify'),
  MAILER_SECRET: canary('mailer'),
  SMILE_IO_API_KEY: canary('vendor'),
};
const every = Object.values(env).flatMap((value) => value.split(','));
/** The secrets as they are, and as they would be after being written another way. */
const traces = ['canary', ...every.flatMap((secret) => [Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64').slice(0, 24), Buffer.from(secret).toString('base64url').slice(0, 24), encodeURIComponent(secret)])];

const identity = [
  { type: 'jwt' },
  { type: 'hmac-digest' },
  { type: 'session-exchange' },
  { type: 'shopify-app-proxy', shop: 'my-shop.myshopify.com', secret: 'env:SHOPIFY_SECRET' },
  { type: 'one-time-code', secret: 'env:CODES_SECRET', sender: { type: 'webhook', url: 'https://mailer.invalid/codes', secret: 'env:MAILER_SECRET' } },
];
const running: Serving[] = [];
afterAll(() => Promise.all(running.map((one) => one.close())));

async function start(changed: Partial<typeof env> = {}) {
  const lines: object[] = [];
  const document = { format: 1, shop: { id: 'my-shop', name: 'My shop' }, origins: [origin], port: 0, backend: { type: 'preset', preset: 'smile-io', settings: { currency: 'EUR' } }, identity };
  const serving = await serve({
    loaded: { config: parseConfig(document), file: 'vafa.json', path: (written) => written },
    env: { ...env, ...changed },
    metricsPort: 0,
    log: (line) => lines.push(line),
    resolve: (hostname, done) => done(new Error(`getaddrinfo ENOTFOUND ${hostname}`), []),
  });
  running.push(serving);
  return { serving, lines };
}
const document = openApi(true, everyStrategy.map(({ type }) => type));

describe('a secret', () => {
  it('is in no answer, no header, no line of the log and no number, whatever is asked and however it fails', async () => {
    const { serving, lines } = await start();
    const token = await mintToken({ secret: canary('token'), issuer: 'my-shop', memberId: 'ann', email: 'ann@example.com' });
    const bearers = [undefined, token, `${token}x`, 'v1.e30.00', canary('shop'), canary('token'), ...['none', 'x.y.z']];
    const said: string[] = [];
    for (const [path, methods] of Object.entries({ ...document.paths, '/nothing': { get: {} }, '/ready': { get: {} }, '/portal/v1/openapi.json': { get: {} } })) {
      if (path.endsWith('/watch')) continue;
      for (const method of Object.keys(methods)) for (const bearer of bearers) {
        const body = method === 'post' ? JSON.stringify({ to: 'ann@example.com', code: '000000', memberId: 'ann', rewardId: 'x', cost: 1, acceptTerms: true }) : null;
        const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }) };
        const answer = await fetch(`${serving.url}${path}`, { method: method.toUpperCase(), headers, body });
        said.push([...answer.headers].join('\n'), await answer.text());
      }
    }
    said.push(await (await fetch(`${serving.metricsUrl}/metrics`)).text(), JSON.stringify(lines), inspect(lines, { depth: 9 }), inspect(serving, { depth: 9, showHidden: true }), JSON.stringify(serving));
    expect(said.length).toBeGreaterThan(200);
    const all = said.join('\n');
    for (const trace of traces) expect(all.includes(trace), trace).toBe(false);
    // The token itself is as good as a secret while it lives.
    expect(JSON.stringify(lines)).not.toContain(token.split('.')[2]);
    expect(JSON.stringify(lines)).not.toMatch(/ann@|"ann"/);
  });

  it('is in no table of a club, its audit included, and in nothing that the owner is told', async () => {
    const database = await openPglite();
    const told: unknown[] = [];
    const club = await testClub({ database });
    const gateway = gatewayOver(club, { token: { secrets: [canary('token')], issuer: 'demo' }, shop: { port: club, secrets: [canary('shop')] }, onError: (error) => told.push(error) });
    const token = await mintToken({ secret: canary('token'), issuer: 'demo', memberId: 'ann' });
    await shopOf(club).join('ann');
    await shopOf(club).place('ann', orderOf(9_000_000));
    for (const bearer of [token, `${token}x`, canary('token'), canary('shop')]) {
      const headers = { Authorization: `Bearer ${bearer}`, 'Idempotency-Key': crypto.randomUUID(), 'Content-Type': 'application/json' };
      await gateway.call('/portal/v1/join', { method: 'POST', headers, body: '{"acceptTerms":true}' });
      await gateway.call('/shop/v1/events', { method: 'POST', headers, body: JSON.stringify({ id: `e-${bearer.length}`, at: new Date().toISOString(), type: 'member.joined', data: { memberId: 'bob' } }) });
    }
    const tables = await rowsOf(database.sql, sql`select table_name as name from information_schema.tables where table_schema = 'public'`, z.object({ name: z.string() }));
    const dumps = await Promise.all(tables.map(({ name }) => rowsOf(database.sql, sql`select coalesce(string_agg(t::text, ' '), '') as dump from ${sql.identifier(name)} t`, z.object({ dump: z.string() }))));
    const all = `${JSON.stringify(dumps)}\n${inspect(told, { depth: 9 })}`;
    await database.close();
    expect(all).toContain('ann');
    for (const trace of [...traces, token.split('.')[2] ?? '']) expect(all.includes(trace), trace).toBe(false);
  });

  it('has no place in the built script, nor has the name of one', async (context) => {
    const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
    const files = await readdir(dist).catch((): string[] => []);
    if (!files.includes('vafa.js')) return context.skip();
    for (const file of files) {
      const text = await readFile(`${dist}${file}`, 'utf8');
      for (const trace of [...traces, 'VAFA_TOKEN_SECRET', 'VAFA_SHOP_SECRET', 'DATABASE_URL', 'createHmac', 'process.env']) expect(text.includes(trace), `${file}: ${trace}`).toBe(false);
    }
  });
});

describe('a start', () => {
  it.each([
    ['nothing', ''], ['a word', 'changeme'], ['a short one', 'only-31-bytes-long-0123456789-a'], ['one letter', 'a'.repeat(64)], ['a pattern', 'secret'.repeat(10)],
    ['one out of a guide', 'change-me-change-me-change-me-change-me-0123'], ['an example', 'example-secret-that-every-gateway-refuses-0123'], ['a form’s words', 'your-secret-here-at-least-32-bytes-please-ok'], ['another form’s', 'REPLACE_THIS_WITH_RANDOM_BYTES_0123456789'], ['a good one beside a poor one', `${canary('token')},changeme`],
  ])('with %s for a secret is refused, naming the setting and not the secret', async (_, poor) => {
    for (const name of ['VAFA_TOKEN_SECRET', 'VAFA_SHOP_SECRET'] as const) {
      const told = await start({ [name]: poor }).then(() => 'it started', String);
      expect(told).toMatch(new RegExp(`UserError: .*${name}.*(32 random bytes|openssl)`));
      if (poor) expect(told).not.toContain(poor);
      expect(told).not.toContain('canary');
    }
  });

  it.each(['CODES_SECRET', 'SHOPIFY_SECRET'] as const)('with a poor %s is refused, naming its path', async (name) => {
    const told = await start({ [name]: 'changeme' }).then(() => 'it started', String);
    expect(told).toMatch(/UserError: identity\[\d\]\.?.*secret.*8 bytes/);
    expect(told).not.toMatch(/changeme|canary/);
  });
});

describe('while a secret is exchanged', () => {
  it('the old and the new one both open, new tokens are of the new one, and afterwards the old one opens nothing', async () => {
    const status = async ({ url }: Serving, secret: string) => {
      const token = await mintToken({ secret, issuer: 'my-shop', memberId: 'ann' });
      return (await fetch(`${url}/portal/v1/shop`, { headers: { Authorization: `Bearer ${token}` } })).status;
    };
    const exchange = async ({ url }: Serving, secret: string) => {
      const body = '{"memberId":"ann"}';
      return fetch(`${url}/identity/v1/exchange`, { method: 'POST', headers: signRequest(secret, crypto.randomUUID(), new Date(), body), body });
    };
    const { serving: during } = await start();
    expect([await status(during, canary('token')), await status(during, canary('old-token'))]).toEqual([200, 200]);
    expect([(await exchange(during, canary('shop'))).status, (await exchange(during, canary('old-shop'))).status]).toEqual([200, 200]);
    const { token } = await (await exchange(during, canary('shop'))).json();
    const { serving: after } = await start({ VAFA_TOKEN_SECRET: canary('token'), VAFA_SHOP_SECRET: canary('shop') });
    expect((await fetch(`${after.url}/portal/v1/shop`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
    expect([await status(after, canary('token')), await status(after, canary('old-token'))]).toEqual([200, 401]);
    expect([(await exchange(after, canary('shop'))).status, (await exchange(after, canary('old-shop'))).status]).toEqual([200, 401]);
  });
});
