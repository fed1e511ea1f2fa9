import * as z from 'zod/mini';
import { address, id, interval, natural, positive, sum, texts } from './parts.js';

const price = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), cost: natural }),
  z
    .object({ kind: z.literal('variable'), min: positive, max: positive, step: positive, stepWorth: sum })
    .check(z.refine(({ min, max, step }) => max >= min && (max - min) % step === 0, { path: ['max'], error: 'must be `min` plus a whole number of steps' })),
]);

/** How what was bought reaches the member. */
const fulfil = z.discriminatedUnion('by', [
  /** A code out of those the owner uploaded. */
  z.object({ by: z.literal('pool'), pool: id, validDays: z.optional(positive) }),
  /** A code that the shop's server makes, see `callback`. */
  z.object({ by: z.literal('callback'), validDays: z.optional(positive) }),
  /** Units of another wallet, at once: store credit for points. Of a variable price `amount` is per step. */
  z.object({ by: z.literal('wallet'), wallet: id, amount: positive }),
]);
/** How what was bought reaches the member. */
export type Fulfil = z.infer<typeof fulfil>;

/** Something points buy. */
export const rewardRule = z
  .object({
    id,
    title: texts,
    description: z.optional(texts),
    image: address,
    kind: z.enum(['coupon', 'shipping', 'product', 'gift_card', 'credit', 'access', 'custom']),
    /** The wallet it is paid from. */
    wallet: id,
    price,
    /** What it is worth in money, of a fixed price. */
    worth: z.optional(sum),
    /** How many there are in all; without it there is no end. */
    stock: z.optional(natural),
    /** How often one member may have it, per interval or ever. */
    limit: z.optional(z.object({ count: positive, interval: z.optional(interval) })),
    /** Days until the same member may have it again. */
    cooldownDays: z.optional(positive),
    /** Who may have it; `unlock` says to the others who may, and how to become one. */
    requires: z.optional(z.object({ tier: z.optional(z.object({ ladder: id, tier: id })), tags: z.optional(z.array(id)), unlock: z.optional(texts) })),
    minimumBasket: z.optional(sum),
    startsAt: z.optional(z.iso.datetime()),
    endsAt: z.optional(z.iso.datetime()),
    where: z.optional(texts),
    conditions: z._default(z.array(texts), []),
    fulfil,
    /** An unused code can be undone by the member. */
    refundable: z._default(z.boolean(), false),
  })
  .check(
    z.refine(({ refundable, fulfil: { by } }) => !refundable || by === 'callback', {
      path: ['refundable'],
      error: 'needs `fulfil.by` "callback": a code of a pool stays good at the till, so its points cannot come back',
    }),
  );
/** Something points buy. */
export type RewardRule = z.infer<typeof rewardRule>;
