import type { Hono } from 'hono';
import { bodyIn, jsonTextOf } from '../body.js';
import type { Env } from '../env.js';
import { answerJson } from '../headers.js';
import { exchangeInput } from './identity.schema.js';
import { noncesInMemory } from './nonces.js';
import type { IdentityParts } from './routes.js';
import { signatureCheck } from './signed-request.js';
import type { SessionExchangeStrategy } from './strategies.js';

/** `POST /exchange`: the shop’s server, once it knows who is signed in, gets their token for the page. */
export function addExchange(routes: Hono<Env>, { secrets, nonces }: SessionExchangeStrategy, { options, now, mint, byMember, limits, telling }: IdentityParts): void {
  const trusted = secrets ?? options.shop?.secrets;
  if (!trusted) throw new Error('identity session-exchange has no secrets. Give it `secrets`, or give the gateway `shop.secrets`.');
  const check = signatureCheck(trusted, nonces ?? noncesInMemory(now), now);
  routes.use('/exchange', limits.refused, telling);
  routes.post('/exchange', async (c) => {
    const text = await jsonTextOf(c);
    await check({ id: c.req.header('webhook-id'), timestamp: c.req.header('webhook-timestamp'), signature: c.req.header('webhook-signature') }, text);
    const whom = bodyIn(text, exchangeInput);
    byMember.take(whom.memberId);
    return answerJson(c, { token: await mint(whom) });
  });
}
