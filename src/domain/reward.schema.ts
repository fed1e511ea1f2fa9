import * as z from 'zod/mini';
import { amount, count, id, instant, list, openEnum, softAddress, text } from './schema.js';
import { money } from './money.schema.js';
import { unit } from './unit.schema.js';

/** What a reward asks for: one amount, or any between two in steps. */
export const price = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), cost: count }),
  z.object({
    kind: z.literal('variable'),
    min: count,
    max: count,
    /** The amount is `min` plus a whole number of steps. */
    step: z.int().check(z.minimum(1)),
    /** What one step is worth. */
    stepWorth: z.optional(money),
  }),
]);
/** What a reward asks for. */
export type Price = z.infer<typeof price>;

/** What a reward does; decides its picture and its verb. */
const kind = openEnum(['coupon', 'shipping', 'product', 'gift_card', 'credit', 'subscription', 'access', 'cart', 'custom']);

/** Why a reward cannot be had now, as the backend sees it; a member's balance and basket may say more. */
const obstacle = z.object({
  reason: openEnum([
    'guest',
    'insufficient',
    'tier',
    'segment',
    'not_started',
    'ended',
    'stock',
    'cooldown',
    'limit',
    'cart',
    'claimed',
    'pending',
  ]),
  /** For `insufficient`: how much is missing. */
  missing: z.optional(count),
  /** When it ends by itself: the day it starts, the cooldown is over or the limit counts anew. */
  until: z.optional(instant),
  /** For `tier`: the tier's name. For `segment`: the sentence that says who may have it and how to become one. */
  unlock: z.optional(text),
  /** For `claimed` and `pending`: the redemption it is about. */
  redemptionId: z.optional(id),
});

/** Something points buy. */
export const reward = z.object({
  id,
  title: text,
  description: z.optional(text),
  image: softAddress,
  kind,
  /** Id of the wallet it is paid from. */
  walletId: z.optional(id),
  /** What the price is counted in. */
  unit,
  price,
  /** What it is worth in money; of a variable price see `stepWorth`. */
  worth: z.optional(money),
  /** How many are left; absent when there are enough. */
  stock: z.optional(count),
  /** How often one member may have it. */
  limit: z.optional(
    z.object({
      count,
      used: count,
      interval: z.optional(openEnum(['day', 'week', 'month', 'year', 'lifetime'])),
      resetsAt: z.optional(instant),
    }),
  ),
  /** What stands in the way; nothing does when it is absent. */
  obstacle: z.optional(obstacle),
  /** The smallest basket the code works for. */
  minimumBasket: z.optional(money),
  startsAt: z.optional(instant),
  endsAt: z.optional(instant),
  /** Days a code is good for from when it is issued. */
  validDays: z.optional(count),
  /** Where the code can be used, in the reader's language. */
  where: z.optional(text),
  /** The conditions, a sentence each. */
  conditions: list(text, 20),
  /** An unused code can be undone, and the points come back. */
  refundable: z.optional(z.boolean()),
});
/** Something points buy. */
export type Reward = z.infer<typeof reward>;
/** The catalogue. */
export const rewards = list(reward, 5_000);

/** What became of a wish for a reward. */
export const redemption = z.object({
  id,
  rewardId: id,
  /** The reward's title when it was redeemed. */
  title: text,
  kind,
  /** `pending`: the points are held, the code is on its way. `failed`: the points are back. */
  state: openEnum(['pending', 'issued', 'applied', 'used', 'expired', 'cancelled', 'failed']),
  /** What was paid, in the smallest step of the unit; 0 where the backend does not say. */
  cost: amount,
  unit,
  worth: z.optional(money),
  code: z.optional(z.string().check(z.maxLength(200))),
  /** The backend shows the code this once only. */
  shownOnce: z.optional(z.boolean()),
  /** Where what was bought is to be had, when it is no code. */
  url: softAddress,
  /** The shop's id of what the code is for: it goes into the cart with the code. */
  productId: z.optional(id),
  at: instant,
  expiresAt: z.optional(instant),
  usedAt: z.optional(instant),
  minimumBasket: z.optional(money),
  where: z.optional(text),
  conditions: list(text, 20),
  /** It can be undone now, and the points come back. */
  refundable: z.optional(z.boolean()),
  /** Why it failed or was undone, in the reader's language. */
  note: z.optional(text),
});
/** What became of a wish for a reward. */
export type Redemption = z.infer<typeof redemption>;
/** A member's codes and what became of them, newest first. */
export const redemptions = list(redemption, 500);

/** A member's wish for a reward. */
export const redeemInput = z.object({
  rewardId: id,
  /** What the member agreed to pay; of a variable price the amount chosen. Another price is refused. */
  cost: count,
  /**
   * The balance the member saw when agreeing. When it is another by now, the wish is refused as a `conflict`:
   * so two windows that show one balance cannot spend it twice.
   */
  balance: z.optional(amount),
});
/** A member's wish for a reward. */
export type RedeemInput = z.infer<typeof redeemInput>;

/** The redemption to undo. */
export const cancelRedemptionInput = z.object({ redemptionId: id });
/** The redemption to undo. */
export type CancelRedemptionInput = z.infer<typeof cancelRedemptionInput>;
