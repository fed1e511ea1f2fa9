import * as z from 'zod/mini';
import { address, days, id, interval, natural, positive, says, sum, texts, times } from './parts.js';

const price = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), cost: natural }),
  z
    .object({ kind: z.literal('variable'), min: positive, max: positive, step: positive, stepWorth: sum })
    .check(z.refine(({ min, max, step }) => max >= min && (max - min) % step === 0, { path: ['max'], error: 'must be `min` plus a whole number of steps' })),
]);

type Price = z.infer<typeof price>;

/** How what was bought reaches the member. */
const fulfil = z.discriminatedUnion('by', [
  says('A code out of those the owner uploaded.', z.strictObject({ by: z.literal('pool'), pool: id, validDays: z.optional(days) })),
  says('A code that the shop’s server makes, see `callback`.', z.strictObject({ by: z.literal('callback'), validDays: z.optional(days) })),
  says('Units of another wallet, at once: store credit for points. Of a variable price `amount` is per step.', z.strictObject({ by: z.literal('wallet'), wallet: id, amount: positive })),
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
    wallet: says('The wallet it is paid from.', id),
    price,
    worth: says('What it is worth in money, of a fixed price.', z.optional(sum)),
    stock: says('How many there are in all; without it there is no end.', z.optional(natural)),
    limit: says('How often one member may have it, per interval or ever.', z.optional(z.strictObject({ count: times, interval: z.optional(interval) }))),
    cooldownDays: says('Days until the same member may have it again.', z.optional(days)),
    requires: says('Who may have it; `unlock` says to the others who may, and how to become one.', z.optional(z.strictObject({ tier: z.optional(z.strictObject({ ladder: id, tier: id })), tags: z.optional(z.array(id)), unlock: z.optional(texts) }))),
    minimumBasket: z.optional(sum),
    startsAt: z.optional(z.iso.datetime()),
    endsAt: z.optional(z.iso.datetime()),
    where: z.optional(texts),
    product: says('The shop’s id of what the code is for: rewards lay it into the cart with the code, where the page’s cart takes goods.', z.optional(id)),
    conditions: z._default(z.array(texts), []),
    fulfil,
    refundable: says('An unused code can be undone by the member.', z._default(z.boolean(), false)),
  })
  .check(
    z.refine(({ refundable, fulfil: { by } }) => !refundable || by === 'callback', {
      path: ['refundable'],
      error: 'needs `fulfil.by` "callback": a code of a pool stays good at the till, so its points cannot come back',
    }),
    z.refine(givesSomething, { path: ['fulfil', 'amount'], error: 'gives nothing for the smallest price: `min` must be worth one unit at least' }),
  );
/** Whether the smallest price buys at least one unit of the other wallet. */
function givesSomething({ price: asked, fulfil: given }: { readonly price: Price; readonly fulfil: Fulfil }): boolean {
  return given.by !== 'wallet' || asked.kind === 'fixed' || BigInt(asked.min) * BigInt(given.amount) >= BigInt(asked.step);
}

/** Something points buy. */
export type RewardRule = z.infer<typeof rewardRule>;
