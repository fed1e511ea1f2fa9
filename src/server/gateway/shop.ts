import { Hono } from 'hono';
import { PortalError } from '../../domain/errors.js';
import { shopEvent } from '../../domain/shop-event.schema.js';
import { bodyOf } from './body.js';
import type { Env } from './env.js';
import { answerJson } from './headers.js';
import type { GatewayOptions } from './options.js';
import { bearerOf } from './session.js';
import { checkSecrets, isSecret } from './token.js';

/** The shop's side: its server, with its own secret, tells what happened. */
export function shopRoutes({ port, secrets }: NonNullable<GatewayOptions['shop']>): Hono<Env> {
  checkSecrets(secrets, 'shop.secrets');
  const routes = new Hono<Env>();
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
