import { describe, expect, it } from 'vitest';
import { proxySignature } from '../../src/server/gateway/identity/shopify.js';
import { tokenSecret } from './gateways.js';
import { identityGateway, start } from './identities.js';

const secret = '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';
const shop = 'my-shop.myshopify.com';
const strategy = { type: 'shopify-app-proxy', secrets: [secret], shop } as const;
const gateway = identityGateway([strategy]);
const seconds = start.getTime() / 1_000;
const added = { logged_in_customer_id: '7123', path_prefix: '/apps/club', shop, timestamp: String(seconds) };

/** The query that Shopify makes of this. */
function signed(query: Record<string, string> | [string, string][] = added, key = secret): URLSearchParams {
  const params = new URLSearchParams(query);
  params.set('signature', proxySignature(key, params));
  return params;
}
const ask = (query: URLSearchParams | string, at = gateway) => at.request(`/identity/v1/shopify?${query}`, {});

const attacks: [string, () => URLSearchParams | string, string][] = [
  ['no query', () => '', 'shopify_query'],
  ['no signature', () => new URLSearchParams(added), 'shopify_query'],
  ['an empty signature', () => new URLSearchParams({ ...added, signature: '' }), 'shopify_query'],
  ['capital digits', () => new URLSearchParams({ ...added, signature: proxySignature(secret, new URLSearchParams(added)).toUpperCase() }), 'shopify_query'],
  ['two signatures', () => `${signed()}&signature=${'0'.repeat(64)}`, 'shopify_query'],
  ['another customer than was signed', () => { const query = signed(); query.set('logged_in_customer_id', '7124'); return query; }, 'shopify_signature'],
  ['two customers', () => `${signed()}&logged_in_customer_id=7124`, 'shopify_query'],
  ['two customers, signed', () => signed([...Object.entries(added), ['logged_in_customer_id', '7124']]), 'shopify_query'],
  ['a customer that is no number', () => signed({ ...added, logged_in_customer_id: '7123,7124' }), 'shopify_query'],
  ['no customer at all', () => { const { logged_in_customer_id: _, ...rest } = added; return signed(rest); }, 'shopify_query'],
  ['another secret', () => signed(added, `${secret}x`), 'shopify_signature'],
  ['the token secret', () => signed(added, tokenSecret), 'shopify_signature'],
  ['another shop, signed by the same app', () => signed({ ...added, shop: 'evil.myshopify.com' }), 'shopify_shop'],
  ['a shop that ends otherwise', () => signed({ ...added, shop: `${shop}.evil.example` }), 'shopify_query'],
  ['no time', () => signed({ ...added, timestamp: '' }), 'shopify_query'],
  ['a time a minute ago', () => signed({ ...added, timestamp: String(seconds - 61) }), 'shopify_time'],
  ['a time to come', () => signed({ ...added, timestamp: String(seconds + 6) }), 'shopify_time'],
  ['a time in another base', () => signed({ ...added, timestamp: '0x6500000' }), 'shopify_query'],
  ['a parameter of the visitor’s', () => signed({ ...added, extra: '1' }), 'shopify_query'],
  ['a parameter out of a prototype', () => signed({ ...added, constructor: '1' }), 'shopify_query'],
];

describe('a shop’s app proxy', () => {
  it('signs as Shopify’s documentation shows', () => {
    const documented = 'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555';
    expect(proxySignature('hush', new URLSearchParams(documented))).toBe('4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb');
  });

  it('gives the token of whoever is signed in at the shop', async () => {
    const answer = await ask(signed());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Cache-Control')).toBe('no-store, private');
    const { token, ...more } = await answer.json();
    expect(more).toEqual({});
    expect(await gateway.whoIs(token)).toMatchObject({ status: 200, id: '7123' });
  });

  it('answers 204 to a guest', async () => {
    const answer = await ask(signed({ ...added, logged_in_customer_id: '' }));
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it.each(attacks)('refuses %s', async (_, query, code) => {
    const answer = await ask(query());
    expect(answer.status).toBe(401);
    const { requestId: _id, ...said } = await answer.json();
    expect(said).toMatchObject({ kind: 'unauthenticated', code });
    expect(JSON.stringify(said)).not.toMatch(/712[34]|shpss|\.ts:/);
  });

  it('lets no visitor choose a customer by a parameter whose text reads as another: what is signed has no separators', async () => {
    // A guest asks the shop for /apps/club?a=1logged_in_customer_id%3D77, and Shopify signs it.
    const shopify = signed({ ...added, a: '1logged_in_customer_id=77', logged_in_customer_id: '' });
    // The same letters, cut elsewhere.
    const forged = new URLSearchParams({ a: '1', logged_in_customer_id: '77', 'logged_in_customer_id=path_prefix': '/apps/club', shop, timestamp: String(seconds) });
    expect(proxySignature(secret, forged)).toBe(shopify.get('signature'));
    forged.set('signature', shopify.get('signature') ?? '');
    expect((await ask(forged)).status).toBe(401);
    const hidden = signed({ ...added, a: '1logged_in_customer_id=77m=', logged_in_customer_id: '' });
    const cut = new URLSearchParams({ a: '1', logged_in_customer_id: '77', m: 'logged_in_customer_id=', path_prefix: '/apps/club', shop, timestamp: String(seconds) });
    expect(proxySignature(secret, cut)).toBe(hidden.get('signature'));
    cut.set('signature', hidden.get('signature') ?? '');
    expect((await ask(cut)).status).toBe(401);
  });

  it('is good for a minute, or as long as is said', async () => {
    const query = signed();
    const statuses = async (at: typeof gateway, ages: number[]) => {
      const found = [];
      for (const age of ages) {
        at.after(age);
        found.push((await ask(query, at)).status);
      }
      return found;
    };
    expect(await statuses(identityGateway([strategy]), [-5, 0, 60, 61])).toEqual([200, 200, 200, 401]);
    expect(await statuses(identityGateway([{ ...strategy, maxAgeSeconds: 10 }]), [10, 11])).toEqual([200, 401]);
  });

  it('takes the old secret beside the new one while they are exchanged', async () => {
    const fresh = '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';
    expect((await ask(signed(), identityGateway([{ ...strategy, secrets: [fresh, secret] }]))).status).toBe(200);
    expect((await ask(signed(), identityGateway([{ ...strategy, secrets: [fresh] }]))).status).toBe(401);
  });

  it('counts what is signed by customer and not by address: everybody comes from Shopify’s', async () => {
    const at = identityGateway([strategy], { limits: { addressPerMinute: 2, memberPerMinute: 3 } });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await ask(signed(), at)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await ask(signed({ ...added, logged_in_customer_id: '8' }), at)).status).toBe(200);
    expect([(await ask('', at)).status, (await ask('', at)).status, (await ask('', at)).status]).toEqual([401, 401, 429]);
  });

  it('that is refused is told to the owner, each reason once a minute: the page sees a guest, and nobody would know', async () => {
    const at = identityGateway([strategy]);
    for (let time = 0; time < 3; time += 1) await ask(signed(added, `${secret}x`), at);
    await ask(signed({ ...added, timestamp: '0' }), at);
    expect(at.told).toEqual([expect.stringContaining('client secret of the app'), expect.stringContaining('look at the gateway’s clock')]);
    expect(at.told.join()).not.toMatch(/7123|shpss/);
    at.after(61);
    await ask(signed(added, `${secret}x`), at);
    expect(at.told).toHaveLength(3);
  });

  it.each([
    [{ ...strategy, shop: 'my-shop.example' }, /shop is "my-shop.example"/],
    [{ ...strategy, secrets: ['hush'] }, /shopify-app-proxy secrets.*4 bytes/],
    [{ ...strategy, maxAgeSeconds: 3_600 }, /maxAgeSeconds is 3600/],
  ])('a gateway does not start with a wrong one: %#', (wrong, said) => {
    expect(() => identityGateway([wrong])).toThrow(said);
  });
});
