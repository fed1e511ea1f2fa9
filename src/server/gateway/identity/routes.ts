import { Hono, type MiddlewareHandler } from 'hono';
import type { AddressLimits } from '../addresses.js';
import type { Env } from '../env.js';
import { RateLimit, Seldom } from '../limits.js';
import { defaultLimits, type GatewayOptions } from '../options.js';
import { HttpProblem } from '../problems.js';
import { addCodes } from './codes.js';
import { addExchange } from './exchange.js';
import { minter, type Whom } from './minting.js';
import { addShopify } from './shopify.js';
import { strategiesOf, strategyOf } from './strategies.js';

/** What the strategies share. */
export interface IdentityParts {
  readonly options: GatewayOptions;
  readonly now: () => Date;
  readonly mint: (whom: Whom) => Promise<string>;
  /** Tokens that are made for one member. */
  readonly byMember: RateLimit;
  readonly limits: AddressLimits;
  /** Tells the owner why a server was refused, each reason once a minute: the page that asked through it only sees a guest. */
  readonly telling: MiddlewareHandler<Env>;
}

/** Where tokens are made, by the strategies that make them. */
export function identityRoutes(options: GatewayOptions, { limits, cors }: Pick<IdentityParts, 'limits'> & { readonly cors: MiddlewareHandler<Env> }): Hono<Env> {
  const routes = new Hono<Env>();
  const now = options.now ?? (() => new Date());
  const byMember = new RateLimit(options.limits?.memberPerMinute ?? defaultLimits.memberPerMinute, now);
  const parts: IdentityParts = { options, now, mint: minter(options, now), byMember, limits, telling: telling(options, now) };
  const strategies = strategiesOf(options.identity);
  // Also where there are no codes: a page’s form must be able to read that.
  for (const path of ['/codes', '/tokens']) routes.use(path, cors);
  const exchange = strategyOf(strategies, 'session-exchange');
  if (exchange) addExchange(routes, exchange, parts);
  const shopify = strategyOf(strategies, 'shopify-app-proxy');
  if (shopify) addShopify(routes, shopify, parts);
  const codes = strategyOf(strategies, 'one-time-code');
  if (codes) addCodes(routes, codes, parts);
  return routes;
}

function telling({ onError }: GatewayOptions, now: () => Date): MiddlewareHandler<Env> {
  const seldom = new Seldom(60, now);
  return async (c, next) => {
    await next();
    const { error } = c;
    if (error instanceof HttpProblem && error.status === 401 && seldom.take(error.message)) onError?.(error, c.get('requestId'));
  };
}
