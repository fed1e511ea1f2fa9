import { Hono, type Context } from 'hono';
import type * as z from 'zod/mini';
import { parseInclude, parseQuery } from '../../adapters/parse-include.js';
import type { Include, PortalAdapter, Queries, Snapshot, WriteCall, Written } from '../../adapters/port.js';
import { snapshotOf } from '../../adapters/snapshot.js';
import { completeEarnActionInput } from '../../domain/earning.schema.js';
import { PortalError } from '../../domain/errors.js';
import { cancelRedemptionInput, redeemInput } from '../../domain/reward.schema.js';
import { dismissInput } from '../../domain/tier.schema.js';
import { bodyOf } from './body.js';
import type { Env } from './env.js';
import { answerJson } from './headers.js';
import { strategiesOf } from './identity/strategies.js';
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
  const document = JSON.stringify(openApi(options.shop !== undefined, strategiesOf(options.identity).map(({ type }) => type)));
  routes.get('/openapi.json', (c) => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });
  routes.use(identify(options));
  addReads(routes);
  routes.get('/snapshot', async (c) => answerJson(c, encode(c, await snapshotOf(portOf(c), includesOf(c), { ...callOf(c), since: sinceOf(c) }))));
  // Hono answers HEAD by GET; a stream that nobody reads would keep its place until the token ends.
  routes.get('/watch', (c) => (c.req.method === 'HEAD' ? c.body(null, 204) : streamChanges(c, portOf(c), streams)));
  addWrites(routes);
  return routes;
}

// Written out, not looped over: each route's answer is held to its own read by the compiler.
function addReads(routes: Hono<Env>): void {
  routes.get('/capabilities', async (c) => answerJson(c, await portOf(c).capabilities(callOf(c))));
  routes.get('/shop', async (c) => answerJson(c, await (portOf(c).shop?.(callOf(c)) ?? unsupported('shop'))));
  routes.get('/member', async (c) => answerJson(c, await (portOf(c).member?.(callOf(c)) ?? unsupported('member'))));
  routes.get('/wallets', async (c) => answerJson(c, await (portOf(c).wallets?.(callOf(c)) ?? unsupported('wallets'))));
  routes.get('/tiers', async (c) => answerJson(c, await (portOf(c).tiers?.(callOf(c)) ?? unsupported('tiers'))));
  routes.get('/rewards', async (c) => answerJson(c, await (portOf(c).rewards?.(callOf(c)) ?? unsupported('rewards'))));
  routes.get('/redemptions', async (c) => answerJson(c, await (portOf(c).redemptions?.(callOf(c)) ?? unsupported('redemptions'))));
  routes.get('/earnActions', async (c) => answerJson(c, await (portOf(c).earnActions?.(callOf(c)) ?? unsupported('earnActions'))));
  routes.get('/activity', async (c) => answerJson(c, await (portOf(c).activity?.(queryOf(c, 'activity'), callOf(c)) ?? unsupported('activity'))));
  routes.get('/orders', async (c) => answerJson(c, await (portOf(c).orders?.(queryOf(c, 'orders'), callOf(c)) ?? unsupported('orders'))));
  routes.get('/order', async (c) => answerJson(c, await (portOf(c).order?.(queryOf(c, 'order'), callOf(c)) ?? unsupported('order'))));
  routes.get('/estimate', async (c) => answerJson(c, await (portOf(c).estimate?.(queryOf(c, 'estimate'), callOf(c)) ?? unsupported('estimate'))));
}

function addWrites(routes: Hono<Env>): void {
  write(routes, '/join', joinInput, (port, input, call) => port.join?.(input, call));
  write(routes, '/redeem', redeemInput, (port, input, call) => port.redeem?.(input, call));
  write(routes, '/cancel-redemption', cancelRedemptionInput, (port, input, call) => port.cancelRedemption?.(input, call));
  write(routes, '/complete-earn-action', completeEarnActionInput, (port, input, call) => port.completeEarnAction?.(input, call));
  write(routes, '/dismiss', dismissInput, (port, input, call) => port.dismiss?.(input, call));
}

/** Who writes is in the token, what in the body, which wish in the header. */
function write<S extends z.core.$ZodType>(
  routes: Hono<Env>,
  path: string,
  schema: S,
  run: (port: PortalAdapter, input: z.infer<S>, call: WriteCall) => Promise<Written<unknown>> | undefined,
): void {
  routes.post(path, async (c) => {
    const key = c.req.header('Idempotency-Key') ?? invalidQuery('Send the header Idempotency-Key, a new random value for each wish.');
    const call = { ...callOf(c), key, includes: includesOf(c) };
    const { result, ...snapshot } = await (run(portOf(c), await bodyOf(c, schema), call) ?? unsupported(path.slice(1)));
    return answerJson(c, { ...encode(c, snapshot), result });
  });
}

function queryOf<R extends keyof Queries>(c: Context<Env>, read: R): Queries[R] {
  return parseQuery(read, new URL(c.req.url).searchParams) ?? invalidQuery(`A parameter of \`${read}\` is missing or out of range: see /portal/v1/openapi.json.`);
}

function portOf(c: Context<Env>): PortalAdapter {
  return c.get('gateway').backend.open(c.get('session'));
}

function callOf(c: Context<Env>) {
  return { signal: c.req.raw.signal, locale: c.get('locale'), requestId: c.get('requestId') };
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
