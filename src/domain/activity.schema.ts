import * as z from 'zod/mini';
import { amount, id, instant, list, openEnum, text } from './schema.js';
import { unit } from './unit.schema.js';

/** One line of a member's history. */
export const activity = z.object({
  id,
  at: instant,
  kind: openEnum(['earn', 'redeem', 'refund', 'adjust', 'expire', 'transfer', 'tier', 'grant']),
  /** What it did to the balance, signed. */
  delta: amount,
  unit,
  state: openEnum(['pending', 'approved', 'declined', 'void', 'expired']),
  /** Why, in the reader's language. */
  title: text,
  orderId: z.optional(id),
  /** When a pending line becomes spendable. */
  activatesAt: z.optional(instant),
  expiresAt: z.optional(instant),
  /** The balance after it, where the backend says. */
  balanceAfter: z.optional(amount),
  /** How the number comes about: the rule, the order, the rounding; a sentence each, in the reader's language. */
  why: z.optional(list(text, 10)),
});
/** One line of a member's history. */
export type Activity = z.infer<typeof activity>;

/** One page of history, newest first; `next` asks for the following page. */
export const activityPage = z.object({ items: list(activity), next: z.optional(z.string().check(z.maxLength(2_000))) });
/** One page of history, newest first. */
export type ActivityPage = z.infer<typeof activityPage>;

/** A day as a calendar shows it, `2026-05-03`. */
const day = z.string().check(z.regex(/^\d{4}-(0\d|1[0-2])-[0-3]\d$/));

/** Which lines of the history are wanted. */
export const activityQuery = z.object({
  /** Lines per page, 1 to 100. */
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
  /** Only lines of this sort. */
  filter: z.optional(z.enum(['earned', 'spent', 'expired', 'pending'])),
  /** The first day wanted, on the shop's clock. */
  from: z.optional(day),
  /** The last day wanted, on the shop's clock. */
  to: z.optional(day),
  /** Id of the wallet; all wallets without it. */
  wallet: z.optional(id),
});
/** Which lines of the history are wanted. */
export type ActivityQuery = z.infer<typeof activityQuery>;
