import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseConfig, type LoadedConfig } from '../../src/server/config/config.js';
import { mintDigest } from '../../src/server/gateway/identity/digest.js';
import { signRequest } from '../../src/server/gateway/identity/signed-request.js';
import { serve, type Serving } from '../../src/server/serve.js';
import { startGateway } from '../../src/server/start-gateway.js';
import { origin, shopSecret, tokenSecret } from './gateways.js';
import { codeSecret } from './identities.js';
import { startCluster } from './postgres.js';

const mailerSecret = `whsec_${Buffer.from('a-key-of-the-mailer-0123456789-0123').toString('base64')}`;
const env = {
  VAFA_TOKEN_SECRET: tokenSecret,
  VAFA_SHOP_SECRET: shopSecret,
  CODES_SECRET: 'a-secret-that-makes-members-ids-in-tests-0123456789',
  SHOPIFY_SECRET: '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',
  MAILER_SECRET: mailerSecret,
  SMILE_IO_API_KEY: 'x',
};
let mailer: Server;
let mailed: { headers: IncomingMessage['headers']; body: string }[] = [];
let host = '';
const running: Serving[] = [];
beforeAll(async () => {
  mailer = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      mailed = [...mailed, { headers: request.headers, body }];
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => mailer.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(mailer.address() as AddressInfo).port}`;
});
afterAll(() => mailer.close());
beforeEach(() => void (mailed = []));
afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

/** A configuration over a vendor that is never asked. */
function configOf(identity: unknown, more: object = {}): LoadedConfig {
  const backend = { type: 'preset', preset: 'smile-io', settings: { currency: 'EUR' } };
  const document = { format: 1, shop: { id: 'my-shop', name: 'My shop' }, origins: [origin], port: 0, backend, identity, ...more };
  return { config: parseConfig(document), file: 'vafa.json', path: (written) => written };
}

async function started(identity: unknown, more: object = {}, changed: NodeJS.ProcessEnv = {}, embedded?: string) {
  const lines: object[] = [];
  const serving = await serve({ loaded: configOf(identity, more), env: { ...env, ...changed }, embedded, log: (line) => lines.push(line) });
  running.push(serving);
  const post = (path: string, body: object, headers: Record<string, string> = {}) => fetch(`${serving.url}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin, ...headers }, body: JSON.stringify(body) });
  return { serving, lines, post };
}
const refusal = (identity: unknown, more: object = {}, changed: NodeJS.ProcessEnv = {}) =>
  started(identity, more, changed).then(() => 'it started', (thrown: unknown) => String(thrown));

const codes = () => ({ type: 'one-time-code', secret: 'env:CODES_SECRET', sender: { type: 'webhook', url: `http://${host}/codes`, secret: 'env:MAILER_SECRET' } });

describe('`identity` in vafa.json', () => {
  it('one-time codes reach the shop’s mailer, signed, and sign in; the log says neither', async () => {
    const { serving, lines, post } = await started([codes()], { privateHosts: [host] });
    expect((await post('/identity/v1/codes', { to: 'ann@example.com', locale: 'fa' })).status).toBe(202);
    await vi.waitFor(() => expect(mailed).toHaveLength(1));
    const message = new Webhook(mailerSecret).verify(mailed[0]?.body ?? '', mailed[0]?.headers as Record<string, string>) as { code: string };
    expect(message).toMatchObject({ type: 'code.requested', to: 'ann@example.com', locale: 'fa' });
    const { token } = await (await post('/identity/v1/tokens', { to: 'ann@example.com', code: message.code })).json();
    expect((await fetch(`${serving.url}/portal/v1/shop`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(JSON.stringify(lines)).toContain('/identity/v1/codes');
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`ann|${message.code}|otc_`));
  });

  it('the others are in force, with the secrets that are named or the gateway’s own', async () => {
    const { serving, post } = await started([{ type: 'hmac-digest' }, { type: 'session-exchange' }, { type: 'shopify-app-proxy', shop: 'my-shop.myshopify.com', secret: 'env:SHOPIFY_SECRET' }]);
    const shop = (token: string) => fetch(`${serving.url}/portal/v1/shop`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await shop(mintDigest({ secret: tokenSecret, memberId: 'ann' }))).status).toBe(200);
    const body = { memberId: 'ann' };
    const answer = await post('/identity/v1/exchange', body, signRequest(shopSecret, crypto.randomUUID(), new Date(), JSON.stringify(body)));
    expect((await shop((await answer.json()).token)).status).toBe(200);
    expect((await fetch(`${serving.url}/identity/v1/shopify`)).status).toBe(401);
    expect((await post('/identity/v1/codes', {})).status).toBe(404);
    const { paths } = await (await fetch(`${serving.url}/portal/v1/openapi.json`)).json();
    expect(Object.keys(paths).filter((path) => path.startsWith('/identity'))).toEqual(['/identity/v1/exchange', '/identity/v1/shopify']);
  });

  it.each([
    ['nothing', [], /identity/],
    ['an unknown strategy', [{ type: 'password' }], /'jwt' \| 'hmac-digest'.*identity\[0\]\.type/s],
    ['one twice', [{ type: 'jwt' }, { type: 'jwt' }], /jwt again.*identity\[1\]/s],
    ['a secret in the open', [{ type: 'hmac-digest', secret: tokenSecret }], /env:NAME.*identity\[0\]\.secret/s],
    ['a key that there is none of', [{ type: 'jwt', secret: 'env:X' }], /identity\[0\]/],
    ['a secret that is not set', [{ type: 'shopify-app-proxy', shop: 'a.myshopify.com', secret: 'env:NOT_SET' }], /identity\[0\]\.secret: env:NOT_SET is empty. Set the environment variable NOT_SET/],
    ['a poor secret', [{ type: 'hmac-digest', secret: 'env:SMILE_IO_API_KEY' }], /identity\[0\].*1 bytes/],
    ['a shop elsewhere', [{ type: 'shopify-app-proxy', shop: 'shop.example', secret: 'env:SHOPIFY_SECRET' }], /myshopify\.com\s.*identity\[0\]\.shop/s],
    ['a mailer in the open', [{ ...{ type: 'one-time-code', secret: 'env:CODES_SECRET' }, sender: { type: 'webhook', url: 'http://mailer.example/x', secret: 'env:MAILER_SECRET' } }], /identity\[0\]\.sender\.url is plain http/],
    ['a log of codes in production', [{ type: 'one-time-code', secret: 'env:CODES_SECRET', sender: { type: 'log' } }], /identity\[0\].*for development/],
  ])('%s is refused, naming the path and the fix', async (_, identity, said) => {
    const told = await refusal(identity);
    expect(told).toMatch(said);
    expect(told).not.toContain(tokenSecret);
  });
});

describe('gateways with a database', () => {
  const identity = () => [codes(), { type: 'session-exchange' }];
  const mailedCode = async () => {
    await vi.waitFor(() => expect(mailed).toHaveLength(1));
    return (JSON.parse(mailed[0]?.body ?? '{}') as { code: string }).code;
  };

  it('that is shared take a code that another one sent, once, and no signed request that another one took', { timeout: 60_000 }, async () => {
    const cluster = await startCluster();
    const database = { DATABASE_URL: await cluster.database() };
    const [one, other] = [await started(identity(), { privateHosts: [host] }, database), await started(identity(), { privateHosts: [host] }, database)];
    await one.post('/identity/v1/codes', { to: 'ann@example.com' });
    const entry = { to: 'ann@example.com', code: await mailedCode() };
    const entered = await Promise.all([other, one, other, one].map(async ({ post }) => (await post('/identity/v1/tokens', entry)).status));
    expect(entered.sort()).toEqual([200, 422, 422, 422]);
    const body = { memberId: 'ann' };
    const signed = signRequest(shopSecret, crypto.randomUUID(), new Date(), JSON.stringify(body));
    const answers = await Promise.all([one, other].map(async ({ post }) => (await post('/identity/v1/exchange', body, signed)).status));
    expect(answers.sort()).toEqual([200, 401]);
    await Promise.all(running.splice(0).map((each) => each.close()));
    await cluster.stop();
  });

  it('that is embedded remember both when they are started anew', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vafa-codes-'));
    const first = await started(identity(), { privateHosts: [host] }, {}, folder);
    await first.post('/identity/v1/codes', { to: 'ann@example.com' });
    const code = await mailedCode();
    const body = { memberId: 'ann' };
    const signed = signRequest(shopSecret, crypto.randomUUID(), new Date(), JSON.stringify(body));
    expect((await first.post('/identity/v1/exchange', body, signed)).status).toBe(200);
    await Promise.all(running.splice(0).map((each) => each.close()));
    const second = await started(identity(), { privateHosts: [host] }, {}, folder);
    expect(await (await second.post('/identity/v1/exchange', body, signed)).json()).toMatchObject({ code: 'request_repeated' });
    expect((await second.post('/identity/v1/tokens', { to: 'ann@example.com', code })).status).toBe(200);
    await Promise.all(running.splice(0).map((each) => each.close()));
    await rm(folder, { recursive: true });
  });

  it('that is a club’s remember a code when `startGateway` starts anew', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vafa-codes-'));
    const sent: string[] = [];
    const start = () => startGateway({ port: 0, dataDir: folder, env: {}, log: () => undefined, identity: [{ type: 'one-time-code', secret: codeSecret, send: async ({ code }) => void sent.push(code) }] });
    const post = (url: string, path: string, body: object) => fetch(`${url}/identity/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const first = await start();
    await post(first.url, 'codes', { to: 'ann@example.com' });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await first.close();
    const second = await start();
    expect((await post(second.url, 'tokens', { to: 'ann@example.com', code: sent[0] })).status).toBe(200);
    await second.close();
    await rm(folder, { recursive: true });
  });
});
