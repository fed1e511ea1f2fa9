import type { Hono } from 'hono';
import { createGateway } from '../../src/server/gateway/gateway.js';
import type { Env } from '../../src/server/gateway/env.js';
import type { GatewayOptions } from '../../src/server/gateway/options.js';
import { mintToken, type TokenWish } from '../../src/server/gateway/token.js';
import type { Club } from '../../src/server/club/club.js';
import type { ShopEvent } from '../../src/domain/shop-event.schema.js';

/** Secrets of the tests; long and varied enough to be accepted. */
export const tokenSecret = 'a-secret-for-tokens-that-only-tests-know-0123456789';
/** The secret of the tests' shop server. */
export const shopSecret = 'a-secret-for-the-shop-that-only-tests-know-0123456789';
/** The origin of the tests' shop. */
export const origin = 'https://shop.example';

/** A gateway over a club, called without a network. */
export interface TestGateway {
  readonly app: Hono<Env>;
  /** Calls a path; `as` signs in a member. */
  call(path: string, init?: RequestInit & { readonly as?: string }): Promise<Response>;
  /** Sends an event as the shop's server. */
  tell(event: ShopEvent): Promise<Response>;
}

/** A gateway over this club with the tests' secrets. */
export function gatewayOver(club: Club, options: Partial<GatewayOptions> = {}): TestGateway {
  const app = createGateway({
    backend: club,
    shopId: club.shopId,
    token: { secrets: [tokenSecret], issuer: 'demo' },
    origins: [origin],
    shop: { port: club, secrets: [shopSecret] },
    ...options,
  });
  return {
    app,
    call: async (path, { as, ...init } = {}) => {
      const headers = new Headers(init.headers);
      if (as !== undefined) headers.set('Authorization', `Bearer ${await tokenFor(as)}`);
      return app.request(`http://gateway.test${path}`, { ...init, headers });
    },
    tell: async (event) =>
      app.request('http://gateway.test/shop/v1/events', {
        method: 'POST',
        headers: { Authorization: `Bearer ${shopSecret}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(event),
      }),
  };
}

/** A good token of a member. */
export function tokenFor(memberId: string, more: Partial<TokenWish> = {}): Promise<string> {
  return mintToken({ secret: tokenSecret, issuer: 'demo', memberId, ...more });
}

/** The settings of a request that joins the club. */
export function joining(key: string, body: unknown = { acceptTerms: true }): RequestInit {
  return { method: 'POST', headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
