import * as z from 'zod/mini';
import type { ShopEvent } from '../../domain/shop-event.schema.js';
import { linesOf, paidFor, priceOf, shareOf, type StoredOrder } from './return-lines.js';
import { refuse } from './scope.js';
import type { Lot } from './tables.js';

/** What the shop says came back. */
export type ReturnWish = Extract<ShopEvent, { type: 'order.returned' }>['data'];

/** Everything of an order that has come back, this return included. */
export interface Returned {
  readonly minor: number;
  /** Quantity by item id. */
  readonly items: Readonly<Record<string, number>>;
  readonly state: 'partly_returned' | 'returned';
  /** Whether it is more than had come back before. */
  readonly news: boolean;
}

/** What one lot of the order has to give back, over all returns together, and what that was reckoned from. */
export interface Due {
  readonly units: number;
  readonly basis: { readonly returned: number; readonly total: number; readonly currency: string; readonly earned: number; readonly products?: true; readonly minimum?: number };
}

const quantities = z.record(z.string(), z.int());

/** Adds a return to those before it; never more than the order was worth. */
export function cumulativeReturn(order: StoredOrder, wish: ReturnWish): Returned {
  const before = z.parse(quantities, order.returnedItems);
  const items = addItems(order, before, wish);
  if (wish.amount) return outcome(order, order.returnedMinor + amountOf(order, wish.amount), items);
  if (!wish.items) return { ...outcome(order, order.totalMinor, items), state: 'returned', news: order.state !== 'returned' || order.returnedMinor !== order.totalMinor };
  if (wish.items.every(({ quantity }) => quantity === 0)) {
    refuse('rejected', 'data.items names nothing that came back. Leave `items` out when the whole order did.', { code: 'items' });
  }
  return outcome(order, order.returnedMinor + paidFor(order, items) - paidFor(order, before), items);
}

/**
 * What a lot gives back: all of it where less is left of the order than its rule asks for; else of what the whole order earned, the returned part of its total; of what certain lines earned,
 * the part of these lines that came back. Money that came back without a word of items is spread over all of them.
 */
export function dueOf({ earned, lines: counted, minimum }: Pick<Lot, 'earned' | 'lines' | 'minimum'>, order: StoredOrder, { minor, items, state }: Returned): Due {
  const basis = { returned: minor, total: order.totalMinor, currency: order.currency, earned };
  if (state === 'returned') return { units: earned, basis };
  if (minimum !== null && order.totalMinor - minor < minimum) return { units: earned, basis: { ...basis, minimum } };
  const mine = new Map([...linesOf(order)].filter(([id]) => counted?.includes(id)));
  const price = [...mine.values()].reduce((sum, line) => sum + line.minor, 0);
  if (price === 0) return { units: order.totalMinor === 0 ? 0 : shareOf(earned, minor, order.totalMinor), basis };
  const loose = Math.max(0, minor - paidFor(order, items));
  const [total, paid] = [BigInt(price), BigInt(order.totalMinor)];
  const part = BigInt(priceOf(mine, items)) * paid + BigInt(loose) * total;
  return { units: shareOf(earned, part, total * paid), basis: { ...basis, returned: shareOf(price, part, total * paid), total: price, products: true } };
}

// An order whose every item is back came back whole, also where its shipping was not paid back.
function outcome(order: StoredOrder, minor: number, items: Readonly<Record<string, number>>): Returned {
  const capped = Math.min(minor, order.totalMinor);
  const lines = [...linesOf(order)].filter(([, { quantity }]) => quantity > 0);
  const back = new Map(Object.entries(items));
  const whole = lines.length > 0 && lines.every(([id, { quantity }]) => (back.get(id) ?? 0) >= quantity);
  const paid = order.totalMinor > 0 && capped >= order.totalMinor;
  const state = whole || paid ? 'returned' : 'partly_returned';
  const before = new Map(Object.entries(z.parse(quantities, order.returnedItems)));
  const more = [...back].some(([id, quantity]) => before.get(id) !== quantity);
  return { minor: capped, items, state, news: more || capped !== order.returnedMinor || state !== order.state };
}

function amountOf(order: StoredOrder, amount: NonNullable<ReturnWish['amount']>): number {
  if (amount.currency !== order.currency) {
    refuse('rejected', `data.amount.currency is ${amount.currency}; order ${order.orderId} was paid in ${order.currency}.`, { code: 'currency' });
  }
  if (amount.minor <= 0) refuse('rejected', 'data.amount.minor must be above zero.', { code: 'amount' });
  return amount.minor;
}

function addItems(order: StoredOrder, before: Readonly<Record<string, number>>, wish: ReturnWish): Record<string, number> {
  // A map: an item may be called anything, `__proto__` too.
  const sum = new Map(Object.entries(before));
  const lines = linesOf(order);
  for (const { id, quantity } of wish.items ?? []) {
    const line = lines.get(id) ?? refuse('rejected', `data.items: order ${order.orderId} has no item ${id}.`, { code: 'item_unknown' });
    sum.set(id, Math.min(line.quantity, (sum.get(id) ?? 0) + quantity));
  }
  return Object.fromEntries(sum);
}
