import { and, eq, gt, gte, lte, ne, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Values } from './ladders.js';
import { mineOf } from './ledger.js';
import type { Clock, Window } from './periods.js';
import type { Ladder, LadderCriterion } from './program/ladder.js';
import { one, shopOf, type Scope } from './scope.js';
import { lots, orders } from './tables.js';

/** What counts towards a ladder in a window of time, by criterion. */
export async function valuesIn(scope: Scope, key: string, ladder: Ladder, window: Window, clock: Clock): Promise<Values> {
  const values: [string, number][] = [];
  for (const criterion of ladder.criteria) values.push([criterion.id, await valueOf(scope, key, criterion, window, clock)]);
  return Object.fromEntries(values);
}

function valueOf(scope: Scope, key: string, criterion: LadderCriterion, window: Window, clock: Clock): Promise<number> {
  switch (criterion.metric) {
    case 'points':
      return pointsIn(scope, key, criterion.wallet, window);
    case 'spend':
      return ofOrders(scope, key, spent, and(within(orders.deliveredAt, window), eq(orders.currency, criterion.currency)), clock);
    case 'orders':
      return ofOrders(scope, key, counted, and(within(orders.deliveredAt, window), ne(orders.state, 'returned')), clock);
    default:
      return criterion satisfies never;
  }
}

async function pointsIn(scope: Scope, key: string, walletId: string, window: Window): Promise<number> {
  const rows = await scope.sql
    .select({ points: earned })
    .from(lots)
    .where(and(mineOf(scope, key), eq(lots.walletId, walletId), eq(lots.qualifies, true), within(lots.availableAt, window)));
  return one(rows).points;
}
const earned = sql<number>`coalesce(sum(${lots.earned} - ${lots.returned}), 0)::bigint`.mapWith(lots.earned);

// What was ordered before joining is no merit of the membership, and earned nothing either.
async function ofOrders(scope: Scope, key: string, what: typeof spent, which: ReturnType<typeof and>, { joined }: Clock): Promise<number> {
  const rows = await scope.sql
    .select({ value: what })
    .from(orders)
    .where(and(eq(orders.shopId, shopOf(scope)), eq(orders.memberId, key), gte(orders.placedAt, joined), which));
  return one(rows).value;
}
const spent = sql<number>`coalesce(sum(${orders.totalMinor} - ${orders.returnedMinor}), 0)::bigint`.mapWith(orders.totalMinor);
const counted = sql<number>`count(*)::bigint`.mapWith(orders.totalMinor);

function within(column: PgColumn, { after, until }: Window) {
  return and(after && gt(column, after), lte(column, until));
}
