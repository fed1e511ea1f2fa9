import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import { checkOrigins, cors } from './cors.js';
import type { Env } from './env.js';
import { headers } from './headers.js';
import { RateLimit } from './limits.js';
import { clientAddress, defaultLimits, type GatewayOptions } from './options.js';
import { portalRoutes } from './portal.js';
import { answerProblem, HttpProblem } from './problems.js';
import { scriptRoutes } from './scripts.js';
import { isServed } from './served.js';
import { shopRoutes } from './shop.js';

/** Any backend, served: the Portal API under `/portal/v1`, the shop's side under `/shop/v1`, the script under `/v1`. */
export function createGateway(options: GatewayOptions): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set('gateway', options);
    await next();
  });
  app.use(headers);
  app.use('/portal/*', cors(checkOrigins(options.origins)));
  // After CORS: a page must be able to read that it asked too often.
  const limited = limitAddress(options);
  app.use('/portal/*', limited);
  app.use('/shop/*', limited);
  app.route('/portal/v1', portalRoutes(options));
  if (options.shop) app.route('/shop/v1', shopRoutes(options.shop));
  if (options.scripts !== undefined) app.route('/v1', scriptRoutes(options.scripts));
  app.get('/health', (c) => c.json({ ok: true }));
  app.notFound((c) => answerProblem(c, missing(app, c)));
  app.onError((thrown, c) => answerProblem(c, thrown));
  return app;
}

function limitAddress(options: GatewayOptions) {
  const limit = new RateLimit(options.limits?.addressPerMinute ?? defaultLimits.addressPerMinute, options.now ?? (() => new Date()));
  const addressOf = options.addressOf ?? clientAddress(0);
  return async (c: Context<Env>, next: () => Promise<void>) => {
    limit.take(addressOf({ peer: peerOf(c), forwarded: c.req.header('X-Forwarded-For') }));
    await next();
  };
}

// Only a real server knows the other end.
function peerOf(c: Context<Env>): string | undefined {
  return isServed(c) ? getConnInfo(c).remote.address : undefined;
}

// A path that exists for another method is 405 and names that method; any other is 404.
function missing(app: Hono<Env>, c: Context<Env>): HttpProblem {
  const allowed = app.routes.filter((route) => route.method !== 'ALL' && route.path === c.req.path).map((route) => route.method);
  if (allowed.length === 0) return new HttpProblem({ kind: 'not_found', detail: `There is nothing at ${c.req.path}.` }, 404);
  const methods = [...new Set(allowed)].join(', ');
  return new HttpProblem({ kind: 'unsupported', detail: `${c.req.path} answers ${methods} only.` }, 405, { Allow: methods });
}
