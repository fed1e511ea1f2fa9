import * as z from 'zod/mini';
import { order as orderSchema } from '../../domain/order.schema.js';
import type { orders } from './tables.js';

/** An order as it is stored. */
export type StoredOrder = typeof orders.$inferSelect;

/** One line of an order: how many, and what all of them cost. */
export interface Line {
  readonly quantity: number;
  readonly minor: number;
}

/** The lines of an order by id; several with one id are one. After an erasure there are none. */
export function linesOf(order: StoredOrder): ReadonlyMap<string, Line> {
  const document = z.safeParse(orderSchema, order.document);
  const lines = new Map<string, Line>();
  for (const { id, quantity, total } of document.success ? document.data.items : []) {
    const before = lines.get(id) ?? { quantity: 0, minor: 0 };
    lines.set(id, { quantity: before.quantity + quantity, minor: before.minor + Math.max(0, total.minor) });
  }
  return lines;
}

/** The part of `whole` that `part` of `total` stands for, rounded down; all of it once all came back. */
export function shareOf(whole: number, part: number | bigint, total: number | bigint): number {
  if (part >= total) return whole;
  // The product of two safe integers need not be safe.
  return Number((BigInt(whole) * BigInt(part)) / BigInt(total));
}

/** What so many of each line cost, at the lines’ own prices. */
export function priceOf(lines: ReadonlyMap<string, Line>, items: Readonly<Record<string, number>>): number {
  const quantities = new Map(Object.entries(items));
  return [...lines].reduce((sum, [id, { quantity, minor }]) => (quantity > 0 ? sum + shareOf(minor, quantities.get(id) ?? 0, quantity) : sum), 0);
}

/** What was paid for so many of each line: less than their prices where a voucher made the whole order cheaper. */
export function paidFor(order: StoredOrder, items: Readonly<Record<string, number>>): number {
  const lines = linesOf(order);
  const all = [...lines.values()].reduce((sum, { minor }) => sum + minor, 0);
  const price = priceOf(lines, items);
  return all > order.totalMinor ? shareOf(order.totalMinor, price, all) : price;
}
