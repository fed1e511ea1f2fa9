import * as z from 'zod';
import { shopEvent } from '../src/domain/shop-event.schema.js';

/** Whether the club has heard of a change: told, still to be told, refused by the club, or of no concern to it. */
export const newsStates = ['told', 'waiting', 'refused', 'none'] as const;
/** Whether the club has heard of a change. */
export type NewsState = (typeof newsStates)[number];

/** One order in the shop's own books. */
export const shopOrder = z.object({
  id: z.string(),
  number: z.string(),
  /** A member's id, or `guest:` and the session's id. */
  owner: z.string(),
  lines: z.array(z.object({ slug: z.string(), quantity: z.int(), rials: z.int() })),
  rials: z.int(),
  placedAt: z.string(),
  deliveredAt: z.string().optional(),
  returnedAt: z.string().optional(),
});
/** One order in the shop's own books. */
export type ShopOrder = z.infer<typeof shopOrder>;

/** The file that the shop's books are kept in. */
export const books = z.object({
  version: z.literal(1),
  lastNumber: z.int(),
  orders: z.array(shopOrder),
  /** News for the club, oldest first; an entry stays until the club took it or refused it. */
  news: z.array(z.object({ orderId: z.string(), event: shopEvent, refused: z.string().optional() })),
});
/** The file that the shop's books are kept in. */
export type Books = z.infer<typeof books>;
/** One piece of news for the club. */
export type News = Books['news'][number];
