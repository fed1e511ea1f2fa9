import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { CodeRefused, type CodeWish } from '../../src/server/club/issuer.js';
import { parseConfig } from '../../src/server/config/config.js';
import { issuerFrom } from '../../src/server/config/codes.js';
import { parseProgram } from '../../src/server/club/program/program.js';
import { derivedCode } from '../../src/server/issuers/derived-code.js';
import { programWith } from './reward-program.js';
import { shopifyBench, wooBench, type IssuerBench } from './issuer-benches.js';

const now = () => new Date('2026-03-01T08:00:00Z');
const call = (milliseconds = 10_000) => ({ signal: AbortSignal.timeout(milliseconds) });
const euros = (minor: number) => ({ minor, currency: 'EUR' });
const wishOf = (more: Partial<CodeWish> = {}): CodeWish => ({ redemptionId: randomUUID(), rewardId: 'five-off', kind: 'coupon', worth: euros(500), minimumBasket: euros(2_050), validUntil: '2026-04-01T20:30:00.000Z', ...more });

/** What a wish failed with, and whether it says what nobody may read. */
async function failure(work: Promise<unknown>, hidden: readonly string[] = []): Promise<Error> {
  const thrown: unknown = await work.then(() => undefined, (reason: unknown) => reason);
  if (!(thrown instanceof Error)) throw new Error('It did not fail.');
  for (const secret of hidden) expect(inspect(thrown, { depth: 10 })).not.toContain(secret);
  return thrown;
}
const open = async (work: Promise<unknown>, hidden?: readonly string[]) => {
  const thrown = await failure(work, hidden);
  expect(thrown).not.toBeInstanceOf(CodeRefused);
  return thrown.message;
};
const refused = async (work: Promise<unknown>, hidden?: readonly string[]) => {
  const thrown = await failure(work, hidden);
  expect(thrown).toBeInstanceOf(CodeRefused);
  return thrown.message;
};

describe.each([
  ['Shopify', shopifyBench],
  ['WooCommerce', wooBench],
])('codes as discounts of %s', (name, make) => {
  let bench: IssuerBench;
  let wish: CodeWish;
  beforeEach(() => {
    bench = make(now);
    wish = wishOf();
  });
  const hidden = (code = '') => [...bench.secrets, 'canary', ...(code ? [code, code.toLowerCase()] : [])];
  const codeOf = async (wanted: CodeWish) => (await make(now).issuer.issue(wanted, call())).code;

  it('are made with what was promised, for one use, and can be read and spelled', async () => {
    const { code } = await bench.issuer.issue(wish, call());
    expect(code).toMatch(/^VAFA(-[2-9A-HJ-NP-Z]{4}){4}$/);
    expect(bench.coupons(code)).toEqual([{ note: `Vafa: reward five-off, redemption ${wish.redemptionId}`, usageLimit: 1, minimum: '20.50', ends: '2026-04-01T20:30:00Z' }]);
    expect([bench.use(code), bench.use(code)]).toEqual([true, false]);
    expect(bench.seen.every(({ redirect }) => redirect === 'manual')).toBe(true);
  });

  it('are one for a redemption: asked again, at once, by others, after it was used', async () => {
    const answers = await Promise.all([bench.issuer, bench.issuer, bench.again(), bench.again()].map((one) => one.issue(wish, call())));
    const [first] = answers;
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
    expect(bench.coupons(first?.code ?? '')).toHaveLength(1);
    expect(bench.use(first?.code ?? '')).toBe(true);
    expect(await bench.again().issue(wish, call())).toEqual(first);
    expect((await bench.issuer.issue(wishOf(), call())).code).not.toBe(first?.code);
  });

  it('are the same when the answer got lost', async () => {
    bench.faults.next(bench.making, { kind: 'lost' });
    const code = await codeOf(wish);
    expect(await open(bench.issuer.issue(wish, call()), hidden(code))).toContain('could not be reached');
    expect(await bench.issuer.issue(wish, call())).toEqual({ code });
    expect(bench.coupons(code)).toHaveLength(1);
  });

  it('are not taken from somebody else, and taking back leaves theirs alone', async () => {
    const code = await codeOf(wish);
    await bench.collide(code);
    expect(await refused(bench.issuer.issue(wish, call()), hidden(code))).toContain('codes.prefix');
    expect(await bench.issuer.revoke(wish, call())).toBe('revoked');
    expect(bench.coupons(code)).toMatchObject([{ note: 'Summer' }]);
    expect(bench.use(code)).toBe(true);
  });

  it('are refused for what a discount cannot be, with what to change', async () => {
    expect(await refused(bench.issuer.issue(wishOf({ worth: { minor: 5, currency: 'USD' } }), call()))).toContain('worth is in USD, and the shop\'s discounts are in EUR');
    expect(await refused(bench.issuer.issue(wishOf({ minimumBasket: { minor: 5, currency: 'USD' } }), call()))).toContain('minimumBasket is in USD');
    expect(await refused(bench.issuer.issue(wishOf({ worth: undefined }), call()))).toContain('Write its worth');
    expect(await refused(bench.issuer.issue(wishOf({ kind: 'gift_card' }), call()))).toContain('gift_card');
    expect(await refused(bench.issuer.issue(wishOf({ kind: 'product' }), call()))).toContain('as product into the program');
    expect(await refused(bench.issuer.issue(wishOf({ kind: 'product', product: 'sku-1', worth: euros(900) }), call()))).toContain('no id of');
    expect(await refused(bench.again({ currency: 'IRT' }).issue(wishOf({ worth: { minor: 5, currency: 'IRT' }, minimumBasket: undefined }), call()))).toContain('codes.decimals');
    expect(bench.seen).toEqual([]);
  });

  it('are refused when the vendor says so clearly; its words are not repeated', async () => {
    bench.faults.next(bench.making, { kind: 'answer', answer: bench.refusal });
    expect(await refused(bench.issuer.issue(wish, call()), hidden())).toMatch(/VALUE_OUTSIDE_RANGE|woocommerce_rest_invalid_coupon/);
    for (const status of [400, 404, 422]) {
      bench.faults.next(bench.making, { kind: 'answer', answer: () => new Response('canary', { status }) });
      expect(await refused(bench.issuer.issue(wish, call()), hidden())).toContain(String(status));
    }
  });

  it('stay open when nobody knows: a server in trouble, no JSON, another form, a redirect', async () => {
    const answers: [() => Response, string][] = [
      [() => new Response('canary', { status: 502 }), '502'],
      [() => new Response('canary', { status: 200 }), 'no JSON'],
      [() => Response.json({ canary: true }), 'documentation'],
      [() => new Response('', { status: 301, headers: { Location: 'https://elsewhere.example/canary' } }), 'redirect, which is not followed'],
      [() => new Response('x'.repeat(1_000_001), { status: 200 }), 'more than'],
    ];
    for (const [answer, says] of answers) {
      bench.faults.next(bench.making, { kind: 'answer', answer });
      expect(await open(bench.issuer.issue(wish, call()), hidden())).toContain(says);
    }
    expect(bench.seen).toHaveLength(answers.length);
  });

  it('say that the credentials are bad, and neither which they are', async () => {
    expect(await open(bench.again({ wrong: true }).issue(wish, call()), [...hidden(), 'ck_old'])).toMatch(/401.*codes\.(token|key)/);
    expect(await open(bench.again({ wrong: true }).revoke(wish, call()), hidden())).toContain('401');
  });

  it('wait where the vendor asks to, and no longer than there is time', async () => {
    bench.faults.next(bench.making, { kind: 'answer', answer: bench.tooMany });
    expect((await bench.issuer.issue(wish, call())).code).toBe(await codeOf(wish));
    const wait = (seconds: string) => bench.faults.next(bench.making, { kind: 'answer', answer: () => new Response('', { status: 429, headers: { 'Retry-After': seconds } }) });
    wait('3');
    expect(await open(bench.issuer.issue(wish, call(50)))).toContain('in time');
    wait('3600');
    expect(await open(bench.issuer.issue(wish, call()))).toContain('asks to wait 3600 s');
  });

  it('stay open when the time is over', async () => {
    const silent = bench.again({ fetch: (_url, { signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error(`canary ${bench.secrets.join()}`)))) });
    expect(await open(silent.issue(wish, call(20)), hidden())).toBe(`${name} did not answer in time.`);
    expect(await open(silent.revoke(wish, call(20)), hidden())).toBe(`${name} did not answer in time.`);
  });

  it('are worthless once they are taken back, and taken back again', async () => {
    const { code } = await bench.issuer.issue(wish, call());
    expect(await bench.issuer.revoke({ ...wish, code }, call())).toBe('revoked');
    expect(await bench.issuer.revoke(wish, call())).toBe('revoked');
    expect(bench.use(code)).toBe(false);
    expect(await refused(bench.issuer.issue(wish, call()), hidden(code))).toContain('taken back');
  });

  it('that were used are not taken back', async () => {
    const { code } = await bench.issuer.issue(wish, call());
    bench.use(code);
    expect(await bench.issuer.revoke({ ...wish, code }, call())).toBe('used');
    expect(await bench.issuer.revoke(wish, call())).toBe('used');
  });

  it('that were never made cannot come later', async () => {
    expect(await bench.issuer.revoke(wish, call())).toBe('revoked');
    const code = await codeOf(wish);
    expect(bench.use(code)).toBe(false);
    expect(await refused(bench.again().issue(wish, call()), hidden(code))).toContain('taken back');
    expect(bench.use(code)).toBe(false);
  });

  it('that come while they are taken back are worthless, whoever was first', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const wanted = wishOf();
      const code = await codeOf(wanted);
      const [made] = await Promise.allSettled([bench.issuer.issue(wanted, call()), bench.again().revoke(wanted, call())]);
      // As the club does with a code that it gave up before it came.
      if (made.status === 'fulfilled') await bench.issuer.revoke({ ...wanted, code }, call());
      expect(bench.use(code)).toBe(false);
    }
  });

  it('are taken back again when the answer to that was lost', async () => {
    const { code } = await bench.issuer.issue(wish, call());
    bench.faults.next(bench.ending, { kind: 'lost' });
    await open(bench.issuer.revoke(wish, call()), hidden(code));
    expect(await bench.issuer.revoke(wish, call())).toBe('revoked');
    bench.faults.next(bench.making, { kind: 'lost' });
    const other = wishOf();
    await open(bench.issuer.revoke(other, call()));
    expect(await bench.issuer.revoke(other, call())).toBe('revoked');
    expect(bench.use(await codeOf(other))).toBe(false);
  });
});

describe('what a discount can say', () => {
  it('of Shopify: money off the cart or off one variant, and free delivery', async () => {
    const { fake, issuer } = shopifyBench(now);
    await issuer.issue(wishOf(), call());
    await issuer.issue(wishOf({ kind: 'product', product: '44', worth: euros(900) }), call());
    await issuer.issue(wishOf({ kind: 'product', product: 'gid://shopify/Product/7', worth: euros(900) }), call());
    await issuer.issue(wishOf({ kind: 'shipping', worth: undefined }), call());
    expect(fake.discounts.map(({ input: { customerGets, destination } }) => JSON.parse(JSON.stringify({ customerGets, destination })) as unknown)).toEqual([
      { customerGets: { items: { all: true }, value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } } } },
      { customerGets: { items: { products: { productVariantsToAdd: ['gid://shopify/ProductVariant/44'] } }, value: { discountAmount: { amount: '9.00', appliesOnEachItem: false } } } },
      { customerGets: { items: { products: { productsToAdd: ['gid://shopify/Product/7'] } }, value: { discountAmount: { amount: '9.00', appliesOnEachItem: false } } } },
      { destination: { all: true } },
    ]);
    expect(fake.seen[0]?.url).toBe('https://my-shop.myshopify.com/admin/api/2026-10/graphql.json');
    expect(await refused(issuer.issue(wishOf({ kind: 'product', product: '44', worth: undefined }), call()))).toContain('needs its price');
  });

  it('of WooCommerce: money off the cart, one piece of a product, and free delivery', async () => {
    const { fake, issuer } = wooBench(now);
    await issuer.issue(wishOf(), call());
    await issuer.issue(wishOf({ kind: 'product', product: '44', worth: undefined }), call());
    await issuer.issue(wishOf({ kind: 'shipping', worth: undefined, minimumBasket: undefined, validUntil: undefined }), call());
    expect(fake.coupons).toMatchObject([
      { discount_type: 'fixed_cart', amount: '5.00', free_shipping: false },
      { discount_type: 'percent', amount: '100', product_ids: [44], limit_usage_to_x_items: 1 },
      { discount_type: 'fixed_cart', amount: '0', free_shipping: true, date_expires_gmt: null },
    ]);
  });

  it('derives codes from the redemption and the key alone', () => {
    const code = (redemptionId: string, key = 'k', prefix?: string) => derivedCode({ key: () => key, prefix }, redemptionId);
    expect(code('a')).toBe(code('a'));
    expect(new Set([code('a'), code('b'), code('a', 'other')]).size).toBe(3);
    expect(code('a', 'k', 'TEA')).toMatch(/^TEA-/);
  });
});

describe('a configuration', () => {
  const base = { format: 1, origins: [], backend: { type: 'club' } };
  const shopify = { type: 'shopify-discount', shop: 'my-shop.myshopify.com', token: 'env:SHOPIFY_ADMIN_TOKEN', currency: 'EUR' };
  const woo = { type: 'woocommerce-coupon', url: 'https://shop.example', key: 'env:WOO_KEY', secret: 'env:WOO_SECRET', currency: 'EUR' };
  const made = (codes: object, secrets: (reference: string) => string | undefined = () => 'here') => issuerFrom(parseConfig({ ...base, codes }).codes, { secrets, fetch: () => Promise.reject(new Error()) });

  it('names who makes codes', () => {
    expect(made(shopify)).toBeDefined();
    expect(made({ ...woo, prefix: 'TEA', codeSecret: 'file:/run/secrets/codes', decimals: 0 })).toBeDefined();
    expect(issuerFrom(undefined, { secrets: () => undefined, fetch: () => Promise.reject(new Error()) })).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ['another host', { ...shopify, shop: 'shop.example' }, 'must be like my-shop.myshopify.com'],
    ['a host that only begins like it', { ...shopify, shop: 'my-shop.myshopify.com.evil.example' }, 'must be like my-shop.myshopify.com'],
    ['a secret in the open', { ...shopify, token: 'shpat_1' }, 'never the secret itself'],
    ['an old version', { ...shopify, apiVersion: '2025-07' }, '2025-10 or newer'],
    ['plain http', { ...woo, url: 'http://shop.example' }, 'https address'],
    ['an address with a password', { ...woo, url: 'https://a:b@shop.example' }, 'https address'],
  ])('is not taken with %s', (_, codes, says) => expect(() => made(codes)).toThrow(says));

  it('frees the program from an address of the shop’s server, whole or not at all', () => {
    const program = (callback: object) => parseProgram({ ...programWith([]), callback });
    expect(program({})).toMatchObject({ callback: { waitSeconds: 5, deadlineSeconds: 120 } });
    expect(() => program({ url: 'https://shop.example/codes' })).toThrow('needs url and secret, or neither');
  });

  it('says which secret is missing, and that codes want a club', () => {
    expect(() => made(woo, (reference) => (reference === 'env:WOO_KEY' ? 'here' : undefined))).toThrow('codes.secret: env:WOO_SECRET is empty');
    const shop = { id: 'tea', name: 'Tea' };
    expect(() => parseConfig({ ...base, shop, codes: shopify, backend: { type: 'preset', preset: 'smile-io' } })).toThrow(/are made for a club, and the backend has none[^]*at codes/);
  });
});
