import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import type { Coupons } from './coupons.js';
import { isSigned } from './webhook.js';

const rials = z.object({ minor: z.int().min(0), currency: z.literal('IRR') });
const named = { redemptionId: z.string().min(1).max(200), rewardId: z.string().min(1).max(200) };
const wish = z.discriminatedUnion('type', [
  z.object({ type: z.literal('code.issue'), ...named, worth: rials.optional(), minimumBasket: rials.optional(), validUntil: z.iso.datetime().optional() }),
  z.object({ type: z.literal('code.revoke'), ...named }),
]);

/** What the maker of codes works with. */
export interface CodeMaker {
  readonly coupons: Coupons;
  /** Shared with the club. */
  readonly secret: string;
  readonly now: () => Date;
}

/** The address at which the club asks for codes and takes them back. It is no form: what proves the sender is the signature. */
export function addClubCodes(app: Hono, { coupons, secret, now }: CodeMaker): void {
  app.post('/club/codes', bodyLimit({ maxSize: 16_384 }), async (c) => {
    c.header('Cache-Control', 'no-store');
    const body = await c.req.text();
    const refuse = (status: 400 | 401 | 410, error: string) => c.json({ error }, status);
    if (!isSigned((name) => c.req.header(name), body, secret, now())) {
      return refuse(401, 'The signature or the time is wrong. Sign with the secret that both servers were given, and check both clocks.');
    }
    const read = wish.safeParse(jsonOf(body));
    if (!read.success) return refuse(400, z.prettifyError(read.error));
    const { redemptionId, rewardId } = read.data;
    if (read.data.type === 'code.revoke') {
      const became = await coupons.revoke(redemptionId, rewardId, now().toISOString());
      return c.json(became === 'used' ? { used: true } : { revoked: true });
    }
    const { worth, minimumBasket, validUntil: expiresAt } = read.data;
    const made = await coupons.issue({ redemptionId, rewardId, worth: worth?.minor, minimum: minimumBasket?.minor, expiresAt });
    return made ? c.json({ code: made.code, expiresAt: made.expiresAt }) : refuse(410, `There is no code for redemption ${redemptionId}: it was taken back, or the shop does not know the reward ${rewardId}.`);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
