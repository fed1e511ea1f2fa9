import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { backendOf } from '../../src/server/config/backends.js';
import { parseConfig } from '../../src/server/config/config.js';
import { memberTokens } from '../../src/server/member-tokens.js';
import { outboundFetch } from '../../src/server/outbound.js';
import { described, vendor } from '../adapters/vendor.js';

const secret = 'whsec_' + Buffer.from('a-secret-of-the-shop-for-tokens-0123').toString('base64');
let server: Server;
let url: string;
let host: string;
let asked: { memberId: string; genuine: boolean }[];
let answer: (memberId: string) => { status: number; body?: object };
beforeEach(async () => {
  asked = [];
  answer = (memberId) => ({ status: 200, body: { token: `token-of-${memberId}-${asked.length}`, expiresIn: 3_600 } });
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString('utf8')));
    request.on('end', () => {
      const { memberId } = JSON.parse(text) as { memberId: string };
      let genuine = true;
      try {
        new Webhook(secret).verify(text, request.headers as Record<string, string>);
      } catch {
        genuine = false;
      }
      asked.push({ memberId, genuine });
      const { status, body } = answer(memberId);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${host}/vendor-token`;
});
afterEach(() => server.close());

const wallets = { path: '/me', map: "list({id: 'p', unit: {id: 'p', kind: 'points', decimals: `0`}, available: num(body.points), expiring: `[]`, activating: `[]`, asOf: ctx.now})" };
const document = described({ wallets }, { auth: { type: 'member' } });
const tokens = () => memberTokens({ url, secret, fetch: outboundFetch({ privateHosts: [host] }), now: () => new Date() });
const of = (memberId: string) => ({ shopId: 's', memberId });

describe('a vendor that wants the member’s own token', () => {
  it('is sent the token of whoever asks, which the shop’s server gives, asked with its signature', async () => {
    const { fetch, seen } = vendor(() => ({ points: 7 }));
    const backend = createDeclarative(document, { fetch, memberToken: tokens() });
    await Promise.all([backend.open(of('ann')).wallets?.(), backend.open(of('bob')).wallets?.()]);
    expect(seen.map(({ headers }) => headers.authorization).sort()).toEqual([expect.stringMatching(/^Bearer token-of-ann-\d$/), expect.stringMatching(/^Bearer token-of-bob-\d$/)]);
    expect(asked.map(({ genuine }) => genuine)).toEqual([true, true]);
    await backend.open(of('ann')).wallets?.();
    expect(asked, 'kept until shortly before its end').toHaveLength(2);
  });

  it('that refuses a token is asked once more with a new one', async () => {
    const { fetch, seen } = vendor((_, at) => (at === 0 ? new Response(null, { status: 401 }) : { points: 7 }));
    const backend = createDeclarative(document, { fetch, memberToken: tokens() });
    expect((await backend.open(of('ann')).wallets?.())?.[0]?.available).toBe(7);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-of-ann-1', 'Bearer token-of-ann-2']);
  });

  it('is not asked for somebody who has none, nor when the shop’s server fails', async () => {
    const { fetch, seen } = vendor(() => ({ points: 7 }));
    const port = createDeclarative(document, { fetch, memberToken: tokens() }).open(of('ann'));
    answer = () => ({ status: 204 });
    await expect(port.wallets?.()).rejects.toMatchObject({ kind: 'unauthenticated' });
    const other = createDeclarative(document, { fetch, memberToken: tokens() }).open(of('ann'));
    answer = () => ({ status: 500 });
    await expect(other.wallets?.()).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('answered 500 and no token') });
    answer = () => ({ status: 200, body: { token: 'late' } });
    expect(await other.wallets?.(), 'a failure is not kept').toHaveLength(1);
    expect(seen).toHaveLength(1);
  });
});

describe('the configuration of members’ tokens', () => {
  const configured = (backend: object) => {
    const config = parseConfig({ format: 1, origins: [], shop: { id: 's', name: 'S' }, backend });
    return backendOf({ config, file: 'vafa.json', path: (written) => written }, { club: () => Promise.reject(new Error('no club')), secrets: () => secret });
  };
  const shopify = { type: 'preset', preset: 'shopify-store-credit', settings: { shopId: '1' } };
  it.each([
    ['where a vendor needs one and none is named', shopify, 'backend.memberToken is missing'],
    ['where a vendor needs none', { type: 'preset', preset: 'smile-io', settings: { currency: 'EUR' }, memberToken: { url: 'https://shop.example/t', secret: 'env:A' } }, 'backend.memberToken is not used'],
    ['by plain http to anywhere', { ...shopify, memberToken: { url: 'http://shop.example/t', secret: 'env:A' } }, 'must be https'],
  ])('is refused %s', async (_, backend, says) => {
    await expect(configured(backend)).rejects.toThrow(says);
  });

  it('is taken where it is whole', async () => {
    expect((await configured({ ...shopify, memberToken: { url: 'https://shop.example/t', secret: 'env:A' } })).open(of('ann')).wallets).toBeDefined();
  });
});
