import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import type { Activity, ActivityPage, ActivityQuery } from '../../domain/activity.schema.js';
import { one, refuse, shopOf, type Scope } from './scope.js';
import { lots, orders, transfers } from './tables.js';
import { unitFor, type Words } from './words.js';

const defaultLimit = 20;

/** One page of a member's history, newest first. */
export async function readActivity(scope: Scope, key: string, query: ActivityQuery, words: Words): Promise<ActivityPage> {
  const limit = Math.min(100, Math.max(1, query.limit ?? defaultLimit));
  const rows = await select(scope, key, query.cursor, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => activityOf(scope, row, words)),
    ...(rows.length > limit && last ? { next: `${last.at.getTime()}.${last.seq}` } : {}),
  };
}

type Row = Awaited<ReturnType<typeof select>>[number];

const columns = {
  id: transfers.transferId,
  seq: transfers.seq,
  walletId: transfers.walletId,
  kind: transfers.kind,
  at: transfers.at,
  delta: transfers.delta,
  phase: transfers.phase,
  orderId: transfers.orderId,
  owed: transfers.owed,
  number: orders.number,
  earned: lots.earned,
  returned: lots.returned,
  activatesAt: lots.activatesAt,
  availableAt: lots.availableAt,
  expiresAt: lots.expiresAt,
};

function select(scope: Scope, key: string, cursor: string | undefined, limit: number) {
  const itsOrder = and(eq(orders.shopId, transfers.shopId), eq(orders.orderId, transfers.orderId));
  const itsLot = and(eq(lots.shopId, transfers.shopId), eq(lots.memberId, transfers.memberId), eq(lots.lotId, transfers.lotId));
  const mine = and(eq(transfers.shopId, shopOf(scope)), eq(transfers.memberId, key));
  // A release moves points within the member's own balances; the line that earned them tells of it.
  const shown = and(mine, notInArray(transfers.kind, ['release', 'post']), cursor === undefined ? undefined : before(cursor));
  return scope.sql
    .select(columns)
    .from(transfers)
    .leftJoin(orders, itsOrder)
    .leftJoin(lots, itsLot)
    .where(shown)
    .orderBy(desc(transfers.at), desc(transfers.seq))
    .limit(limit);
}

// The place after which the page goes on, not a number of rows to skip: new lines on top shift nothing.
function before(cursor: string) {
  const [, at, seq] = /^(-?\d{1,15})\.(\d{1,18})$/.exec(cursor) ?? [];
  const when = new Date(Number(at));
  if (at === undefined || seq === undefined || Number.isNaN(when.getTime())) {
    return refuse('rejected', '`cursor` is not one that this club gave out. Ask without it for the first page.', { code: 'cursor' });
  }
  return sql`(${transfers.at}, ${transfers.seq}) < (${when.toISOString()}::timestamptz, ${seq}::bigint)`;
}

function activityOf(scope: Scope, row: Row, words: Words): Activity {
  const state = stateOf(row);
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: kindOf(row.kind),
    delta: row.delta,
    unit: unitFor(scope.program.wallets.find(({ id }) => id === row.walletId) ?? one(scope.program.wallets), words),
    state,
    title: titleOf(scope, row, words),
    ...(row.orderId === null ? {} : { orderId: row.orderId }),
    ...(state === 'pending' && row.kind === 'earn' && row.activatesAt ? { activatesAt: row.activatesAt.toISOString() } : {}),
    ...(row.kind === 'earn' && row.expiresAt ? { expiresAt: row.expiresAt.toISOString() } : {}),
  };
}

// A line about pending points shares the fate of the earning it belongs to; any other is final.
function stateOf(row: Row): Activity['state'] {
  if (row.phase === 'available' || row.availableAt !== null) return 'approved';
  return row.earned !== null && row.returned === row.earned ? 'void' : 'pending';
}

function kindOf(kind: Row['kind']): Activity['kind'] {
  switch (kind) {
    case 'return':
      return 'refund';
    case 'release':
    case 'post':
      return 'other';
    case 'hold':
      return 'redeem';
    case 'void':
      return 'refund';
    case 'fulfil':
      return 'grant';
    case 'earn':
    case 'refund':
    case 'adjust':
    case 'grant':
    case 'expire':
      return kind;
    default:
      return kind satisfies never;
  }
}

function titleOf(scope: Scope, row: Row, words: Words): string {
  const { titles } = scope.program;
  const values = { number: words.orderNumber(row.number ?? row.orderId ?? ''), owed: words.number(row.owed) };
  switch (row.kind) {
    case 'earn':
    case 'release':
      return words.fill(titles.order, values);
    case 'return':
      return words.fill(row.owed > 0 ? titles.returnedOwing : titles.returned, values);
    case 'hold':
    case 'post':
    case 'fulfil':
      return words.pick(titles.redeemed);
    case 'void':
    case 'refund':
      return words.pick(titles.refunded);
    case 'grant':
      return words.pick(titles.adjusted);
    case 'adjust':
      return words.pick(titles.adjusted);
    case 'expire':
      return words.pick(titles.expired);
    default:
      return row.kind satisfies never;
  }
}
