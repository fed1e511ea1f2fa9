import * as z from 'zod/mini';
import { amount, count, id, instant, list, text } from './schema.js';
import { money } from './money.schema.js';
import { unit } from './unit.schema.js';

/** A part of a balance that changes on a known day. */
export const batch = z.object({ amount: count, at: instant });
/** A part of a balance that changes on a known day. */
export type Batch = z.infer<typeof batch>;

/** One balance of a member. A member may have several. */
export const wallet = z.object({
  id,
  unit,
  /** What can be spent now. Negative when a return took back more than was left. */
  available: amount,
  /** Earned, not yet spendable. */
  pending: z.optional(count),
  /** Held by a redemption that is not settled. */
  reserved: z.optional(count),
  /** All that was ever earned, less what went back with its orders. */
  lifetime: z.optional(count),
  /** All that was ever spent, less what came back with undone redemptions. */
  spent: z.optional(count),
  /** All that ever expired. */
  expired: z.optional(count),
  /** What `available` is worth in money. */
  worth: z.optional(money),
  /** Stamps of a full card, and what it gives. */
  goal: z.optional(z.object({ amount: count, title: z.optional(text), rewardId: z.optional(id) })),
  /** What goes, and when; soonest first. */
  expiring: list(batch),
  /** What becomes available, and when; soonest first. */
  activating: list(batch),
  /** When these numbers were true. */
  asOf: instant,
  /** How the balance comes about, a sentence each, in the reader's language. */
  why: z.optional(list(text, 10)),
});
/** One balance of a member. A member may have several. */
export type Wallet = z.infer<typeof wallet>;
/** The balances of a member. */
export const wallets = list(wallet, 20);
