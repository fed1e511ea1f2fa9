import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startShop, type RunningShop } from '../../demo/server.js';
import { shopEvent } from '../../src/domain/shop-event.schema.js';
import { startListener, type Listener } from './support/listener.js';
import { Visitor } from './support/visitor.js';

const memberSecret = 'a member secret of the tests, 48 bytes long, more or less';
const shopSecret = 'a shop secret of the tests, also long enough';
const codesSecret = 'a secret for codes of the tests, long enough as well';
let dataDir: string;
let club: Listener;
let shop: RunningShop | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vafa-shop-'));
  club = await startListener();
});
afterEach(async () => {
  await shop?.close();
  shop = undefined;
  await club.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(): Promise<Visitor> {
  shop = await startShop({ port: 0, gatewayUrl: club.url, memberSecret, shopSecret, codesSecret, issuer: 'golestan', dataDir });
  return new Visitor(shop.url);
}

async function buySaffron(visitor: Visitor): Promise<string> {
  await visitor.send('/en/cart', { slug: 'saffron', quantity: '2' });
  return visitor.send('/en/orders', {});
}

describe('the shop tells the club', () => {
  it('of an order with what was paid and by whom, proving who speaks', async () => {
    const visitor = await open();
    await visitor.send('/en/sign-in', { member: 'sara' });
    expect(await buySaffron(visitor)).toContain('is placed. Its points are on their way.');
    expect(club.calls.map((call) => call.authorization)).toEqual([`Bearer ${shopSecret}`]);
    const event = shopEvent.parse(club.calls[0]?.body);
    expect(event).toMatchObject({ type: 'order.placed', data: { memberId: 'sara', order: { total: { minor: 24_800_000, currency: 'IRR' } } } });
  });

  it('the same event after a restart when it could not be reached, and says so meanwhile', async () => {
    club.answer = () => new Response('busy', { status: 503 });
    const visitor = await open();
    await visitor.send('/en/sign-in', { member: 'sara' });
    expect(await buySaffron(visitor)).toContain('The club cannot be reached just now.');
    const first = shopEvent.parse(club.calls[0]?.body);
    await shop?.close();
    club.answer = undefined;
    const before = club.calls.length;
    visitor.move((await open()).url);
    await club.heard((calls) => calls.length > before);
    expect(shopEvent.parse(club.calls.at(-1)?.body)).toEqual(first);
    await expect.poll(() => visitor.read('/en/account')).not.toContain('has not heard');
  });

  it('what follows even when the club refuses one event, and shows the reason', async () => {
    club.answer = () => Response.json({ detail: 'Unknown order.' }, { status: 422 });
    const visitor = await open();
    await visitor.send('/en/sign-in', { member: 'sara' });
    await buySaffron(visitor);
    expect(await visitor.read('/en/account')).toContain('The club did not take this change: Unknown order.');
    club.answer = undefined;
    const order = /orders\/(order-[\w-]+)\/delivered/.exec(await visitor.read('/en/account'))?.[1];
    await visitor.send(`/en/orders/${order}/delivered`, {});
    expect(shopEvent.parse(club.calls.at(-1)?.body)).toMatchObject({ type: 'order.delivered', data: { orderId: order } });
  });

  it('nothing of a guest, who may order all the same', async () => {
    const visitor = await open();
    expect(await buySaffron(visitor)).toContain('As a guest you earn no points.');
    expect(club.calls).toEqual([]);
    expect(await visitor.read('/en/account')).toContain('2,480,000');
  });
});

describe('the shop keeps its books', () => {
  it('with one order when the same form arrives twice', async () => {
    const visitor = await open();
    await visitor.send('/en/sign-in', { member: 'mina' });
    await visitor.send('/en/cart', { slug: 'dates', quantity: '1' });
    const twin = visitor.twin();
    await Promise.all([visitor.send('/en/orders', {}), twin.send('/en/orders', {})]);
    expect((await visitor.read('/en/account')).match(/<li class="order"/g)).toHaveLength(1);
    expect(new Set(club.calls.map((call) => shopEvent.parse(call.body).id)).size).toBe(1);
  });

  it('so that nobody can touch the order of another', async () => {
    const sara = await open();
    await sara.send('/en/sign-in', { member: 'sara' });
    await buySaffron(sara);
    const order = /orders\/(order-[\w-]+)\/delivered/.exec(await sara.read('/en/account'))?.[1];
    const omid = new Visitor(sara.url);
    await omid.send('/en/sign-in', { member: 'omid' });
    expect((await omid.post(`/en/orders/${order}/returned`, {})).status).toBe(400);
    expect(await omid.read('/en/account')).not.toContain(order);
  });

  it('and says in one sentence which file is broken', async () => {
    await writeFile(join(dataDir, 'shop.json'), '{"orders": [');
    await expect(open()).rejects.toThrow(/shop\.json cannot be read\. Move that file away/);
  });
});

describe('the shop knows its visitors', () => {
  it('and gives a member a token for the club that lives five minutes, a guest none', async () => {
    const visitor = await open();
    expect((await visitor.get('/token')).status).toBe(204);
    await visitor.send('/en/sign-in', { member: 'omid' });
    const answer = await visitor.get('/token');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { token }: { token: string } = JSON.parse(await answer.text());
    const { payload } = await jwtVerify(token, new TextEncoder().encode(memberSecret), { algorithms: ['HS256'], typ: 'vafa+jwt', audience: 'vafa', issuer: 'golestan' });
    expect(payload.sub).toBe('omid');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  it('and gives no token to a page of another site', async () => {
    const visitor = await open();
    await visitor.send('/en/sign-in', { member: 'omid' });
    expect((await visitor.get('/token', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });

  it('and takes nobody’s word for who they are', async () => {
    const visitor = await open();
    await visitor.send('/en/sign-in', { member: 'sara' });
    visitor.cookie = visitor.cookie.replace('sara', 'omid');
    expect((await visitor.get('/token')).status).toBe(204);
  });

  it('and refuses a form that a page of another origin sent', async () => {
    const visitor = await open();
    expect((await visitor.post('/en/sign-in', { member: 'sara' }, { Origin: 'https://elsewhere.example' })).status).toBe(403);
  });

  it('and keeps the page when they change the language', async () => {
    const visitor = await open();
    expect(await visitor.read('/en/products/nabat')).toContain('href="/fa/products/nabat"');
    expect(await visitor.read('/fa/products/nabat')).toMatch(/<html lang="fa-IR" dir="rtl">[\s\S]*۲۱۰٬۰۰۰/);
  });
});
