import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { order as orderSchema, type Order, type OrderPage, type OrdersQuery } from '../../domain/order.schema.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { orders } from './tables.js';

const defaultLimit = 20;

/** One page of a member's orders, newest first. */
export async function readOrders(scope: Scope, key: string, query: OrdersQuery): Promise<OrderPage> {
  const limit = Math.min(100, Math.max(1, query.limit ?? defaultLimit));
  const rows = await scope.sql
    .select()
    .from(orders)
    .where(and(mine(scope, key), query.cursor === undefined ? undefined : before(query.cursor)))
    .orderBy(desc(orders.placedAt), desc(orders.orderId))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.flatMap(orderOf), ...(rows.length > limit && last ? { next: `${last.placedAt.getTime()}.${last.orderId}` } : {}) };
}

/** One of a member's orders; another member's is as unknown as one that never was. */
export async function readOrder(scope: Scope, key: string, orderId: string): Promise<Order> {
  const rows = await scope.sql
    .select()
    .from(orders)
    .where(and(mine(scope, key), eq(orders.orderId, orderId)));
  const [order] = rows.flatMap(orderOf);
  return order ?? refuse('not_found', 'This member has no such order.', { code: 'order_unknown' });
}

// The place after which the page goes on: the time and the id of the last order shown.
function before(cursor: string) {
  const [, at, orderId] = /^(-?\d{1,15})\.(.{1,200})$/s.exec(cursor) ?? [];
  const when = new Date(Number(at));
  if (at === undefined || orderId === undefined || Number.isNaN(when.getTime())) {
    return refuse('rejected', '`cursor` is not one that this club gave out. Ask without it for the first page.', { code: 'cursor' });
  }
  return sql`(${orders.placedAt}, ${orders.orderId}) < (${when.toISOString()}::timestamptz, ${orderId})`;
}

// As the shop told it, with what has become of it since. Of somebody who was erased there is no document left.
function orderOf({ document, state }: typeof orders.$inferSelect): Order[] {
  const told = z.safeParse(orderSchema, document);
  return told.success ? [{ ...told.data, state: state === 'placed' ? told.data.state : state }] : [];
}

function mine(scope: Scope, key: string) {
  return and(eq(orders.shopId, shopOf(scope)), eq(orders.memberId, key), isNotNull(orders.document));
}
