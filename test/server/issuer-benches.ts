import type { Fetch } from '../../src/adapters/declarative/transport.js';
import type { CodeIssuer } from '../../src/server/club/issuer.js';
import { ShopifyDiscountIssuer } from '../../src/server/issuers/shopify.js';
import { WooCommerceCouponIssuer } from '../../src/server/issuers/woocommerce.js';
import type { Faults } from '../fakes/faults.js';
import { ShopifyAdminFake } from '../fakes/shopify-admin.js';
import { WooCommerceFake } from '../fakes/woocommerce.js';

/** What a code does in the shop, as each vendor has it. */
export interface Coupon {
  readonly note: string;
  readonly usageLimit: number | null | undefined;
  readonly minimum: string | undefined;
  readonly ends: string | undefined;
}

/** A maker of codes over a fake of its vendor. */
export interface IssuerBench {
  readonly name: string;
  readonly issuer: CodeIssuer;
  /** The same vendor, asked by another process; `wrong` has other credentials. */
  again(more?: { readonly wrong?: boolean; readonly fetch?: Fetch; readonly currency?: string }): CodeIssuer;
  readonly fetch: Fetch;
  readonly faults: Faults;
  readonly seen: readonly { readonly name: string; readonly url: string; readonly redirect: unknown }[];
  /** The fault of this name is one of making or of ending a discount. */
  readonly making: RegExp;
  readonly ending: RegExp;
  readonly secrets: readonly string[];
  coupons(code: string): Coupon[];
  use(code: string): boolean;
  /** Somebody else makes a discount of that code. */
  collide(code: string): Promise<void>;
  /** The answer to somebody who asks too much. */
  tooMany(): Response;
  /** What a clear refusal of the wish looks like. */
  refusal(): Response;
}

const token = 'shpat_canary_0123456789abcdef0123456789abcdef';

/** A Shopify shop. */
export function shopifyBench(now: () => Date): IssuerBench & { readonly fake: ShopifyAdminFake } {
  const fake = new ShopifyAdminFake(token, now);
  const again: IssuerBench['again'] = ({ wrong = false, fetch = fake.fetch, currency = 'EUR' } = {}) =>
    new ShopifyDiscountIssuer({ shop: 'my-shop.myshopify.com', token: () => (wrong ? `${token}-old` : token), key: () => token, currency, fetch, now });
  const { fetch, faults, seen } = fake;
  return {
    ...{ name: 'Shopify', fake, again, issuer: again(), fetch, faults, seen },
    ...{ making: /Discount|Shipping/, ending: /Deactivate/, secrets: [token] },
    coupons: (code) =>
      fake.discounts.filter(({ input }) => input.code === code).map(({ input, endsAt }) => ({ note: input.title, usageLimit: input.usageLimit, minimum: (input.minimumRequirement as { subtotal?: { greaterThanOrEqualToSubtotal?: string } } | undefined)?.subtotal?.greaterThanOrEqualToSubtotal, ends: endsAt })),
    use: (code) => fake.use(code),
    collide: async (code) => void fake.discounts.push({ id: 'gid://shopify/DiscountCodeNode/999', input: { title: 'Summer', code, startsAt: '2026-01-01T00:00:00Z' }, endsAt: undefined, used: 0 }),
    tooMany: () =>
      Response.json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost: { requestedQueryCost: 10, actualQueryCost: null, throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 50 } } } }),
    refusal: () => Response.json({ data: { changed: { codeDiscountNode: null, userErrors: [{ code: 'VALUE_OUTSIDE_RANGE', field: ['basicCodeDiscount', 'usageLimit'], message: 'canary of the vendor' }] } } }),
  };
}

const key = 'ck_canary_0123456789abcdef';
const secret = 'cs_canary_0123456789abcdef';

/** A WooCommerce shop. */
export function wooBench(now: () => Date): IssuerBench & { readonly fake: WooCommerceFake } {
  const fake = new WooCommerceFake(key, secret, now);
  const again: IssuerBench['again'] = ({ wrong = false, fetch = fake.fetch, currency = 'EUR' } = {}) =>
    new WooCommerceCouponIssuer({ url: 'https://shop.example/', consumerKey: () => (wrong ? 'ck_old' : key), secret: () => secret, currency, fetch, now });
  const { fetch, faults, seen } = fake;
  return {
    ...{ name: 'WooCommerce', fake, again, issuer: again(), fetch, faults, seen },
    ...{ making: /POST/, ending: /PUT/, secrets: [key, secret, btoa(`${key}:${secret}`)] },
    coupons: (code) =>
      fake.coupons
        .filter((each) => each.code === code.toLowerCase())
        .map((each) => ({ note: each.description, usageLimit: each.usage_limit, minimum: each.minimum_amount === '0.00' ? undefined : each.minimum_amount, ends: each.date_expires_gmt === null ? undefined : `${each.date_expires_gmt}Z` })),
    use: (code) => fake.use(code),
    collide: async (code) => {
      const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}` };
      await fake.fetch('https://shop.example/wp-json/wc/v3/coupons', { method: 'POST', headers, body: JSON.stringify({ code, amount: '5', description: 'Summer' }) });
    },
    tooMany: () => new Response('', { status: 429, headers: { 'Retry-After': '0' } }),
    refusal: () => Response.json({ code: 'woocommerce_rest_invalid_coupon', message: 'canary of the vendor', data: { status: 422 } }, { status: 422 }),
  };
}
