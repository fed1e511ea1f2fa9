import * as z from 'zod/mini';
import { money } from '../../domain/money.schema.js';
import { texts } from './program/parts.js';
import type { RewardRule } from './program/reward.js';

/** What was promised when a reward was bought, in every language: kept with the redemption, because the program may change. */
export const promise = z.object({
  title: texts,
  kind: z.string(),
  worth: z.optional(money),
  minimumBasket: z.optional(money),
  where: z.optional(texts),
  product: z.optional(z.string()),
  conditions: z.array(texts),
});
/** What was promised when a reward was bought. */
export type Promised = z.infer<typeof promise>;

/** What a rule promises for this price. */
export function promiseOf(rule: RewardRule, cost: number): Promised {
  const { title, kind, minimumBasket, where, product, conditions } = rule;
  return { title, kind, worth: worthAt(rule, cost), minimumBasket, where, product, conditions };
}

function worthAt({ price, worth }: RewardRule, cost: number): Promised['worth'] {
  if (price.kind === 'fixed') return worth;
  const minor = inSteps(cost, price.step, price.stepWorth.minor);
  return Number.isSafeInteger(minor) ? { minor, currency: price.stepWorth.currency } : undefined;
}

/** So much per step, for a price that need not be whole steps; rounded down. */
export function inSteps(cost: number, step: number, each: number): number {
  // The product of two safe integers need not be safe.
  return Number((BigInt(cost) * BigInt(each)) / BigInt(step));
}
