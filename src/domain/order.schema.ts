import * as z from 'zod/mini';
import { count, id, instant, list, openEnum, text } from './schema.js';
import { money } from './money.schema.js';

/** One line of an order. */
export const orderItem = z.object({
  id,
  productId: z.optional(id),
  title: text,
  quantity: count,
  /** Price of the whole line, after discounts. */
  total: money,
});
/** One line of an order. */
export type OrderItem = z.infer<typeof orderItem>;

/** A purchase, as the shop tells it. */
export const order = z.object({
  id,
  /** The number the member knows it by. */
  number: text,
  placedAt: instant,
  items: list(orderItem),
  /** What was paid, shipping and tax included. */
  total: money,
  state: openEnum(['placed', 'shipped', 'delivered', 'partly_returned', 'returned', 'cancelled']),
  /** The promised day of delivery. */
  promisedBy: z.optional(instant),
});
/** A purchase, as the shop tells it. */
export type Order = z.infer<typeof order>;
