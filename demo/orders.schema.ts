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
  /** What was paid: delivery included, the code's worth taken off. */
  rials: z.int(),
  /** The code that was used, and what it took off. */
  code: z.object({ code: z.string(), rewardId: z.string(), rials: z.int() }).optional(),
  placedAt: z.string(),
  deliveredAt: z.string().optional(),
  returnedAt: z.string().optional(),
});
/** One order in the shop's own books. */
export type ShopOrder = z.infer<typeof shopOrder>;

/** One use of a code: in which order, and what it took off. */
const use = z.object({ orderId: z.string(), rials: z.int(), at: z.string() });

/** A code that the shop made for the club, as the shop promised it. */
export const coupon = z.object({
  /** The club's name for the wish it was made for; asked again, the shop answers the same code. */
  redemptionId: z.string(),
  /** Says what the code does. */
  rewardId: z.string(),
  /** None where the club took its wish back before a code was made. */
  code: z.string().optional(),
  /** In rials: what it takes off, or what was on a gift card. */
  worth: z.int().optional(),
  /** The smallest basket of goods, in rials. */
  minimum: z.int().optional(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
  uses: z.array(use),
});
/** A code that the shop made for the club. */
export type Coupon = z.infer<typeof coupon>;

/** The file that the shop's books are kept in. */
export const books = z.object({
  version: z.literal(1),
  lastNumber: z.int(),
  orders: z.array(shopOrder),
  coupons: z.array(coupon).default([]),
  /** News for the club, oldest first; an entry stays until the club took it or refused it. */
  news: z.array(z.object({ orderId: z.string(), event: shopEvent, refused: z.string().optional() })),
});
/** The file that the shop's books are kept in. */
export type Books = z.infer<typeof books>;
/** One piece of news for the club. */
export type News = Books['news'][number];
