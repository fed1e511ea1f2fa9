import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import { clientAddress } from '../../src/server/gateway/options.js';
import { preferredLocale } from '../../src/server/gateway/locale.js';
import { testClub } from './clubs.js';
import { gatewayOver, joining, origin, shopSecret, type TestGateway } from './gateways.js';

let club: Club;
let gateway: TestGateway;
beforeAll(async () => {
  club = await testClub();
  gateway = gatewayOver(club);
  await gateway.call('/portal/v1/join', { as: 'ann', ...joining('edge') });
});
afterAll(() => club?.close());

describe('bodies', () => {
  const send = (body: BodyInit, type = 'application/json') =>
    gateway.call('/portal/v1/join', { as: 'ann', method: 'POST', headers: { 'Content-Type': type, 'Idempotency-Key': 'bodies' }, body });

  it.each([
    ['text', 'text/plain', '{"acceptTerms":true}', 415],
    ['a form', 'application/x-www-form-urlencoded', 'acceptTerms=true', 415],
    ['a type that begins like JSON', 'application/jsonp', '{"acceptTerms":true}', 415],
    ['broken JSON', 'application/json', '{"acceptTerms":', 400],
    ['nothing', 'application/json', '', 400],
    ['a list', 'application/json', '[true]', 422],
    ['text for a boolean', 'application/json', '{"acceptTerms":"true"}', 422],
    ['more than 100 kB', 'application/json', `{"acceptTerms":true,"x":"${'x'.repeat(110_000)}"}`, 413],
    ['very deep JSON', 'application/json', '['.repeat(40_000) + ']'.repeat(40_000), 422],
  ])('refuses %s', async (_, type, body, status) => {
    expect((await send(body, type)).status).toBe(status);
  });

  it('refuses bytes that are no UTF-8', async () => {
    expect((await send(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });

  it('counts bytes that come without a length', async () => {
    const piece = new TextEncoder().encode('x'.repeat(10_000));
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(piece);
        if (sent > 1_000) controller.close();
      },
    });
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${shopSecret}` };
    const settings: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    expect((await gateway.app.request(new Request('http://gateway.test/shop/v1/events', settings))).status).toBe(413);
    expect(sent).toBeLessThan(50);
  });

  it('looks at nothing but the named fields: a member cannot be chosen or points given', async () => {
    const body = { acceptTerms: true, memberId: 'eve', points: 1_000_000, __proto__: { admin: true } };
    const answer = await gateway.call('/portal/v1/join', { as: 'carl', ...joining('mass', body) });
    expect(await answer.json()).toMatchObject({ result: { id: 'carl' } });
    expect(await (await gateway.call('/portal/v1/wallets', { as: 'carl' })).json()).toMatchObject([{ available: 0, pending: 0 }]);
    expect(await (await gateway.call('/portal/v1/member', { as: 'eve' })).json()).toMatchObject({ state: 'not_enrolled' });
  });
});

describe('limits', () => {
  it('lets a member make so many requests a minute, says when to come back, and lets others go on', async () => {
    let at = 0;
    const tight = gatewayOver(club, { limits: { memberPerMinute: 3 }, now: () => new Date(Date.now() + at) });
    const status = async (as: string) => (await tight.call('/portal/v1/member', { as })).status;
    expect([await status('ann'), await status('ann'), await status('ann')]).toEqual([200, 200, 200]);
    const refused = await tight.call('/portal/v1/member', { as: 'ann', headers: { Origin: origin } });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(await refused.json()).toMatchObject({ kind: 'rate_limited', retryAfter: Number(refused.headers.get('Retry-After')) });
    expect(await status('bob')).toBe(200);
    at = 20_000;
    expect(await status('ann')).toBe(200);
    expect(await status('ann')).toBe(429);
  });

  it('counts an address whoever calls, wrong tokens included', async () => {
    const tight = gatewayOver(club, { limits: { addressPerMinute: 2 }, addressOf: () => '10.0.0.1' });
    const guess = async () => (await tight.call('/portal/v1/member', { headers: { Authorization: 'Bearer x.y.z' } })).status;
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
    expect((await tight.call('/shop/v1/events', { method: 'POST' })).status).toBe(429);
  });

  it.each([
    [0, '1.1.1.1', undefined, '1.1.1.1'],
    [0, '1.1.1.1', '6.6.6.6', '1.1.1.1'],
    [1, '1.1.1.1', '6.6.6.6, 2.2.2.2', '2.2.2.2'],
    [2, '1.1.1.1', '6.6.6.6, 3.3.3.3, 2.2.2.2', '3.3.3.3'],
    [1, '1.1.1.1', undefined, '1.1.1.1'],
    [2, '1.1.1.1', '2.2.2.2', '1.1.1.1'],
  ])('behind %i proxies, %s with X-Forwarded-For %s is counted as %s', (proxies, peer, forwarded, counted) => {
    expect(clientAddress(proxies)({ peer, forwarded })).toBe(counted);
  });
});

describe('language', () => {
  it.each([
    ['fa', 'fa'],
    ['fa-IR,fa;q=0.9,en;q=0.8', 'fa-IR'],
    ['en;q=0.3, fa;q=0.7', 'fa'],
    ['*', undefined],
    ['', undefined],
    ['<script>', undefined],
    ['en;q=0', undefined],
    ['xx-'.repeat(1_000), undefined],
  ])('%j asks for %s', (header, tag) => {
    expect(preferredLocale(header)).toBe(tag);
  });

  it('reaches the club', async () => {
    const [track] = await (await gateway.call('/portal/v1/tiers', { headers: { 'Accept-Language': 'fa-IR,fa;q=0.9' } })).json();
    expect(track.tiers[0].name).toBe('برنزی');
  });
});
