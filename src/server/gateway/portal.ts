import { Hono, type Context } from 'hono';
import { activityQuery, parseInclude } from '../../adapters/include.js';
import type { Include, PortalAdapter, Snapshot } from '../../adapters/port.js';
import { snapshotOf } from '../../adapters/snapshot.js';
import { PortalError } from '../../domain/errors.js';
import { bodyOf } from './body.js';
import type { Env } from './env.js';
import { OpenLimit } from './limits.js';
import { openApi } from './openapi.js';
import { defaultLimits, type GatewayOptions } from './options.js';
import { joinInput } from './portal-input.js';
import { invalid, problemOf } from './problems.js';
import { identify } from './session.js';
import { streamChanges } from './stream.js';

/** The most reads one snapshot answers. */
const mostIncludes = 20;

/** The Portal API: everything a page may ask in a member's name. */
export function portalRoutes(options: GatewayOptions): Hono<Env> {
  const routes = new Hono<Env>();
  const streams = new OpenLimit(options.limits?.streamsPerMember ?? defaultLimits.streamsPerMember);
  const document = JSON.stringify(openApi(options.shop !== undefined));
  routes.get('/openapi.json', (c) => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });
  routes.use(identify(options));
  routes.get('/capabilities', async (c) => c.json(await portOf(c).capabilities(callOf(c))));
  routes.get('/shop', async (c) => c.json(await (portOf(c).shop?.(callOf(c)) ?? unsupported('shop'))));
  routes.get('/member', async (c) => c.json(await (portOf(c).member?.(callOf(c)) ?? unsupported('member'))));
  routes.get('/wallets', async (c) => c.json(await (portOf(c).wallets?.(callOf(c)) ?? unsupported('wallets'))));
  routes.get('/tiers', async (c) => c.json(await (portOf(c).tiers?.(callOf(c)) ?? unsupported('tiers'))));
  routes.get('/activity', async (c) => {
    const query = activityQuery(new URL(c.req.url).searchParams) ?? invalidQuery('`limit` must be 1 to 100, `cursor` the `next` of a page.');
    return c.json(await (portOf(c).activity?.(query, callOf(c)) ?? unsupported('activity')));
  });
  routes.get('/snapshot', async (c) => c.json(encode(c, await snapshotOf(portOf(c), includesOf(c), { ...callOf(c), since: sinceOf(c) }))));
  // Hono answers HEAD by GET; a stream that nobody reads would keep its place until the token ends.
  routes.get('/watch', (c) => (c.req.method === 'HEAD' ? c.body(null, 204) : streamChanges(c, portOf(c), streams)));
  routes.post('/join', async (c) => {
    const key = c.req.header('Idempotency-Key') ?? invalidQuery('Send the header Idempotency-Key, a new random value for each wish.');
    const includes = includesOf(c);
    const input = await bodyOf(c, joinInput);
    const { result, ...snapshot } = await (portOf(c).join?.(input, { ...callOf(c), key, includes }) ?? unsupported('join'));
    return c.json({ ...encode(c, snapshot), result });
  });
  return routes;
}

function portOf(c: Context<Env>): PortalAdapter {
  return c.get('gateway').backend.open(c.get('session'));
}

function callOf(c: Context<Env>) {
  return { signal: c.req.raw.signal, locale: c.get('locale') };
}

function includesOf(c: Context<Env>): Include[] {
  const texts = c.req.queries('include') ?? [];
  if (texts.length > mostIncludes) throw invalid(`\`include\` is there ${texts.length} times; ${mostIncludes} is the most.`);
  return texts.map((text) => parseInclude(text) ?? invalidQuery(`\`include=${text.slice(0, 100)}\` names no read of this API.`));
}

function sinceOf(c: Context<Env>): number | undefined {
  const since = c.req.query('since');
  if (since === undefined) return undefined;
  const version = /^\d{1,16}$/.test(since) ? Number(since) : Number.NaN;
  return Number.isSafeInteger(version) ? version : invalidQuery('`since` must be a version that an answer told.');
}

// The wire form of an answer: parts without the name of their read, errors as problems.
function encode(c: Context<Env>, { parts, ...rest }: Snapshot) {
  const requestId = c.get('requestId');
  return {
    ...rest,
    parts: parts.map((part) =>
      'error' in part ? { key: part.key, error: problemOf(part.error, requestId) } : { key: part.key, data: part.data },
    ),
  };
}

function invalidQuery(detail: string): never {
  throw invalid(detail);
}

function unsupported(operation: string): never {
  throw new PortalError({ kind: 'unsupported', detail: `This backend does not offer \`${operation}\`.` });
}
