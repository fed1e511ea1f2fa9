import * as z from 'zod/mini';
import { address, id, interval, natural, positive, sum, texts } from './parts.js';

/** What a member has: points, store credit or stamps. */
export const wallet = z.object({
  id,
  unit: z.object({
    id,
    kind: z.enum(['points', 'credit', 'stamps']),
    one: texts,
    other: texts,
    decimals: z.int().check(z.minimum(0), z.maximum(6)),
    currency: z.optional(sum.shape.currency),
  }),
  /** What one unit (in its smallest step) is worth in money. */
  worth: z.optional(sum),
  /** Months after becoming spendable until which it is good, to the end of that day in the shop's time zone; without it for ever. */
  expiryMonths: z.optional(positive),
  /** Days before expiry on which `points.expiring` is told, once each. */
  remindDays: z._default(z.array(positive), [30, 7]),
  /** Stamps of a full card, and the reward it buys. */
  goal: z.optional(z.object({ amount: positive, rewardId: id })),
});

/** What an order earns. Several rules may apply to one order; each is rounded down once and kept as its own lot. */
export const orderRule = z.object({
  id,
  wallet: id,
  title: texts,
  /** So many units … */
  gives: positive,
  /** … for every full amount of this; without it for the order as such. */
  per: z.optional(sum),
  /** Orders below this earn nothing by this rule. */
  minimum: z.optional(sum),
  /** Only these products count, by their id at the shop; without it the whole order. */
  products: z.optional(z.array(id).check(z.minLength(1))),
  /** More for some tiers, in percent of `gives`: `{ "gold": 150 }`. */
  tiers: z._default(z.record(id, z.int().check(z.minimum(100), z.maximum(10_000))), {}),
  /** Days after placing from which it is spendable even if nobody said that the order arrived. */
  releaseDays: natural,
});
/** What an order earns. */
export type OrderRule = z.infer<typeof orderRule>;

/** A way to earn that is not an order. */
export const action = z.object({
  id,
  wallet: id,
  title: texts,
  description: z.optional(texts),
  kind: z.enum(['join', 'profile', 'review', 'referral', 'social', 'visit', 'custom']),
  gives: positive,
  limit: z.object({ count: positive, interval: z.optional(interval) }),
  /** Where it is done. */
  url: address,
  /** The member's word is enough; without it the shop grants it. */
  completable: z._default(z.boolean(), false),
  startsAt: z.optional(z.iso.datetime()),
  endsAt: z.optional(z.iso.datetime()),
});
/** A way to earn that is not an order. */
export type Action = z.infer<typeof action>;
