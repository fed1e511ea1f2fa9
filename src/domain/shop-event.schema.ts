import * as z from 'zod/mini';
import { count, id, instant, list, text } from './schema.js';
import { money } from './money.schema.js';
import { order } from './order.schema.js';

const tags = z.optional(list(id, 100));
const person = { memberId: id, name: z.optional(text), email: z.optional(text), tags };
const code = z.string().check(z.minLength(1), z.maxLength(200));
const head = { id, at: instant };

const kinds = [
  /** A member ordered: points are earned, pending. */
  z.object({ ...head, type: z.literal('order.placed'), data: z.object({ ...person, order }) }),
  /** The order arrived: its pending points become available. */
  z.object({ ...head, type: z.literal('order.delivered'), data: z.object({ orderId: id }) }),
  /** All of the order came back (neither `amount` nor `items`), or part of it: what these items earned is taken back, or the amount's share of all. */
  z.object({
    ...head,
    type: z.literal('order.returned'),
    data: z.object({ orderId: id, amount: z.optional(money), items: z.optional(list(z.object({ id, quantity: count }))) }),
  }),
  /** Somebody joined the club through the shop. */
  z.object({ ...head, type: z.literal('member.joined'), data: z.object(person) }),
  /** What the shop knows of somebody changed: their name, address or the groups they belong to (all of them). */
  z.object({ ...head, type: z.literal('member.updated'), data: z.object(person) }),
  /** A code was used at the till: it cannot be undone any more. */
  z.object({ ...head, type: z.literal('code.used'), data: z.object({ code, orderId: z.optional(id) }) }),
] as const;

/** Every type of event that a shop may tell. */
export const shopEventTypes = kinds.flatMap(({ shape }) => [...shape.type._zod.values]).map(String);

/** What a shop's server tells the club. `id` makes it idempotent: the same event twice has one effect. */
export const shopEvent = z.discriminatedUnion('type', kinds, {
  error: ({ code }) => (code === 'invalid_union' ? `\`type\` must be one of ${shopEventTypes.map((type) => `\`${type}\``).join(', ')}.` : undefined),
});
/** What a shop's server tells the club. */
export type ShopEvent = z.infer<typeof shopEvent>;

/** Why an event changed nothing. */
export const unappliedReasons = ['event_repeated', 'order_known', 'already_delivered', 'nothing_came_back', 'already_member', 'already_used', 'no_news', 'not_of_the_club'] as const;

/** What became of an event. */
export const receipt = z.object({
  /** `false` when it was no news and changed nothing. */
  applied: z.boolean(),
  /** Why it changed nothing; only where `applied` is false. */
  reason: z.optional(z.enum(unappliedReasons)),
  /** The reason in a sentence, and what to do. */
  detail: z.optional(text),
});
/** What became of an event. */
export type Receipt = z.infer<typeof receipt>;
