import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { inboundOf } from '../../src/server/inbound/inbound.js';
import shopify from '../../src/server/inbound/presets/shopify.json' with { type: 'json' };

const secret = 'a-secret-that-is-long-enough-for-this';
const body = JSON.stringify({ id: 7, first_name: 'A', email: 'a@b.example', updated_at: '2026-01-01T00:00:00Z' });

it.each([
  ['', 'other.myshopify.com', 1],
  ['example.myshopify.com', 'Example.myshopify.com', 1],
  ['example.myshopify.com', 'other.myshopify.com', 0],
  ['example.myshopify.com', undefined, 0],
])('a delivery of Shopify counts where it is of the shop that is set: “%s”, %s', (shop, from, count) => {
  const inbound = inboundOf(shopify, { secrets: () => secret, shopId: 's', now: () => new Date('2026-01-01T00:00:00Z'), ...(shop !== '' && { settings: { shop } }) });
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const headers = { 'x-shopify-topic': 'customers/update', 'x-shopify-hmac-sha256': signature, ...(from !== undefined && { 'x-shopify-shop-domain': from }) };
  expect(inbound.take({ body, headers })).toHaveLength(count);
});
