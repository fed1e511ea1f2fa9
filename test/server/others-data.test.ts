import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import { openApi } from '../../src/server/gateway/openapi.js';
import { signRequest } from '../../src/server/gateway/identity/signed-request.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { gatewayOver, origin, shopSecret, type TestGateway } from './gateways.js';
import { codesGateway, everyStrategy, identityGateway, start } from './identities.js';

const document = openApi(true, everyStrategy.map(({ type }) => type));
const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })));
const reads = routes.filter(({ path, method }) => method === 'GET' && path.startsWith('/portal') && !path.endsWith('/watch'));
const writes = routes.filter(({ path, method }) => method === 'POST' && path.startsWith('/portal'));

let club: Club;
let gateway: TestGateway;
/** What Bob has, by the names that somebody may try. */
const bobs = { member: 'bob-4711', order: 'order-of-bob', number: 'BOB-1042', redemption: '', cursor: '' };
const anns = { order: 'order-of-ann', redemption: '' };
beforeAll(async () => {
  club = await testClub();
  gateway = gatewayOver(club, { identity: everyStrategy, limits: { memberPerMinute: 1e6, addressPerMinute: 1e6 } });
  const shop = shopOf(club);
  for (const [memberId, id, number] of [['ann', anns.order, 'ANN-1'], [bobs.member, bobs.order, bobs.number]] as const) {
    await shop.join(memberId);
    await shop.place(memberId, orderOf(90_000_000, { id, number }));
    await shop.deliver(id);
    await club.grant(memberId, { walletId: 'points', amount: 2_000, title: `Gift of ${memberId}`, reason: 'test', actor: 'tester', key: 'gift' });
    const redeemed = await gateway.call('/portal/v1/redeem', { as: memberId, ...posting({ rewardId: 'discount-50', cost: 450 }) });
    (memberId === 'ann' ? anns : bobs).redemption = (await redeemed.json()).result.id;
  }
  bobs.cursor = (await (await gateway.call('/portal/v1/activity?limit=1', { as: bobs.member })).json()).next;
});
afterAll(() => club?.close());

function posting(body: object, key: string = randomUUID()): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key }, body: JSON.stringify(body) };
}

/** An answer, without what differs between any two. */
async function seen(answer: Response) {
  const text = (await answer.text()).replaceAll(/"(requestId|asOf|start|version)":("[^"]*"|\d+)/g, '"$1":0').replace(/"at":"[^"]*","parts"/, '"parts"');
  return { status: answer.status, text };
}

/** Everything of Bob’s that a write could touch. */
const bobNow = async () => seen(await gateway.call(`/portal/v1/snapshot?${['member', 'wallets', 'redemptions', 'activity%3Flimit%3D50', 'orders', 'tiers', 'earnActions'].map((read) => `include=${read}`).join('&')}`, { as: bobs.member }));

/** What a read must be asked with. */
const needed: Readonly<Record<string, string>> = { '/portal/v1/order': `id=${anns.order}`, '/portal/v1/estimate': 'amount=1000000&currency=IRR', '/portal/v1/snapshot': 'include=member&include=wallets&include=orders' };
const names = ['memberId', 'member_id', 'member', 'sub', 'customer', 'customerId', 'userId', 'user', 'id_member', 'as'];
const headers = ['X-Member-Id', 'X-User-Id', 'X-Customer-Id', 'X-Forwarded-User', 'X-Remote-User', 'X-Original-User', 'X-Vafa-Member', 'Cookie', 'From'];

/** What each write is about, with Ann’s own things; and nothing that costs her more than she has. */
const wishes: Readonly<Record<string, () => object>> = {
  '/portal/v1/join': () => ({ acceptTerms: true }),
  '/portal/v1/redeem': () => ({ rewardId: 'discount-50', cost: 450 }),
  '/portal/v1/cancel-redemption': () => ({ redemptionId: anns.redemption }),
  '/portal/v1/complete-earn-action': () => ({ actionId: 'none' }),
  '/portal/v1/dismiss': () => ({ kind: 'tier', trackId: 'club', tierId: 'silver' }),
};

describe('another member’s data', () => {
  it('the tables have every route there is', () => {
    expect(reads.length).toBeGreaterThanOrEqual(12);
    expect(Object.keys(wishes).sort()).toEqual(writes.map(({ path }) => path).sort());
  });

  it.each(reads)('GET $path: naming them in query, header or path changes nothing', async ({ path }) => {
    const query = needed[path] ?? '';
    const own = await seen(await gateway.call(`${path}?${query}`, { as: 'ann' }));
    expect(own.status).toBe(200);
    expect(own.text).not.toMatch(/bob/i);
    for (const name of names) expect(await seen(await gateway.call(`${path}?${query}&${name}=${bobs.member}`, { as: 'ann' })), name).toEqual(own);
    for (const name of headers) expect(await seen(await gateway.call(`${path}?${query}`, { as: 'ann', headers: { [name]: name === 'Cookie' ? `memberId=${bobs.member}` : bobs.member } })), name).toEqual(own);
    for (const suffix of [`/${bobs.member}`, `/../${bobs.member}`, `%2f${bobs.member}`, `;memberId=${bobs.member}`]) {
      const answer = await seen(await gateway.call(`${path}${suffix}?${query}`, { as: 'ann' }));
      expect([404, 405], suffix).toContain(answer.status);
    }
  });

  it('a guest who names them is a guest', async () => {
    for (const { path } of reads) {
      const query = path.endsWith('/order') ? `id=${bobs.order}` : (needed[path] ?? '');
      const own = await seen(await gateway.call(`${path}?${query}`));
      const tried = await seen(await gateway.call(`${path}?${query}&memberId=${bobs.member}`, { headers: { 'X-Member-Id': bobs.member } }));
      expect(tried, path).toEqual(own);
      expect(tried.text, path).not.toMatch(/bob-|BOB-/);
    }
  });

  it.each(writes)('POST $path: naming them in body, query or header does it for oneself alone', async ({ path }) => {
    const before = await bobNow();
    const body = { ...Object.fromEntries(names.map((name) => [name, bobs.member])), session: { memberId: bobs.member }, ...wishes[path]?.() };
    const { headers: plain, ...rest } = posting(body);
    const all = { ...(plain as Record<string, string>), ...Object.fromEntries(headers.map((name) => [name, bobs.member])) };
    const answer = await gateway.call(`${path}?include=member&memberId=${bobs.member}`, { as: 'ann', ...rest, headers: all });
    const text = await answer.text();
    expect(text).not.toMatch(/bob/i);
    if (answer.status === 200) expect(text).toContain('"id":"ann"');
    expect(await bobNow()).toEqual(before);
  });

  it.each([
    ['an order', () => `/portal/v1/order?id=${bobs.order}`, '/portal/v1/order?id=order-of-none'],
    ['an order by its number', () => `/portal/v1/order?id=${bobs.number}`, '/portal/v1/order?id=NON-1042'],
    ['an order in a snapshot', () => `/portal/v1/snapshot?include=order%3Fid%3D${bobs.order}`, '/portal/v1/snapshot?include=order%3Fid%3Dorder-of-none'],
  ])('%s of theirs is as one that there never was', async (_, theirs, nobodys) => {
    const [found, none] = [await seen(await gateway.call(theirs(), { as: 'ann' })), await seen(await gateway.call(nobodys, { as: 'ann' }))];
    const same = (text: string) => text.replaceAll(/order-of-(bob|none)|(BOB|NON)-1042/g, 'x');
    expect({ ...found, text: same(found.text) }).toEqual({ ...none, text: same(none.text) });
    expect(found.text).not.toContain('90000000');
  });

  it('a redemption of theirs cannot be undone, and is as one that there never was', async () => {
    const before = await bobNow();
    const undo = async (redemptionId: string) => seen(await gateway.call('/portal/v1/cancel-redemption', { as: 'ann', ...posting({ redemptionId }) }));
    const never = bobs.redemption.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const [theirs, nobodys] = [await undo(bobs.redemption), await undo(never)];
    expect({ ...theirs, text: theirs.text.replace(bobs.redemption, never) }).toEqual(nobodys);
    expect(theirs.status).toBeGreaterThanOrEqual(400);
    expect(await bobNow()).toEqual(before);
  });

  it('the place in their history opens none of it', async () => {
    expect(bobs.cursor).toBeTruthy();
    const answer = await seen(await gateway.call(`/portal/v1/activity?cursor=${encodeURIComponent(bobs.cursor)}`, { as: 'ann' }));
    expect(answer.text).not.toMatch(/bob/i);
  });

  it('the key of their wish is no key to its answer', async () => {
    const key = randomUUID();
    const wish = { acceptTerms: true };
    expect(await (await gateway.call('/portal/v1/join', { as: bobs.member, ...posting(wish, key) })).json()).toMatchObject({ result: { id: bobs.member } });
    expect(await (await gateway.call('/portal/v1/join', { as: 'ann', ...posting(wish, key) })).json()).toMatchObject({ result: { id: 'ann' } });
  });

  it('a stream of changes is one’s own, whatever it is asked with', async () => {
    const ending = new AbortController();
    const answer = await gateway.call(`/portal/v1/watch?memberId=${bobs.member}`, { as: 'ann', headers: { 'X-Member-Id': bobs.member }, signal: ending.signal });
    const reader = answer.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: ready');
    await club.grant(bobs.member, { walletId: 'points', amount: 1, title: 'x', reason: 'x', actor: 'x', key: 'watched-bob' });
    await club.grant('ann', { walletId: 'points', amount: 1, title: 'x', reason: 'x', actor: 'x', key: 'watched-ann' });
    const told = new TextDecoder().decode((await reader?.read())?.value);
    ending.abort();
    expect(told.match(/event: change/g)).toHaveLength(1);
  });
});

describe('a token for another member', () => {
  it('is not had by naming them beside a signed request', async () => {
    const at = identityGateway(everyStrategy);
    const body = JSON.stringify({ memberId: 'ann', sub: 'bob', customer: 'bob', member: { id: 'bob' } });
    const answer = await at.request('/identity/v1/exchange?memberId=bob&sub=bob', { method: 'POST', headers: { ...signRequest(shopSecret, randomUUID(), start, body), 'X-Member-Id': 'bob', 'X-Forwarded-User': 'bob' }, body });
    expect(await at.whoIs((await answer.json()).token)).toMatchObject({ id: 'ann' });
  });

  it('is not had by naming them beside one’s own code or session', async () => {
    const at = codesGateway();
    const code = await at.codeFor('ann@example.com');
    const more = { memberId: 'bob', sub: 'bob', email: 'bob@example.com', member: 'bob', headers: { 'X-Member-Id': 'bob' } };
    const answer = await at.post('/identity/v1/tokens?memberId=bob&to=bob@example.com', { ...more, to: 'ann@example.com', code }, { 'X-Member-Id': 'bob', Origin: origin });
    const { token, session } = await answer.json();
    expect(await at.whoIs(token)).toMatchObject({ email: 'ann@example.com', id: expect.stringMatching(/^otc_/) });
    const renewed = await at.post('/identity/v1/tokens', { ...more, to: 'bob@example.com', code: '000000', session });
    expect(await at.whoIs((await renewed.json()).token)).toMatchObject({ email: 'ann@example.com' });
  });
});
