import { Hono, type Context } from 'hono';
import { addressLimits } from './addresses.js';
import { checkOrigins, cors } from './cors.js';
import type { Env } from './env.js';
import { headers } from './headers.js';
import { identityRoutes } from './identity/routes.js';
import type { GatewayOptions } from './options.js';
import { portalRoutes } from './portal.js';
import { answerProblem, HttpProblem } from './problems.js';
import { scriptRoutes } from './scripts.js';
import { shopRoutes } from './shop.js';

/** Any backend, served: the Portal API under `/portal/v1`, the shop's side under `/shop/v1`, tokens under `/identity/v1`, the script under `/v1`. */
export function createGateway(options: GatewayOptions): Hono<Env> {
  const app = new Hono<Env>();
  const { observe, ready } = options;
  if (observe) app.use(observe);
  app.use(async (c, next) => {
    c.set('gateway', options);
    await next();
  });
  app.use(headers);
  const pages = cors(checkOrigins(options.origins));
  app.use('/portal/*', pages);
  // After CORS: a page must be able to read that it asked too often.
  const limits = addressLimits(options);
  app.use('/portal/*', limits.all);
  app.use('/shop/*', limits.all);
  app.route('/identity/v1', identityRoutes(options, { limits, cors: pages }));
  app.route('/portal/v1', portalRoutes(options));
  if (options.shop) app.route('/shop/v1', shopRoutes(options.shop));
  if (options.scripts !== undefined) app.route('/v1', scriptRoutes(options.scripts));
  app.get('/health', (c) => c.json({ ok: true }));
  if (ready) app.get('/ready', async (c) => ((await ready()) ? c.json({ ready: true }) : c.json({ ready: false }, 503)));
  app.notFound((c) => answerProblem(c, missing(app, c)));
  app.onError((thrown, c) => answerProblem(c, thrown));
  return app;
}

// A path that exists for another method is 405 and names that method; any other is 404.
function missing(app: Hono<Env>, c: Context<Env>): HttpProblem {
  const allowed = app.routes.filter((route) => route.method !== 'ALL' && route.path === c.req.path).map((route) => route.method);
  if (allowed.length === 0) return new HttpProblem({ kind: 'not_found', detail: `There is nothing at ${c.req.path}.` }, 404);
  const methods = [...new Set(allowed)].join(', ');
  return new HttpProblem({ kind: 'unsupported', detail: `${c.req.path} answers ${methods} only.` }, 405, { Allow: methods });
}
