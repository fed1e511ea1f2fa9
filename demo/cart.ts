import { spelled } from './coupons.js';
import { reckon, type Reckoning, type Trouble } from './reckoning.js';
import type { Notice, Session } from './session.js';
import type { Shop } from './shop.js';
import { freeDeliveryFrom } from './standing.js';

/** A session after the cart was asked to take or drop a code, and what came of it. */
export interface CodeOutcome {
  readonly session: Session;
  readonly notice: Extract<Notice, { kind: 'code_taken' | 'code_removed' | 'code_refused' }>;
}

/** What a visitor's cart costs now. */
export async function reckonCart(shop: Shop, session: Session): Promise<Reckoning> {
  return reckonWith(shop, session, await freeDeliveryFrom(session.member, shop));
}

/** The same, where it is known already when the parcel travels free: at one go, so that nobody's use of a code comes between. */
export function reckonWith({ books }: Shop, { cart, code }: Session, freeFrom: number): Reckoning {
  const entered = code === undefined ? undefined : { code, coupon: books.coupons.find(code) };
  return reckon(cart, { now: new Date(), freeFrom, entered });
}

/** Puts a code into the cart, as it was typed. One cart takes one code. */
export async function enterCode(shop: Shop, session: Session, typed: string): Promise<CodeOutcome> {
  const code = spelled(typed);
  const refused = (trouble: Trouble, minimum?: number): CodeOutcome => ({
    session,
    notice: { kind: 'code_refused', code: code.slice(0, 60), trouble, ...(minimum === undefined ? {} : { minimum }) },
  });
  const freeFrom = await freeDeliveryFrom(session.member, shop);
  const before = reckonWith(shop, session, freeFrom).code;
  // A code that does nothing makes room for another.
  if (before && before.code !== code && !('trouble' in before)) return refused('second');
  const after = { ...session, code };
  const { code: judged } = reckonWith(shop, after, freeFrom);
  if (!judged || 'trouble' in judged) return refused(judged?.trouble ?? 'unknown', judged?.minimum);
  return { session: after, notice: { kind: 'code_taken' } };
}

/** Takes the code out of the cart; it stays good. */
export function dropCode({ code: _, ...session }: Session): CodeOutcome {
  return { session, notice: { kind: 'code_removed' } };
}
