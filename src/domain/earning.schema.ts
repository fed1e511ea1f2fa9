import * as z from 'zod/mini';
import { count, currencyCode, id, instant, list, openEnum, softAddress, text } from './schema.js';
import { money } from './money.schema.js';
import { unit } from './unit.schema.js';

/** A way to earn. */
export const earnAction = z.object({
  id,
  title: text,
  description: z.optional(text),
  kind: openEnum(['order', 'join', 'birthday', 'profile', 'review', 'referral', 'social', 'visit', 'custom']),
  /** What it gives, where that is one amount. */
  reward: z.optional(z.object({ unit, amount: count })),
  /** What it gives, in words, where that depends: `1 point for every 10,000 toman`. */
  gives: z.optional(text),
  state: openEnum(['todo', 'done', 'pending', 'repeatable']),
  /** How often it counts. */
  limit: z.optional(z.object({ count, used: count })),
  /** Where it is done. */
  actionUrl: softAddress,
  /** The member says that it is done; the club takes their word or checks later. */
  completable: z.optional(z.boolean()),
  startsAt: z.optional(instant),
  endsAt: z.optional(instant),
});
/** A way to earn. */
export type EarnAction = z.infer<typeof earnAction>;
/** The ways to earn. */
export const earnActions = list(earnAction, 100);

/** The way to earn that a member says is done. */
export const completeEarnActionInput = z.object({ actionId: id });
/** The way to earn that a member says is done. */
export type CompleteEarnActionInput = z.infer<typeof completeEarnActionInput>;

/** What is to be estimated: money spent, a product, or both. */
export const estimateQuery = z.object({
  /** What would be paid, in the currency's smallest step. */
  amount: z.optional(count),
  currency: z.optional(currencyCode),
  /** Id of the product at the shop. */
  product: z.optional(id),
});
/** What is to be estimated. */
export type EstimateQuery = z.infer<typeof estimateQuery>;

/** What a product or cart would earn. */
export const estimate = z.object({
  earns: list(
    z.object({
      unit,
      amount: count,
      worth: z.optional(money),
      /** Days from buying until it can be spent at the latest. */
      afterDays: z.optional(count),
    }),
    20,
  ),
  /** How the numbers come about: the rule and the rounding; a sentence each. */
  why: z.optional(list(text, 10)),
});
/** What a product or cart would earn. */
export type Estimate = z.infer<typeof estimate>;
