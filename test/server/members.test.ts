import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import { openApi } from '../../src/server/gateway/openapi.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { gatewayOver, joining, type TestGateway } from './gateways.js';

let club: Club;
let gateway: TestGateway;
beforeAll(async () => {
  club = await testClub();
  gateway = gatewayOver(club);
});
afterAll(() => club?.close());

const read = async (path: string, as: string) => (await gateway.call(path, { as })).json();

describe('one member never reaches another', () => {
  const victim = 'victim-7f3a';
  const orderId = `secret-order-${randomUUID()}`;
  beforeAll(async () => {
    await gateway.call('/portal/v1/join', { as: victim, ...joining('v') });
    await gateway.call('/portal/v1/join', { as: 'attacker', ...joining('a') });
    await shopOf(club).place(victim, orderOf(123_400_000, { id: orderId, number: '990-0042' }));
  });

  // Valid for every write: each takes what is its own.
  const everyInput = { acceptTerms: true, rewardId: 'none', cost: 1, redemptionId: 'none', actionId: 'none', kind: 'tier', trackId: 'none', tierId: 'none' };
  // What a read must be told besides.
  const needed: Readonly<Record<string, string>> = { '/portal/v1/order': 'id=none', '/portal/v1/estimate': 'amount=1' };
  const paths = Object.entries(openApi(false).paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method })));
  const disguises: readonly (readonly [string, (path: string) => { path: string; headers?: Record<string, string> }])[] = [
    ['in the path', (path) => ({ path: `${path}/${victim}` })],
    ['as a query', (path) => ({ path: `${path}?memberId=${victim}&member=${victim}&sub=${victim}&id=${victim}&user_id=${victim}&amount=1000000&include=wallets&include=activity` })],
    ['as a header', (path) => ({ path: `${path}?include=wallets`, headers: { 'X-Member-Id': victim, 'X-User-Id': victim, 'X-Forwarded-User': victim, 'X-Original-URL': `/portal/v1/members/${victim}` } })],
    ['as a cookie', (path) => ({ path, headers: { Cookie: `memberId=${victim}` } })],
  ];

  it.each(paths.flatMap((route) => disguises.map(([where, disguise]) => ({ ...route, where, disguise }))))(
    '$method $path with the other’s id $where',
    async ({ path, method, disguise }) => {
      const asked = disguise(path);
      const ending = new AbortController();
      const body = method === 'post' ? { method: 'POST', body: JSON.stringify({ ...everyInput, memberId: victim, sub: victim }) } : {};
      const headers = { ...asked.headers, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
      const more = needed[path] === undefined ? '' : `${asked.path.includes('?') ? '&' : '?'}${needed[path]}`;
      const answer = await gateway.call(`${asked.path}${more}`, { as: 'attacker', headers, signal: ending.signal, ...body });
      const text = answer.headers.get('Content-Type')?.startsWith('text/event-stream') ? '' : await answer.text();
      ending.abort();
      // A read that needs to be told what of says so, whoever asks.
      expect(path.endsWith('/order') || path.endsWith('/estimate') ? [200, 400, 404, 422] : [200, 404]).toContain(answer.status);
      expect(text).not.toContain(orderId);
      expect(text).not.toContain('990-0042');
      if (answer.status === 200) expect(text).not.toContain(victim);
    },
  );

  it('an idempotency key of another says nothing and does nothing', async () => {
    const answer = await gateway.call('/portal/v1/join?include=wallets', { as: 'newcomer', ...joining('v') });
    expect(await answer.json()).toMatchObject({ result: { id: 'newcomer' }, parts: [{ key: 'wallets', data: [{ pending: 0 }] }] });
  });

  it('a cursor of another leads into one’s own history only', async () => {
    for (let count = 0; count < 2; count += 1) await shopOf(club).place(victim, orderOf(1_000_000));
    const { next } = await read('/portal/v1/activity?limit=1', victim);
    expect(await read(`/portal/v1/activity?cursor=${next}`, 'attacker')).toEqual({ items: [] });
  });

  it('an id that looks like SQL is just an id', async () => {
    for (const id of ["x' or '1'='1", 'x"; drop table members; --', `${victim}' --`, '%', '\\', 'null']) {
      expect(await read('/portal/v1/member', id), id).toMatchObject({ id, state: 'not_enrolled' });
    }
    expect(await read('/portal/v1/member', victim)).toMatchObject({ state: 'enrolled' });
  });

  it('a session of another shop reaches nothing', async () => {
    await expect(club.open({ shopId: 'other', memberId: victim }).member?.()).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('idempotency over HTTP', () => {
  const join = (as: string, key: string, body?: unknown, query = '') => gateway.call(`/portal/v1/join${query}`, { as, ...joining(key, body) });

  it('the same key and body get the same bytes, again and again', async () => {
    const texts = new Set<string>();
    for (let count = 0; count < 3; count += 1) texts.add(await (await join('twice', 'k1', undefined, '?include=wallets&include=tiers')).text());
    expect(texts.size).toBe(1);
  });

  it('the same key with another body is 422, and the first answer stands', async () => {
    const first = await (await join('other-body', 'k1')).text();
    const refused = await join('other-body', 'k1', { acceptTerms: false });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await (await join('other-body', 'k1')).text()).toBe(first);
  });

  it('another key for what is done already changes nothing', async () => {
    const first = await (await join('again', 'k1')).json();
    const second = await (await join('again', 'k2')).json();
    expect(second.version).toBe(first.version);
    expect(second.result).toEqual(first.result);
  });

  it('one key of two members is two keys', async () => {
    const [a, b] = [await (await join('one', 'shared')).json(), await (await join('two', 'shared')).json()];
    expect([a.result.id, b.result.id]).toEqual(['one', 'two']);
  });

  it('a refused write leaves its key free for a better wish', async () => {
    expect((await join('refused-first', 'k1', { acceptTerms: false })).status).toBe(422);
    expect((await join('refused-first', 'k1')).status).toBe(200);
  });

  it.each([['no key', undefined, 400], ['an empty key', '', 422], ['a key with spaces', 'a b', 422], ['a key of 201 characters', 'x'.repeat(201), 422]])(
    'refuses %s',
    async (_, key, status) => {
      const headers = { 'Content-Type': 'application/json', ...(key === undefined ? {} : { 'Idempotency-Key': key }) };
      const answer = await gateway.call('/portal/v1/join', { as: 'keyless', method: 'POST', headers, body: '{"acceptTerms":true}' });
      expect(answer.status).toBe(status);
      expect(await read('/portal/v1/member', 'keyless')).toMatchObject({ state: 'not_enrolled' });
    },
  );

  it('200 at once with one key have one effect; each gets the one answer, or hears that it is being done', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => join('stampede', 'k1')));
    const bodies = new Set<string>();
    for (const answer of answers) {
      if (answer.status === 409) expect(await answer.json()).toMatchObject({ kind: 'conflict', retryAfter: 1 });
      else bodies.add(`${answer.status} ${await answer.text()}`);
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toMatch(/^200 /);
    expect(await read('/portal/v1/snapshot', 'stampede')).toMatchObject({ version: 1 });
  });

  it('says in the member’s language why it was refused', async () => {
    const settings = joining('k', { acceptTerms: false });
    const answer = await gateway.call('/portal/v1/join', { as: 'fa', ...settings, headers: { ...settings.headers, 'Accept-Language': 'fa' } });
    expect(await answer.json()).toMatchObject({ kind: 'rejected', code: 'terms', userMessage: expect.stringMatching(/[\u0600-\u06ff]/) });
  });
});
