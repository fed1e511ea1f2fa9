import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemory, type Memory } from '../../src/adapters/memory/memory.js';
import { createGateway } from '../../src/server/gateway/gateway.js';
import { inboundOf } from '../../src/server/inbound/inbound.js';
import { origin, tokenSecret } from './gateways.js';

const secret = 'a-webhook-secret-of-the-tests';
const now = () => new Date('2026-03-05T12:00:00Z');
const document = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../src/server/inbound/presets/${name}.json`, import.meta.url), 'utf8'));

let club: Memory;
let send: (path: string, body: string, headers: Record<string, string>) => Promise<Response>;
beforeEach(async () => {
  club = createMemory();
  await club.open({ shopId: 'memory', memberId: '207119551' }).join?.({ acceptTerms: true }, { key: 'k' });
  const inbound = ['shopify', 'woocommerce', 'magento'].map((name) => inboundOf(document(name), { secrets: () => secret, shopId: 'memory', now }));
  const app = createGateway({ backend: club, shopId: 'memory', token: { secrets: [tokenSecret], issuer: 'memory' }, origins: [origin], shop: { port: club, secrets: ['a-shop-secret-of-the-tests-0123456789abcdef'], inbound } });
  send = async (path, body, headers) => app.request(`http://gateway.test/shop/v1/inbound/${path}`, { method: 'POST', body, headers });
});

const signature = (body: string, by = secret) => createHmac('sha256', by).update(body).digest('base64');
const shopify = (topic: string, json: object) => {
  const body = JSON.stringify(json);
  return send('shopify', body, { 'X-Shopify-Topic': topic, 'X-Shopify-Hmac-Sha256': signature(body) });
};
const woo = (topic: string, json: object) => {
  const body = JSON.stringify(json);
  return send('woocommerce', body, { 'X-WC-Webhook-Topic': topic, 'X-WC-Webhook-Signature': signature(body) });
};
const magento = (json: object, topic?: string) => send('magento', JSON.stringify(json), { Authorization: `Bearer ${secret}`, ...(topic && { 'X-Vafa-Topic': topic }) });
const told = async (answer: Promise<Response>) => {
  const given = await answer;
  return { status: given.status, ...((await given.json()) as { events?: { applied: boolean; reason?: string }[]; code?: string; detail?: string }) };
};
const orders = async () => (await club.open({ shopId: 'memory', memberId: '207119551' }).orders?.({}))?.items ?? [];

/** Orders of 200 and 100 dollars as the three systems tell them; Persian names and digits included. */
const shopifyOrder = {
  id: 820982911946154, name: '#1001', order_number: 1001, created_at: '2026-03-01T10:00:00-05:00', updated_at: '2026-03-01T10:05:00-05:00', currency: 'USD', total_price: '199.65',
  customer: { id: 207119551, first_name: 'سارا', email: 'sara@example.com', tags: 'vip, tea' },
  line_items: [
    { id: 866550311766439020, product_id: 632910392, title: 'چای لاهیجان', quantity: 3, price: '19.99', discount_allocations: [{ amount: '5.00' }] },
    { id: 141249953214522974, product_id: null, name: 'Cup', quantity: 1, price: '144.68', discount_allocations: [] },
  ],
  discount_codes: [{ code: 'SUMMER' }],
};
const wooOrder = {
  id: 727, number: '727', status: 'processing', currency: 'EUR', date_created_gmt: '2026-03-01T15:00:00', date_modified_gmt: '2026-03-01T15:00:05', total: '29.35', customer_id: 207119551,
  billing: { first_name: 'Sara', email: 'sara@example.com' },
  line_items: [{ id: 315, product_id: 93, name: 'Tea', quantity: 2, total: '20.00', total_tax: '1.35' }],
  coupon_lines: [], refunds: [],
};
const magentoOrder = {
  entity_id: 42, increment_id: '000000042', created_at: '2026-03-01 15:00:00', updated_at: '2026-03-01 15:00:00', customer_id: 207119551, customer_firstname: 'Sara', customer_email: 'sara@example.com', grand_total: 54.25, order_currency_code: 'EUR', state: 'processing',
  items: [
    { item_id: 7, product_id: 9, name: 'Teapot', qty_ordered: 1, row_total_incl_tax: 50, discount_amount: 5 },
    { item_id: 8, product_id: 10, name: 'Teapot, blue', qty_ordered: 1, parent_item_id: 7 },
  ],
};

describe('webhooks of Shopify', () => {
  it('tell an order, with its lines, its money and its member; a code of another campaign is none of the club’s', async () => {
    expect(await told(shopify('orders/create', shopifyOrder))).toMatchObject({ status: 200, events: [{ applied: true }, { applied: false, reason: 'not_of_the_club' }] });
    expect(await orders()).toMatchObject([
      {
        id: '820982911946154', number: '1001', placedAt: '2026-03-01T15:00:00.000Z', state: 'placed', total: { minor: 19_965, currency: 'USD' },
        items: [{ title: 'چای لاهیجان', productId: '632910392', quantity: 3, total: { minor: 5_497, currency: 'USD' } }, { title: 'Cup', quantity: 1, total: { minor: 14_468 } }],
      },
    ]);
  });

  it('count once, however often they are delivered', async () => {
    await shopify('orders/create', shopifyOrder);
    expect((await told(shopify('orders/create', shopifyOrder))).events?.[0]).toMatchObject({ applied: false, reason: 'event_repeated' });
    expect(await orders()).toHaveLength(1);
  });

  it('tell that it arrived, also when that is heard first', async () => {
    await shopify('orders/fulfilled', shopifyOrder);
    expect((await orders())[0]).toMatchObject({ state: 'delivered' });
  });

  it('tell what came back: by lines, by an amount, or all', async () => {
    await shopify('orders/create', shopifyOrder);
    const refund = { id: 509562969, order_id: shopifyOrder.id, created_at: '2026-03-04T10:00:00Z', refund_line_items: [{ line_item_id: 866550311766439020, quantity: 1 }], transactions: [{ amount: '18.32', currency: 'USD', kind: 'refund' }] };
    expect(await told(shopify('refunds/create', refund))).toMatchObject({ status: 200, events: [{}] });
    const byAmount = { ...refund, id: 2, refund_line_items: [] };
    expect(await told(shopify('refunds/create', byAmount))).toMatchObject({ status: 200, events: [{}] });
    expect(await told(shopify('orders/cancelled', { ...shopifyOrder, cancelled_at: '2026-03-05T00:00:00Z' }))).toMatchObject({ status: 200 });
  });

  it('mean nothing for guests, for orders nobody told, and for topics the club does not need', async () => {
    expect(await told(shopify('orders/create', { ...shopifyOrder, customer: null }))).toMatchObject({ status: 200, events: [] });
    expect(await told(shopify('refunds/create', { id: 1, order_id: 5, refund_line_items: [], transactions: [{ amount: '1.00', currency: 'USD' }] }))).toMatchObject({ status: 200, events: [{ applied: false, reason: 'not_of_the_club' }] });
    expect(await told(shopify('products/update', { id: 1 }))).toMatchObject({ status: 200, events: [] });
  });

  it.each([
    ['another secret', (body: string) => ({ 'X-Shopify-Hmac-Sha256': signature(body, 'another') })],
    ['a signature of something else', () => ({ 'X-Shopify-Hmac-Sha256': signature('{}') })],
    ['no signature', () => ({})],
    ['half a signature', (body: string) => ({ 'X-Shopify-Hmac-Sha256': signature(body).slice(0, 20) })],
    ['the shop’s secret in place of it', () => ({ Authorization: 'Bearer a-shop-secret-of-the-tests-0123456789abcdef' })],
  ])('are refused with %s, and nothing is taken', async (_, headers) => {
    const body = JSON.stringify(shopifyOrder);
    expect(await told(send('shopify', body, { 'X-Shopify-Topic': 'orders/create', ...headers(body) }))).toMatchObject({ status: 401, code: 'webhook_signature' });
    expect(await orders()).toEqual([]);
  });

  it('that do not fit the description say where, and are delivered again', async () => {
    const { status, detail } = await told(shopify('orders/create', { ...shopifyOrder, created_at: 'yesterday' }));
    expect(status).toBe(422);
    expect(detail).toContain('shopify: what the description made of it is no event of the shop');
  });
});

describe('webhooks of WooCommerce', () => {
  it('tell an order once it counts, that it arrived, and each refund once', async () => {
    expect(await told(woo('order.created', { ...wooOrder, status: 'pending' }))).toMatchObject({ status: 200, events: [] });
    await woo('order.updated', wooOrder);
    expect(await orders()).toMatchObject([{ id: '727', total: { minor: 2_935, currency: 'EUR' }, items: [{ total: { minor: 2_135 } }] }]);
    await woo('order.updated', { ...wooOrder, status: 'completed', date_completed_gmt: '2026-03-03T09:00:00' });
    expect((await orders())[0]).toMatchObject({ state: 'delivered' });
    const refunded = { ...wooOrder, status: 'completed', refunds: [{ id: 726, total: '-10.00' }] };
    const first = await told(woo('order.updated', refunded));
    expect(first.events?.at(-1)).toMatchObject({ applied: true });
    expect((await told(woo('order.updated', refunded))).events?.at(-1)).toMatchObject({ applied: false, reason: 'event_repeated' });
  });

  it('of guests mean nothing, and the word that tries whether anybody is there is answered', async () => {
    expect(await told(woo('order.created', { ...wooOrder, customer_id: 0 }))).toMatchObject({ status: 200, events: [] });
    const body = 'webhook_id=3';
    expect(await told(send('woocommerce', body, { 'X-WC-Webhook-Signature': signature(body) }))).toMatchObject({ status: 200, events: [] });
  });
});

describe('webhooks of Magento', () => {
  it('tell an order and a credit memo, named by a header or by what holds them', async () => {
    await magento(magentoOrder, 'order');
    expect(await orders()).toMatchObject([{ number: '000000042', total: { minor: 5_425, currency: 'EUR' }, items: [{ title: 'Teapot', total: { minor: 4_500 } }] }]);
    expect(await told(magento({ order: { ...magentoOrder, state: 'complete' } }))).toMatchObject({ status: 200 });
    expect((await orders())[0]).toMatchObject({ state: 'delivered' });
    const memo = { entity_id: 3, order_id: 42, created_at: '2026-03-04 10:00:00', grand_total: 45, order_currency_code: 'EUR', items: [{ order_item_id: 7, qty: 1 }] };
    expect(await told(magento({ creditmemo: memo }))).toMatchObject({ status: 200, events: [{ applied: true }] });
  });

  it('are told of a description what was probably meant', () => {
    const written = { ...Object(document('magento')), topic: 'lenght(body) == 1' };
    expect(() => inboundOf(written, { secrets: () => secret, shopId: 'tea', now })).toThrow('calls lenght(), which is not there; did you mean “length”?');
    expect(() => inboundOf({ ...written, topic: 'body || true' }, { secrets: () => secret, shopId: 'tea', now })).toThrow('“true” is a field there');
  });

  it('need the secret', async () => {
    expect(await told(send('magento', JSON.stringify(magentoOrder), { Authorization: 'Bearer guess' }))).toMatchObject({ status: 401 });
  });
});
