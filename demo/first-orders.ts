import type { ShopOrder } from './orders.schema.js';

/** The orders that the shop's books begin with. */
export function firstOrders(_now: Date): ShopOrder[] {
  return [];
}
