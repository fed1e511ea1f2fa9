import * as z from 'zod/mini';
import type { ShopEvent } from '../../domain/shop-event.schema.js';
import { order as orderSchema } from '../../domain/order.schema.js';
import { refuse } from './scope.js';
import type { orders } from './tables.js';

/** What the shop says came back. */
export type ReturnWish = Extract<ShopEvent, { type: 'order.returned' }>['data'];

/** Everything of an order that has come back, this return included. */
export interface Returned {
  readonly minor: number;
  /** Quantity by item id. */
  readonly items: Readonly<Record<string, number>>;
  readonly state: 'partly_returned' | 'returned';
}

type Stored = typeof orders.$inferSelect;
const quantities = z.record(z.string(), z.int());

/** The part of `whole` that `part` of `total` stands for, rounded down; all of it once all came back. */
export function shareOf(whole: number, part: number, total: number): number {
  if (part >= total) return whole;
  // The product of two safe integers need not be safe.
  return Number((BigInt(whole) * BigInt(part)) / BigInt(total));
}

/** Adds a return to those before it; never more than the order was worth. */
export function cumulativeReturn(order: Stored, wish: ReturnWish): Returned {
  const before = z.parse(quantities, order.returnedItems);
  if (wish.amount) return outcome(order, order.returnedMinor + amountOf(order, wish.amount), addItems(order, before, wish));
  if (!wish.items) return { minor: order.totalMinor, items: before, state: 'returned' };
  const items = addItems(order, before, wish);
  return outcome(order, order.returnedMinor + valueOf(order, items) - valueOf(order, before), items);
}

function outcome(order: Stored, minor: number, items: Record<string, number>): Returned {
  const capped = Math.min(minor, order.totalMinor);
  return { minor: capped, items, state: capped >= order.totalMinor ? 'returned' : 'partly_returned' };
}

function amountOf(order: Stored, amount: NonNullable<ReturnWish['amount']>): number {
  if (amount.currency !== order.currency) {
    refuse('rejected', `data.amount.currency is ${amount.currency}; order ${order.orderId} was paid in ${order.currency}.`, { code: 'currency' });
  }
  if (amount.minor <= 0) refuse('rejected', 'data.amount.minor must be above zero.', { code: 'amount' });
  return amount.minor;
}

function addItems(order: Stored, before: Readonly<Record<string, number>>, wish: ReturnWish): Record<string, number> {
  // A map: an item may be called anything, `__proto__` too.
  const sum = new Map(Object.entries(before));
  for (const { id, quantity } of wish.items ?? []) {
    const line = linesOf(order).get(id) ?? refuse('rejected', `data.items: order ${order.orderId} has no item ${id}.`, { code: 'item_unknown' });
    sum.set(id, Math.min(line.quantity, (sum.get(id) ?? 0) + quantity));
  }
  return Object.fromEntries(sum);
}

function valueOf(order: Stored, items: Readonly<Record<string, number>>): number {
  const lines = linesOf(order);
  return Object.entries(items).reduce((sum, [id, quantity]) => {
    const line = lines.get(id);
    return line && line.quantity > 0 ? sum + shareOf(Math.max(0, line.total.minor), quantity, line.quantity) : sum;
  }, 0);
}

function linesOf(order: Stored) {
  // After an erasure the items are gone; a return then needs an amount, or is of the whole order.
  const document = z.safeParse(orderSchema, order.document);
  return new Map(document.success ? document.data.items.map((item) => [item.id, item]) : []);
}
