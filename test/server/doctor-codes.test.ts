import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Fetch } from '../../src/adapters/declarative/transport.js';
import { typedWhole } from './keyboard.js';
import { shopifyBench, wooBench } from './issuer-benches.js';

const now = () => new Date('2026-11-26T12:00:00Z');
let folder = '';
let shopify: ReturnType<typeof shopifyBench>;
let woo: ReturnType<typeof wooBench>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vafa-doctor-'));
  [shopify, woo] = [shopifyBench(now), wooBench(now)];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const discounts = { type: 'shopify-discount', shop: 'my-shop.myshopify.com', token: 'env:SHOPIFY_TOKEN', currency: 'EUR' };
const coupons = { type: 'woocommerce-coupon', url: 'https://shop.example/', key: 'env:WOO_KEY', secret: 'env:WOO_SECRET', currency: 'EUR' };

async function doctor(codes: object, { fetch, env = {}, args = [], backend = { type: 'club' } }: { fetch?: Fetch; env?: NodeJS.ProcessEnv; args?: readonly string[]; backend?: object } = {}) {
  const file = join(folder, 'vafa.json');
  await writeFile(file, JSON.stringify({ format: 1, origins: [], backend, codes }));
  const [token = ''] = shopify.secrets;
  const [key = '', secret = ''] = woo.secrets;
  const ask: Fetch = (url, init) => (new URL(url).host === 'shop.example' ? woo.fetch(url, init) : shopify.fetch(url, init));
  const said = await typedWhole(['doctor', file, ...args], { env: { SHOPIFY_TOKEN: token, WOO_KEY: key, WOO_SECRET: secret, ...env }, now, fetch: fetch ?? ask });
  for (const hidden of [...shopify.secrets, ...woo.secrets]) expect(`${said.out}${said.err}`, hidden).not.toContain(hidden);
  return said;
}
const answers = (answer: () => Response): { fetch: Fetch } => ({ fetch: async () => answer() });

describe('vafa doctor tries the discounts of Shopify', () => {
  it('and says that they may be made, having made none, without a member', async () => {
    const { code, out } = await doctor(discounts);
    expect(out).toMatch(/✓ codes\s+reached, mapped, valid: discounts may be made, in EUR/);
    expect(out).toContain('The shop system can make the codes. None was made.');
    expect(code).toBe(0);
    expect(shopify.fake.discounts).toEqual([]);
    expect(shopify.seen.map(({ name, url, redirect }) => [name, url, redirect])).toEqual([['VafaDoctor', 'https://my-shop.myshopify.com/admin/api/2026-10/graphql.json', 'manual']]);
  });

  it.each<[string, () => void, string, RegExp]>([
    ['a token that is not taken', () => void (shopify = Object.assign(shopify, { secrets: ['shpat_of-another-shop'] })), 'not reached', /it does not take codes\.token.*→ Check that codes\.token .*POST https:\/\/my-shop\.myshopify\.com\/admin\/api\/2026-10\/graphql\.json .*401 \{"errors":/s],
    ['an app that may only read discounts', () => void (shopify.fake.scopes = ['read_discounts', 'read_products']), 'reached and mapped, but not valid', /has the scopes read_discounts, read_products\..*→ The app needs the scopes read_discounts and write_discounts/s],
    ['an app that may do nothing', () => void (shopify.fake.scopes = []), 'reached and mapped, but not valid', /it has no scopes\./],
    ['another currency', () => void (shopify.fake.currency = 'USD'), 'reached and mapped, but not valid', /currency is USD, and codes\.currency is EUR\..*→ Write "currency": "USD" into codes/s],
    ['an answer that gets lost', () => shopify.faults.next(/Doctor/, { kind: 'unsent' }), 'not reached', /could not be reached \(socket hang up\).*→ Check codes\.shop.*no answer/s],
  ])('and tells of %s: where it stopped, the request, the answer, and what to change', async (_, wrong, stage, says) => {
    wrong();
    const { code, out } = await doctor(discounts);
    expect(out).toMatch(new RegExp(`✗ codes\\s+${stage}`));
    expect(out).toMatch(says);
    expect(out).toContain('The shop system would make no codes.');
    expect(code).toBe(1);
  });

  it.each<[string, () => Response, RegExp]>([
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://other.example' } }), /not reached.*redirect.*→ Check codes\.shop/s],
    ['an address of nobody', () => Response.json({ errors: 'Not Found' }, { status: 404 }), /not reached.*404.*codes\.apiVersion/s],
    ['too many requests', () => new Response('', { status: 429 }), /not reached.*429.*asked too often/s],
    ['a closed shop', () => Response.json({ errors: 'Unavailable Shop' }, { status: 402 }), /not reached.*402.*closed/s],
    ['a denied field', () => Response.json({ data: null, errors: [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }] }), /not reached.*denies access.*write_discounts/s],
    ['a page', () => new Response('<html>Welcome</html>'), /reached, but not mapped.*200 <html>Welcome/s],
    ['a field that is not there', () => Response.json({ errors: [{ message: 'no field', extensions: { code: 'undefinedField' } }] }), /reached, but not mapped.*codes\.apiVersion/s],
  ])('and tells what %s means', async (_, answer, says) => {
    const { code, out } = await doctor(discounts, answers(answer));
    expect(out).toMatch(says);
    expect(code).toBe(1);
  });

  it('and says when another version of the API answers', async () => {
    shopify.fake.version = '2027-01';
    const { code, out } = await doctor(discounts);
    expect(out).toContain('Version 2027-01 of the Admin API answered');
    expect(code).toBe(0);
  });

  it('and takes what repeats the token out of what it shows', async () => {
    const [token = ''] = shopify.secrets;
    const { out } = await doctor(discounts, answers(() => Response.json({ errors: `${'-'.repeat(270)}${token} is not known` }, { status: 401 })));
    expect(out).toContain('--… is not');
    expect(out).not.toContain(token.slice(0, 12));
  });
});

describe('vafa doctor tries the coupons of WooCommerce', () => {
  it('and says that they may be made, having made none and seen no code', async () => {
    await woo.collide('SECRET-CODE');
    woo.fake.seen.length = 0;
    const { code, out } = await doctor(coupons, { args: ['--json'] });
    expect(code).toBe(0);
    const { reports } = z.parse(z.object({ reports: z.array(z.object({ name: z.string(), findings: z.array(z.object({ operation: z.string(), outcome: z.string(), told: z.string(), requests: z.array(z.object({ request: z.string(), status: z.number(), answer: z.string() })) })) })) }), JSON.parse(out));
    expect(reports).toMatchObject([{ name: 'codes', findings: [{ operation: 'codes', outcome: 'ok', told: 'coupons may be made, in EUR' }] }]);
    expect(reports[0]?.findings[0]?.requests.map(({ request, status }) => [request, status])).toEqual([
      ['GET https://shop.example/wp-json/wc/v3/coupons?per_page=1&_fields=id', 200],
      ['POST https://shop.example/wp-json/wc/v3/coupons/batch {}', 200],
      ['GET https://shop.example/wp-json/wc/v3/data/currencies/current', 200],
    ]);
    expect(out).not.toMatch(/secret-code/i);
    expect(woo.fake.coupons).toHaveLength(1);
  });

  it.each<[string, () => void, string, RegExp]>([
    ['a key that is not taken', () => void (woo = Object.assign(woo, { secrets: ['ck_of-another-shop', 'cs_of-another-shop'] })), 'not reached', /401 \(woocommerce_rest_cannot_view\): it does not take codes\.key and codes\.secret.*→ Make a key.*GET https:\/\/shop\.example\/wp-json\/wc\/v3\/coupons/s],
    ['a key that may only read', () => void (woo.fake.permission = 'read'), 'reached and mapped, but not valid', /may read coupons, and not make any.*→ Give the key the permission Read\/Write.*POST https:\/\/shop\.example\/wp-json\/wc\/v3\/coupons\/batch \{\}/s],
    ['another currency', () => void (woo.fake.currency = 'IRR'), 'reached and mapped, but not valid', /currency is IRR, and codes\.currency is EUR/],
    ['an answer that gets lost', () => woo.faults.next(/GET/, { kind: 'lost' }), 'not reached', /could not be reached.*→ Check codes\.url/s],
    ['a shop in trouble', () => woo.faults.next(/GET/, { kind: 'answer', answer: () => new Response('{}', { status: 503 }) }), 'not reached', /answered 503\./],
    ['a page in place of the API', () => woo.faults.next(/GET/, { kind: 'answer', answer: () => new Response('<html>Shop</html>') }), 'not reached', /no REST API of WooCommerce.*permalinks.*200 <html>Shop/s],
    ['WordPress without WooCommerce', () => woo.faults.next(/GET/, { kind: 'answer', answer: () => Response.json({ code: 'rest_no_route' }, { status: 404 }) }), 'not reached', /no REST API of WooCommerce.*WooCommerce is active/s],
    ['a list that is none', () => woo.faults.next(/GET/, { kind: 'answer', answer: () => Response.json({ coupons: [] }) }), 'reached, but not mapped', /what its documentation does not say/],
    ['a wall before it', () => woo.faults.next(/POST/, { kind: 'answer', answer: () => new Response('blocked', { status: 406 }) }), 'reached and mapped, but not valid', /406.*something before WordPress/s],
  ])('and tells of %s: where it stopped, the request, the answer, and what to change', async (_, wrong, stage, says) => {
    wrong();
    const { code, out } = await doctor(coupons);
    expect(out).toMatch(new RegExp(`✗ codes\\s+${stage}`));
    expect(out).toMatch(says);
    expect(code).toBe(1);
    expect(woo.fake.coupons).toEqual([]);
  });

  it('and leaves the currency to the owner where the key may not read it', async () => {
    woo.fake.manages = false;
    const { code, out } = await doctor(coupons);
    expect(out).toMatch(/✓ codes\s+reached, mapped, valid: coupons may be made\n.*may not read the shop’s currency \(403\): see yourself that it is EUR/);
    expect(code).toBe(0);
  });
});

describe('vafa doctor and what makes codes', () => {
  it.each([
    [discounts, { SHOPIFY_TOKEN: '' }, 'codes.token: env:SHOPIFY_TOKEN is empty. Set the environment variable SHOPIFY_TOKEN.'],
    [coupons, { WOO_SECRET: '' }, 'codes.secret: env:WOO_SECRET is empty.'],
    [{ ...coupons, codeSecret: 'env:DERIVED' }, {}, 'codes.codeSecret: env:DERIVED is empty.'],
    [{ ...discounts, apiVersion: '2024-10' }, {}, 'codes.apiVersion is “2024-10”'],
  ])('refuses what the gateway would not start with', async (codes, env, says) => {
    const { code, err } = await doctor(codes, { env });
    expect(err).toContain(says);
    expect(code).not.toBe(0);
    expect([...shopify.seen, ...woo.seen]).toEqual([]);
  });

  it('tries them beside a described backend, and one that fails is failure enough', async () => {
    const backend = { type: 'compose', parts: { club: { type: 'club' }, vendor: { type: 'preset', preset: 'smile-io', settings: { currency: 'EUR' }, baseUrl: 'http://127.0.0.1:9' } }, operations: { wallets: 'vendor' }, otherwise: 'club' };
    const { code, out } = await doctor(discounts, { backend, args: ['--member', 'ann'], env: { SMILE_IO_API_KEY: 'x' } });
    expect(out).toMatch(/vendor:[^]*✗ wallets[^]*codes:\n✓ codes/);
    expect(code).toBe(1);
  });

  it('has nothing to try of a club alone', async () => {
    const file = join(folder, 'vafa.json');
    await writeFile(file, JSON.stringify({ format: 1, origins: [], backend: { type: 'club' } }));
    const { err, code } = await typedWhole(['doctor', file]);
    expect([err, code !== 0]).toEqual([expect.stringContaining('a club alone needs no doctor'), true]);
  });
});
