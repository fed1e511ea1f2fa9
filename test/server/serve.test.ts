import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/browsers.js';
import { loadConfig } from '../../src/server/config/config.js';
import { mintToken } from '../../src/server/gateway/token.js';
import { serve, type ServeOptions, type Serving } from '../../src/server/serve.js';
import { described } from '../adapters/vendor.js';
import { typedWhole } from './keyboard.js';
import { programWith, rewardOf } from './reward-program.js';

const secret = 'a-token-secret-of-the-tests-0123456789abcdef';
const env = { VAFA_TOKEN_SECRET: secret, VAFA_SHOP_SECRET: 'a-shop-secret-of-the-tests-0123456789abcdef', EXAMPLE_KEY: 's3cret-canary' };
const wallets = { path: '/members/{ctx.memberId}', map: "list({id: 'p', unit: {id: 'p', kind: 'points', decimals: `0`}, available: num(body.points), expiring: `[]`, activating: `[]`, asOf: ctx.now})" };

let folder: string;
let vendor: Server;
let host: string;
let lines: string[];
const running: Serving[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vafa-serve-'));
  vendor = createServer((_request, response) => response.setHeader('content-type', 'application/json').end('{"points":42}'));
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  lines = [];
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  vendor.close();
  await rm(folder, { recursive: true, force: true });
});

async function configured(backend: object, more: object = {}) {
  await writeFile(join(folder, 'my.adapter.json'), JSON.stringify(described({ wallets }, { baseUrl: `http://${host}/v1`, allowedHosts: [host] })));
  const file = join(folder, 'vafa.json');
  await writeFile(file, JSON.stringify({ format: 1, shop: { id: 'tea', name: { en: 'Tea house', fa: 'چای‌خانه' }, timeZone: 'Asia/Tehran' }, origins: ['https://tea.example'], port: 0, privateHosts: [host], backend, ...more }));
  return file;
}

async function start(backend: object, options: Partial<ServeOptions> = {}, more: object = {}): Promise<Serving> {
  const serving = await serve({ loaded: await loadConfig(await configured(backend, more)), env, log: (line) => lines.push(JSON.stringify(line)), ...options });
  running.push(serving);
  return serving;
}

const mine = { type: 'adapter', file: './my.adapter.json' };
const token = (memberId: string) => mintToken({ secret, issuer: 'tea', memberId, name: 'Sara Ahmadi', email: 'sara@example.com' });

describe('vafa serve', () => {
  it('serves a described vendor as the Portal API, with the shop of the configuration in the reader’s language', async () => {
    const { url, shopId } = await start(mine);
    const headers = { authorization: `Bearer ${await token('ann')}`, 'accept-language': 'fa' };
    const answer = await fetch(`${url}/portal/v1/snapshot?include=capabilities&include=shop&include=wallets&include=tiers`, { headers });
    const { parts } = (await answer.json()) as { parts: { key: string; data?: unknown; error?: { kind: string } }[] };
    expect(shopId).toBe('tea');
    expect(parts.map(({ key, error }) => [key, error?.kind])).toEqual([['capabilities', undefined], ['shop', undefined], ['wallets', undefined], ['tiers', 'unsupported']]);
    expect(parts[0]?.data).toEqual({ shop: 'yes', wallets: 'yes' });
    expect(parts[1]?.data).toMatchObject({ id: 'tea', name: 'چای‌خانه', timeZone: 'Asia/Tehran' });
    expect(parts[2]?.data).toMatchObject([{ available: 42 }]);
  });

  it('serves a club and a vendor as one', async () => {
    const program = join(folder, 'vafa.program.json');
    await typedWhole(['init', join(folder, 'first.json'), '--shop-id', 'tea', '--shop-name', 'Tea', '--time-zone', 'UTC', '--origin', 'https://tea.example', '--backend', 'club', '--spend-per-point', '1 EUR']);
    const { url } = await start({ type: 'compose', parts: { ours: { type: 'club', program }, mine }, operations: { wallets: 'mine' }, otherwise: 'ours' }, { embedded: folder });
    const headers = { authorization: `Bearer ${await token('ann')}` };
    expect(await (await fetch(`${url}/portal/v1/wallets`, { headers })).json()).toMatchObject([{ available: 42 }]);
    expect(await (await fetch(`${url}/portal/v1/member`, { headers })).json()).toMatchObject({ state: 'not_enrolled' });
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ ready: true });
  });

  it('serves a club whose codes are discounts of the shop system', async () => {
    const file = join(folder, 'codes.program.json');
    await writeFile(file, JSON.stringify(programWith([rewardOf('five-off', { fulfil: { by: 'callback' }, worth: { minor: 500, currency: 'EUR' } })], { callback: { waitSeconds: 5, deadlineSeconds: 120 } })));
    const club = { type: 'club', program: file };
    await expect(start(club, { embedded: folder })).rejects.toThrow('codes');
    const codes = { type: 'shopify-discount', shop: 'tea.myshopify.com', token: 'env:SHOPIFY_ADMIN_TOKEN', currency: 'EUR' };
    await expect(start(club, { embedded: folder }, { codes })).rejects.toThrow('codes.token: env:SHOPIFY_ADMIN_TOKEN is empty');
    const { url } = await start(club, { embedded: folder, env: { ...env, SHOPIFY_ADMIN_TOKEN: 'shpat_1' } }, { codes });
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ ready: true });
  });

  it('answers /health and /ready, and numbers on an address of their own', async () => {
    const { url, metricsUrl } = await start(mine, { metricsPort: 0 });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    const numbers = await (await fetch(`${metricsUrl}/metrics`)).text();
    expect(numbers).toMatch(/vafa_requests_total\{method="GET",route="\/health",status="200"\} 1/);
    expect(numbers).toContain('vafa_request_seconds_bucket');
  });

  it('logs a line for each request, by its route, and nothing of who asked or with what', async () => {
    const { url } = await start(mine);
    const bearer = await token('ann-the-member');
    await fetch(`${url}/portal/v1/wallets?x=ann-the-member`, { headers: { authorization: `Bearer ${bearer}` } });
    await fetch(`${url}/portal/v1/wallets`, { headers: { authorization: 'Bearer wrong' } });
    const requests = lines.map((line) => JSON.parse(line) as { event: string }).filter(({ event }) => event === 'request');
    expect(requests).toMatchObject([{ method: 'GET', route: '/portal/v1/wallets', status: 200 }, { method: 'GET', route: '/portal/v1/wallets', status: 401 }]);
    const all = lines.join('\n');
    for (const hidden of ['ann-the-member', 'Sara', 'sara@example.com', bearer, 's3cret-canary', secret]) expect(all).not.toContain(hidden);
  });

  it('that cannot have its second address leaves the first one free', async () => {
    const first = await start(mine);
    const port = await freePort();
    const taken = Number(new URL(first.url).port);
    await expect(start(mine, { metricsPort: taken }, { port })).rejects.toThrow(`Port ${taken} is taken. Stop the program that uses it, or choose another with --metrics.`);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
    await expect(start(mine, {}, { port: taken })).rejects.toThrow(`Port ${taken} is taken. Stop the program that uses it, or choose another with \`port\` in the configuration.`);
  });

  it('looks at a request for nothing once, as at any other', async () => {
    const { url } = await start(mine);
    const answer = await fetch(`${url}/portal/v1/nothing`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const lost = lines.map((line) => JSON.parse(line) as { event: string; requestId: string }).filter(({ event }) => event === 'request');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.requestId).toBe(answer.headers.get('x-request-id'));
    for (const path of ['/shop/v1/x', '/nothing']) expect((await fetch(`${url}${path}`, { method: 'POST' })).status).toBeGreaterThanOrEqual(400);
  });

  it('ends in order: what is on its way is answered, then nobody is', async () => {
    const serving = await start(mine);
    const slow = fetch(`${serving.url}/portal/v1/wallets`, { headers: { authorization: `Bearer ${await token('ann')}` } });
    await Promise.all([slow.then((answer) => expect(answer.status).toBe(200)), slow.then(() => serving.close())]);
    await expect(fetch(`${serving.url}/health`)).rejects.toThrow();
  });

  it.each([
    ['no secret', { env: { EXAMPLE_KEY: 'x' } }, mine, {}, 'VAFA_TOKEN_SECRET and VAFA_SHOP_SECRET must be set: at least'],
    ['no secret in production', { env: { EXAMPLE_KEY: 'x', NODE_ENV: 'production' } }, mine, {}, 'VAFA_TOKEN_SECRET and VAFA_SHOP_SECRET must be set in production: at least'],
    ['no secret of the vendor', { env: { ...env, EXAMPLE_KEY: '' } }, mine, {}, 'backend: auth.secret: env:EXAMPLE_KEY is empty. Set the environment variable EXAMPLE_KEY'],
    [
      'one of several secrets',
      { env: {} },
      { type: 'compose', parts: { mine, other: mine }, otherwise: 'mine', operations: { wallets: 'other' } },
      { identity: [{ type: 'shopify-app-proxy', shop: 'a.myshopify.com', secret: 'env:PROXY' }], inbound: [{ preset: 'shopify' }] },
      /^VAFA_TOKEN_SECRET and VAFA_SHOP_SECRET must be set.*\nidentity\[0\]\.secret: env:PROXY is empty\..*\nbackend\.parts\.mine: auth\.secret: env:EXAMPLE_KEY is empty\..*\nbackend\.parts\.other: auth\.secret: env:EXAMPLE_KEY is empty\. Set the environment variable EXAMPLE_KEY\.\ninbound\[0\]: verify\.secret: env:\w+ is empty\..*$/,
    ],
    ['no database', {}, { type: 'club' }, {}, 'set DATABASE_URL, or say --embedded'],
    ['an unknown preset', {}, { type: 'preset', preset: 'smile' }, {}, '“smile” is no preset; there are'],
    ['a setting that is missing', {}, { type: 'preset', preset: 'smile-io' }, {}, 'backend (preset smile-io)'],
    ['no shop', {}, mine, { shop: undefined }, 'shop'],
    ['a part that is not there', {}, { type: 'compose', parts: { mine }, operations: { wallets: 'yours' } }, {}, '“yours” is no part; there are mine'],
    ['a wrong origin', {}, mine, { origins: ['https://tea.example/shop'] }, 'tea.example/shop'],
    ['a misspelled setting', {}, mine, { orgins: [] }, 'did you mean “origins”?'],
  ])('does not start with %s, and says what to change', async (_, options, backend, more, says) => {
    await expect(start(backend, options, more)).rejects.toThrow(says);
  });

  it('makes no data folder where a secret is missing', async () => {
    const data = join(folder, 'data');
    await expect(start(mine, { embedded: data, env: {} })).rejects.toThrow('env:EXAMPLE_KEY is empty');
    await expect(readdir(data)).rejects.toThrow('ENOENT');
  });

  it('is stopped by a signal, typed as a command', async () => {
    const stopping = new AbortController();
    const file = await configured(mine);
    const said = typedWhole(['serve', '--config', file], { env, stop: stopping.signal });
    setTimeout(() => stopping.abort(), 300);
    const { code, out } = await said;
    expect(code).toBe(0);
    expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ event: 'started', secrets: 'environment', says: expect.stringContaining('Serving tea at http://127.0.0.1:') });
  });

  it('makes secrets with a database of its own, and says where they are', async () => {
    const made = await start(mine, { embedded: folder, env: { ...env, VAFA_SHOP_SECRET: '' } });
    expect(made.secrets).toBe(join(folder, 'secrets.json'));
    await expect(start(mine, { embedded: folder, env: { EXAMPLE_KEY: 'x', NODE_ENV: 'production' } })).rejects.toThrow('must be set in production');
  });
});
