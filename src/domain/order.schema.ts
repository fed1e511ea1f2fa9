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

/** Orders a page, newest first; `next` asks for the following page. */
export const orderPage = z.object({ items: list(order, 100), next: z.optional(z.string().check(z.maxLength(2_000))) });
/** Orders a page, newest first. */
export type OrderPage = z.infer<typeof orderPage>;

/** Which orders are wanted. */
export const ordersQuery = z.object({
  /** Orders per page, 1 to 100. */
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});
/** Which orders are wanted. */
export type OrdersQuery = z.infer<typeof ordersQuery>;

/** The one order wanted. */
export const orderQuery = z.object({ id });
/** The one order wanted. */
export type OrderQuery = z.infer<typeof orderQuery>;
