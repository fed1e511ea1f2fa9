import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import * as z from 'zod';
import { findProduct } from './catalog.js';
import { memberIds } from './members.js';
import { newsStates } from './orders.schema.js';
import { troubles } from './reckoning.js';

const notice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), slug: z.string() }),
  z.object({ kind: z.enum(['changed', 'new_total']) }),
  z.object({ kind: z.enum(['code_taken', 'code_removed']) }),
  z.object({ kind: z.literal('code_refused'), code: z.string().max(60), trouble: z.enum(troubles), minimum: z.int().optional() }),
  z.object({ kind: z.enum(['placed', 'delivered', 'returned']), number: z.string(), news: z.enum(newsStates) }),
]);
/** What the shop tells the visitor once, after an action. */
export type Notice = z.infer<typeof notice>;

const session = z.object({
  /** Names a guest's orders; nothing else hangs on it. */
  id: z.uuid(),
  member: z.enum(memberIds).optional(),
  /** Names the cart; its order is named after it, so that pressing twice orders once. */
  cartId: z.uuid(),
  cart: z.array(z.object({ slug: z.string(), quantity: z.int().min(1).max(12) })).max(50),
  /** The one code in the cart, in the spelling of the books. */
  code: z.string().max(60).optional(),
  notice: notice.optional(),
});
/** What the shop remembers of a visitor, in a cookie that only the shop can write. */
export type Session = z.infer<typeof session>;

/** Packets of one product that fit into one order. */
export const most = 12;
const name = 'golestan';
const month = 30 * 86_400;

/** A key for the cookie that cannot be used for the club's tokens, though it comes from the same secret. */
export function cookieKey(memberSecret: string): string {
  return createHmac('sha256', memberSecret).update('golestan session').digest('base64url');
}

/** The visitor's session; a new one when the cookie is absent, forged or from another version. */
export async function readSession(c: Context, key: string): Promise<Session> {
  const cookie = await getSignedCookie(c, key, name);
  const parsed = session.safeParse(cookie ? readJson(cookie) : undefined);
  if (!parsed.success) return newSession();
  return { ...parsed.data, cart: parsed.data.cart.filter((line) => findProduct(line.slug)) };
}

/** A session that knows nothing but, at most, who signed in. */
export function newSession(member?: Session['member']): Session {
  return { id: crypto.randomUUID(), cartId: crypto.randomUUID(), cart: [], ...(member ? { member } : {}) };
}

/** Keeps the session in the visitor's browser for a month. */
export async function writeSession(c: Context, key: string, value: Session): Promise<void> {
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: month } as const;
  await setSignedCookie(c, name, JSON.stringify(value), key, options);
}

/** Whose orders these are: a member's, or this guest's alone. */
export function ownerOf(value: Session): string {
  return value.member ?? `guest:${value.id}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
