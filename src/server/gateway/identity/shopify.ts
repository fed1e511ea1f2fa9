import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import type { Env } from '../env.js';
import { answerJson } from '../headers.js';
import { HttpProblem } from '../problems.js';
import { checkSecrets } from '../token.js';
import type { IdentityParts } from './routes.js';
import { within, type ShopifyAppProxyStrategy } from './strategies.js';

/** Seconds that Shopify’s clock may be ahead. */
const ahead = 5;

/**
 * What Shopify adds to a request that it forwards, and how each must look. Nothing else may be there: what is signed has
 * no separators, so whoever may add a parameter could choose one whose text reads as another customer’s id.
 */
const expected: Readonly<Record<string, RegExp>> = {
  logged_in_customer_id: /^\d{0,30}$/,
  path_prefix: /^\/[\w-]{1,40}\/[\w-]{1,100}$/,
  shop: /^[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com$/,
  timestamp: /^\d{1,12}$/,
  signature: /^[0-9a-f]{64}$/,
};

/** The signature of an app proxy’s request: HMAC-SHA256, in hexadecimal digits, over the sorted `key=value` with nothing between; what is there several times is joined with commas. */
export function proxySignature(secret: string, query: URLSearchParams): string {
  const keys = [...new Set(query.keys())].filter((key) => key !== 'signature');
  const pairs = keys.map((key) => Buffer.from(`${key}=${query.getAll(key).join(',')}`));
  return createHmac('sha256', secret).update(Buffer.concat(pairs.sort((a, b) => a.compare(b)))).digest('hex');
}

/** `GET /shopify`: asked through a shop’s app proxy, it answers the token of whoever is signed in there, or 204. */
export function addShopify(routes: Hono<Env>, strategy: ShopifyAppProxyStrategy, { now, mint, byMember, limits, telling }: IdentityParts): void {
  const check = proxyCheck(strategy, now);
  routes.use('/shopify', limits.refused, telling);
  routes.get('/shopify', async (c) => {
    const memberId = check(new URL(c.req.url).searchParams);
    if (memberId === '') return c.body(null, 204);
    byMember.take(memberId);
    return answerJson(c, { token: await mint({ memberId }) });
  });
}

/** Checks a request of the app proxy; answers the customer’s id, which is empty for a guest. */
function proxyCheck({ secrets, shop, maxAgeSeconds = 60 }: ShopifyAppProxyStrategy, now: () => Date): (query: URLSearchParams) => string {
  checkSecrets(secrets, 'identity shopify-app-proxy secrets');
  const maxAge = within('identity shopify-app-proxy maxAgeSeconds', maxAgeSeconds, 5, 300);
  if (!expected.shop?.test(shop)) throw new Error(`identity shopify-app-proxy shop is "${shop}". Write it like my-shop.myshopify.com.`);
  return (query) => {
    checkForm(query);
    const given = Buffer.from(query.get('signature') ?? '', 'hex');
    if (!secrets.map((secret) => timingSafeEqual(given, Buffer.from(proxySignature(secret, query), 'hex'))).includes(true)) {
      throw refused('its signature is wrong. Set the secret of this strategy to the client secret of the app whose proxy points here', 'shopify_signature');
    }
    if (query.get('shop') !== shop) throw refused('it is of another shop. Name this one as `shop` of the strategy', 'shopify_shop');
    const age = now().getTime() / 1_000 - Number(query.get('timestamp'));
    if (age > maxAge || age < -ahead) throw refused(`it was signed more than ${maxAge} seconds ago, or in the future: look at the gateway’s clock`, 'shopify_time');
    return query.get('logged_in_customer_id') ?? '';
  };
}

function checkForm(query: URLSearchParams): void {
  for (const key of query.keys()) {
    if (!Object.hasOwn(expected, key)) throw refused('it has a parameter that Shopify does not add. Ask the proxy’s address without a query', 'shopify_query');
  }
  for (const [key, form] of Object.entries(expected)) {
    const [value, ...more] = query.getAll(key);
    if (value === undefined || more.length > 0 || !form.test(value)) throw refused(`\`${key}\` must be there once, as Shopify writes it. Ask through the shop, e.g. https://my-shop.example/apps/club`, 'shopify_query');
  }
}

function refused(why: string, code: string): HttpProblem {
  return new HttpProblem({ kind: 'unauthenticated', detail: `The request is not valid here: ${why}.`, code }, 401);
}
