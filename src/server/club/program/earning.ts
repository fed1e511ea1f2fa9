import * as z from 'zod/mini';
import { address, days, daysOrNone, id, interval, months, positive, says, sum, texts, times } from './parts.js';

/** What a member has: points, store credit or stamps. */
export const wallet = z.strictObject({
  id,
  unit: z.strictObject({
    id,
    kind: z.enum(['points', 'credit', 'stamps']),
    one: texts,
    other: texts,
    decimals: z.int().check(z.minimum(0), z.maximum(6)),
    currency: z.optional(sum.shape.currency),
  }),
  worth: says('What one unit (in its smallest step) is worth in money.', z.optional(sum)),
  expiryMonths: says('Months after becoming spendable until which it is good, to the end of that day in the shop’s time zone; without it for ever.', z.optional(months)),
  remindDays: says('Days before expiry on which `points.expiring` is told, once each.', z._default(z.array(days), [30, 7])),
  goal: says('Stamps of a full card, and the reward it buys.', z.optional(z.strictObject({ amount: positive, rewardId: id }))),
});

/** What an order earns. Several rules may apply to one order; each is rounded down once and kept as its own lot. */
export const orderRule = z.strictObject({
  id,
  wallet: id,
  title: texts,
  gives: says('So many units …', positive),
  per: says('… for every full amount of this; without it for the order as such.', z.optional(sum)),
  minimum: says('Orders below this earn nothing by this rule, nor those of which less is left after a return.', z.optional(sum)),
  products: says('Only these products count, by their id at the shop; without it the whole order.', z.optional(z.array(id).check(z.minLength(1)))),
  tiers: says('More for some tiers, in percent of `gives`: `{ "gold": 150 }`.', z._default(z.record(id, z.int().check(z.minimum(100), z.maximum(10_000))), {})),
  releaseDays: says('Days after placing from which it is spendable even if nobody said that the order arrived.', daysOrNone),
});
/** What an order earns. */
export type OrderRule = z.infer<typeof orderRule>;

/** A way to earn that is not an order. */
export const action = z.strictObject({
  id,
  wallet: id,
  title: texts,
  description: z.optional(texts),
  kind: z.enum(['join', 'profile', 'review', 'referral', 'social', 'visit', 'custom']),
  gives: positive,
  limit: z.strictObject({ count: times, interval: z.optional(interval) }),
  url: says('Where it is done.', address),
  completable: says('The member’s word is enough; without it the shop grants it.', z._default(z.boolean(), false)),
  startsAt: z.optional(z.iso.datetime()),
  endsAt: z.optional(z.iso.datetime()),
});
/** A way to earn that is not an order. */
export type Action = z.infer<typeof action>;
