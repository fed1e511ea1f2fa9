import { findProduct } from './catalog.js';
import { memberCards, isMemberId } from './members.js';
import type { News, ShopOrder } from './orders.schema.js';
import type { Order } from '../src/domain/order.schema.js';

/** The news of a new order; none for a guest's, whom the club does not know. */
function placedNews(order: ShopOrder): News | undefined {
  if (!isMemberId(order.owner)) return undefined;
  const data = { memberId: order.owner, ...memberCards[order.owner], order: forClub(order) };
  return { orderId: order.id, event: { id: `${order.id}.placed`, at: order.placedAt, type: 'order.placed', data } };
}

/** The news of a new order: what was ordered, and that a code was used up in it. */
export function orderNews(order: ShopOrder, emptied: string | undefined): News[] {
  const placed = placedNews(order);
  return [...(placed ? [placed] : []), ...(emptied === undefined ? [] : [usedNews(emptied, order.id, order.placedAt)])];
}

/** The news that a code was used up; also a guest's, for a code works for whoever has it. */
export function usedNews(code: string, orderId: string, at: string): News {
  return { orderId, event: { id: `${orderId}.code.${code}`, at, type: 'code.used', data: { code, orderId } } };
}

/** The news that an order arrived. */
export function deliveredNews(order: ShopOrder, at: string): News | undefined {
  if (!isMemberId(order.owner)) return undefined;
  return { orderId: order.id, event: { id: `${order.id}.delivered`, at, type: 'order.delivered', data: { orderId: order.id } } };
}

/** The news that a whole order came back. */
export function returnedNews(order: ShopOrder, at: string): News | undefined {
  if (!isMemberId(order.owner)) return undefined;
  return { orderId: order.id, event: { id: `${order.id}.returned`, at, type: 'order.returned', data: { orderId: order.id } } };
}

function forClub(order: ShopOrder): Order {
  return {
    id: order.id,
    number: order.number,
    placedAt: order.placedAt,
    state: 'placed',
    total: { minor: order.rials, currency: 'IRR' },
    items: order.lines.map((line, i) => ({
      id: `${order.id}.${i + 1}`,
      productId: line.slug,
      title: findProduct(line.slug)?.words.en.name ?? line.slug,
      quantity: line.quantity,
      total: { minor: line.rials, currency: 'IRR' },
    })),
  };
}
