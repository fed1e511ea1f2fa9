import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import { openApi } from '../../src/server/gateway/openapi.js';
import { statusOf } from '../../src/server/gateway/problems.js';
import { errorKinds } from '../../src/domain/error.schema.js';
import { testClub } from './clubs.js';
import { gatewayOver, joining, origin, type TestGateway } from './gateways.js';
import { everyStrategy } from './identities.js';

let club: Club;
let gateway: TestGateway;
beforeAll(async () => {
  club = await testClub();
  gateway = gatewayOver(club, { identity: everyStrategy });
  await gateway.call('/portal/v1/join', { as: 'ann', ...joining('edge') });
});
afterAll(() => club?.close());

const document = openApi(true, everyStrategy.map(({ type }) => type));
/** What pages may call. */
const forPages = ['/portal/v1/shop', '/portal/v1/join', '/identity/v1/codes', '/identity/v1/tokens'];
/** What only servers call. */
const forServers = ['/shop/v1/events', '/identity/v1/exchange', '/identity/v1/shopify'];

describe('CORS', () => {
  it('lets the listed origin read, names it exactly, and never allows credentials', async () => {
    const answer = await gateway.call('/portal/v1/shop', { headers: { Origin: origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(answer.headers.get('Vary')).toContain('Origin');
  });

  it.each([
    'null',
    'https://shop.example.evil.com',
    'https://evil-shop.example',
    'https://sub.shop.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.',
    'https://SHOP.example',
    'https://shop.example/',
    'https://shop.example, https://evil.com',
    'https://evil.com',
    'https://shop.example@evil.com',
    'https://shop.example%2eevil.com',
    'https://shop.example#evil.com',
    'https://xn--shop-8cd.example',
    'file://',
    'chrome-extension://abcdefgh',
    'shop.example',
    'https://',
    '*',
    '',
  ])('refuses the origin %j with a problem that says what to change, and no permission', async (foreign) => {
    for (const [method, path] of forPages.flatMap((each) => ['GET', 'POST', 'OPTIONS'].map((method) => [method, each] as const))) {
      const headers = { Origin: foreign, 'Access-Control-Request-Method': 'GET' };
      const answer = await gateway.call(path, { method, headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(answer.headers.get('Vary')).toContain('Origin');
      const body = await answer.json();
      expect(body).toMatchObject({ kind: 'forbidden', code: 'origin' });
      expect(JSON.stringify(body)).toMatch(foreign === 'null' ? /sandbox/ : /VAFA_ORIGINS/);
    }
  });

  it('answers whoever sends no origin, with no permission, and says that it depends on it', async () => {
    for (const path of forPages) {
      const answer = await gateway.call(path);
      expect(answer.status, path).not.toBe(403);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(answer.headers.get('Vary')).toContain('Origin');
    }
  });

  it.each(forPages)('answers a preflight to %s at once, to be kept ten minutes, without asking who calls', async (path) => {
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,idempotency-key' };
    const answer = await gateway.call(path, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Max-Age')).toBe('600');
    expect(answer.headers.get('Access-Control-Allow-Methods')).toBe('GET, POST');
    for (const name of ['Authorization', 'Content-Type', 'Idempotency-Key']) expect(answer.headers.get('Access-Control-Allow-Headers')).toContain(name);
  });

  it('lets a page read errors too', async () => {
    for (const path of ['/portal/v1/member', '/portal/v1/nothing-here', '/identity/v1/codes', '/identity/v1/tokens']) {
      const answer = await gateway.call(path, { headers: { Origin: origin } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('Access-Control-Allow-Origin'), path).toBe(origin);
    }
  });

  it('lets a page read that there are no one-time codes here, so that its form can say so', async () => {
    const without = gatewayOver(club);
    for (const path of ['/identity/v1/codes', '/identity/v1/tokens']) {
      const preflight = await without.call(path, { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' } });
      expect([preflight.status, preflight.headers.get('Access-Control-Allow-Origin')], path).toEqual([204, origin]);
      const answer = await without.call(path, { method: 'POST', headers: { Origin: origin } });
      expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')], path).toEqual([404, origin]);
    }
  });

  it.each(forServers)('gives pages no way to %s', async (path) => {
    for (const method of ['OPTIONS', 'POST', 'GET']) {
      const answer = await gateway.call(path, { method, headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' } });
      expect(answer.headers.get('Access-Control-Allow-Origin'), method).toBeNull();
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('the table has every route outside the portal', () => {
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/portal')).sort()).toEqual([...forServers, ...forPages.filter((path) => path.startsWith('/identity'))].sort());
  });

  it.each(['*', 'shop.example', 'https://shop.example/', 'https://shop.example/path', 'null', ''])('does not start with %j in its list', (entry) => {
    expect(() => gatewayOver(club, { origins: [entry] })).toThrow('not an exact origin');
  });
});

describe('headers', () => {
  const paths = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path]));
  const cases = [...paths, ['GET', '/portal/v1/openapi.json'], ['GET', '/portal/v1/missing'], ['DELETE', '/portal/v1/member'], ['GET', '/'], ['PUT', '/shop/v1/events']];

  it('the table covers every route', () => {
    expect(paths.length).toBeGreaterThanOrEqual(10);
  });

  it.each(cases)('%s %s carries the safe ones, signed in or not', async (method = '', path = '') => {
    for (const as of [undefined, 'ann']) {
      const ending = new AbortController();
      const answer = await gateway.call(path, { method, signal: ending.signal, ...(as ? { as } : {}) });
      ending.abort();
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(answer.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers.get('Server') ?? answer.headers.get('X-Powered-By')).toBeNull();
      expect(answer.headers.get('ETag')).toBeNull();
      if (path.endsWith('openapi.json')) continue;
      expect(answer.headers.get('Cache-Control')).toBe('no-store, private');
      for (const name of ['Authorization', 'Accept-Language']) expect(answer.headers.get('Vary')).toContain(name);
      if (answer.status >= 400) expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    }
  });

  it('a request id is the caller’s to quote: the problem has the one of the header', async () => {
    const answer = await gateway.call('/portal/v1/member');
    expect(await answer.json()).toMatchObject({ requestId: answer.headers.get('X-Request-Id') });
  });
});

describe('problems', () => {
  it.each([
    ['GET', '/nothing', 404, 'not_found'],
    ['GET', '/portal/v2/member', 404, 'not_found'],
    ['GET', '/portal/v1/member/../../x', 404, 'not_found'],
    ['DELETE', '/portal/v1/member', 405, 'unsupported'],
    ['GET', '/portal/v1/join', 405, 'unsupported'],
    ['GET', '/portal/v1/activity?limit=0', 400, 'invalid'],
    ['GET', '/portal/v1/activity?limit=101', 400, 'invalid'],
    ['GET', '/portal/v1/activity?limit=1e1', 400, 'invalid'],
    ['GET', '/portal/v1/activity?cursor=nonsense', 422, 'rejected'],
    ['GET', `/portal/v1/activity?cursor=${"'".repeat(50)}`, 422, 'rejected'],
    ['GET', '/portal/v1/snapshot?include=passwords', 400, 'invalid'],
    ['GET', '/portal/v1/snapshot?include=__proto__', 400, 'invalid'],
    ['GET', `/portal/v1/snapshot?${'include=shop&'.repeat(21)}`, 400, 'invalid'],
    ['GET', '/portal/v1/snapshot?since=-1', 400, 'invalid'],
    ['GET', '/portal/v1/snapshot?since=9007199254740993', 400, 'invalid'],
  ])('%s %s is %i %s', async (method, path, status, kind) => {
    const answer = await gateway.call(path, { method, as: 'ann' });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, kind, type: `urn:vafa:problem:${kind}` });
  });

  it('a wrong method is told the right one', async () => {
    expect((await gateway.call('/portal/v1/join', { as: 'ann' })).headers.get('Allow')).toBe('POST');
  });

  it('every kind has a status, and the description has the table', () => {
    expect(Object.keys(statusOf).sort()).toEqual([...errorKinds].sort());
    for (const kind of errorKinds) expect(openApi(true).info.description).toContain(`| \`${kind}\` | ${statusOf[kind]} |`);
  });

  it('a failure nobody foresaw is told by its request id alone', async () => {
    const told: unknown[] = [];
    const broken = gatewayOver(club, {
      backend: { open: () => { throw new Error('password=hunter2 at /srv/secret.ts:1'); } },
      onError: (error, requestId) => told.push([error, requestId]),
    });
    const answer = await broken.call('/portal/v1/shop');
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toMatch(/hunter2|secret\.ts/);
    expect(JSON.parse(text)).toMatchObject({ kind: 'unavailable', requestId: answer.headers.get('X-Request-Id') });
    expect(told).toHaveLength(1);
  });
});
