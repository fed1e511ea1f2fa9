import { Hono, type Context } from 'hono';
import type { ShopPort } from '../../adapters/shop-port.js';
import { PortalError } from '../../domain/errors.js';
import { shopEvent, type Receipt } from '../../domain/shop-event.schema.js';
import { bodyOf, textOf } from './body.js';
import type { Env } from './env.js';
import { answerJson } from './headers.js';
import type { Inbound } from './inbound.js';
import type { GatewayOptions } from './options.js';
import { bearerOf } from './session.js';
import { checkSecrets, isSecret } from './token.js';

/** The shop's side: its server, with its own secret, tells what happened. */
export function shopRoutes({ port, secrets, inbound = [] }: NonNullable<GatewayOptions['shop']>): Hono<Env> {
  checkSecrets(secrets, 'shop.secrets');
  const routes = new Hono<Env>();
  // Before the shop's secret is asked for: a delivery proves itself by its signature.
  for (const one of inbound) routes.post(`/inbound/${one.id}`, async (c) => answerJson(c, await deliver(one, port, c)));
  routes.use(async (c, next) => {
    const given = bearerOf(c.req.header('Authorization'));
    if (given === undefined || !isSecret(given, secrets)) {
      throw new PortalError({ kind: 'unauthenticated', detail: 'Send the shop secret as `Authorization: Bearer <secret>`.', code: 'shop_secret' });
    }
    await next();
  });
  routes.post('/events', async (c) => answerJson(c, await port.receive(await bodyOf(c, shopEvent), { requestId: c.get('requestId') })));
  return routes;
}

/** The most that a delivery may carry: an order of many lines is long. */
const largestDelivery = 1_024 * 1_024;

// Each event by itself: one that was known already must not keep the next from being taken.
async function deliver(inbound: Inbound, port: ShopPort, c: Context<Env>): Promise<{ events: readonly Receipt[] }> {
  const body = await textOf(c, largestDelivery);
  const events: Receipt[] = [];
  for (const event of inbound.take({ body, headers: c.req.header() })) {
    events.push(await port.receive(event, { requestId: c.get('requestId') }).catch((thrown: unknown) => unheardOf(thrown)));
  }
  return { events };
}

// An order of somebody who is no member, a code of another campaign: nothing of the club's, and no reason to deliver again.
function unheardOf(thrown: unknown): Receipt {
  if (thrown instanceof PortalError && thrown.kind === 'not_found') return { applied: false, reason: 'not_of_the_club', detail: thrown.message };
  throw thrown;
}
