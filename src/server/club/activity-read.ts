import { and, desc, eq, gte, inArray, isNull, lt, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { ActivityPage, ActivityQuery } from '../../domain/activity.schema.js';
import { balancesAfter } from './activity-balance.js';
import { activityOf } from './activity-line.js';
import { midnight } from './calendar.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { lots, orders, redemptions, transfers } from './tables.js';
import type { Words } from './words.js';

const defaultLimit = 20;

/** One page of a member's history, newest first. */
export async function readActivity(scope: Scope, key: string, query: ActivityQuery, words: Words): Promise<ActivityPage> {
  const limit = Math.min(100, Math.max(1, query.limit ?? defaultLimit));
  const rows = await select(scope, key, query, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const after = await balancesAfter(scope, key, shown);
  return {
    items: shown.map((row) => activityOf(scope, { ...row, balanceAfter: after.get(row.id) }, words)),
    ...(rows.length > limit && last ? { next: `${last.at.getTime()}.${last.seq}` } : {}),
  };
}

/** One line of the history, with all that it is explained from. */
export type Row = Awaited<ReturnType<typeof select>>[number] & {
  /** What stood in the wallet after it; none of what is pending. */
  readonly balanceAfter?: number | undefined;
};

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
  sourceId: transfers.sourceId,
  title: transfers.title,
  basis: transfers.basis,
  number: orders.number,
  earned: lots.earned,
  returned: lots.returned,
  activatesAt: lots.activatesAt,
  availableAt: lots.availableAt,
  expiresAt: lots.expiresAt,
  redemption: redemptions.state,
  promise: redemptions.promise,
};

function select(scope: Scope, key: string, query: ActivityQuery, limit: number) {
  const itsOrder = and(eq(orders.shopId, transfers.shopId), eq(orders.orderId, transfers.orderId));
  const itsLot = and(eq(lots.shopId, transfers.shopId), eq(lots.memberId, transfers.memberId), eq(lots.lotId, transfers.lotId));
  const itsRedemption = and(eq(redemptions.shopId, transfers.shopId), eq(redemptions.redemptionId, transfers.redemptionId));
  const mine = and(eq(transfers.shopId, shopOf(scope)), eq(transfers.memberId, key));
  return scope.sql
    .select(columns)
    .from(transfers)
    .leftJoin(orders, itsOrder)
    .leftJoin(lots, itsLot)
    .leftJoin(redemptions, itsRedemption)
    .where(and(mine, notInArray(transfers.kind, [...untold]), ...narrowed(scope, query)))
    .orderBy(desc(transfers.at), desc(transfers.seq))
    .limit(limit);
}

// Steps that another line tells of: a release of its earning, what became of a hold of the redemption.
const untold = ['release', 'post', 'void'] as const;

function narrowed({ program }: Scope, { cursor, filter, from, to, wallet }: ActivityQuery): (SQL | undefined)[] {
  const { timeZone } = program.shop;
  return [
    cursor === undefined ? undefined : before(cursor),
    filter === undefined ? undefined : filterOf(filter),
    from === undefined ? undefined : gte(transfers.at, dayStart(from, 0, timeZone, 'from')),
    to === undefined ? undefined : lt(transfers.at, dayStart(to, 1, timeZone, 'to')),
    wallet === undefined ? undefined : eq(transfers.walletId, wallet),
  ];
}

function filterOf(filter: NonNullable<ActivityQuery['filter']>): SQL | undefined {
  switch (filter) {
    case 'earned':
      return or(inArray(transfers.kind, ['earn', 'grant', 'fulfil']), and(eq(transfers.kind, 'adjust'), sql`${transfers.delta} > 0`));
    case 'spent':
      // What was undone stands beside what it undoes; what never came about was not spent.
      return or(eq(transfers.kind, 'refund'), and(eq(transfers.kind, 'hold'), ne(redemptions.state, 'failed')));
    case 'expired':
      return eq(transfers.kind, 'expire');
    case 'pending':
      return or(
        and(eq(transfers.phase, 'pending'), isNull(lots.availableAt), ne(lots.returned, lots.earned)),
        and(eq(transfers.kind, 'hold'), eq(redemptions.state, 'pending')),
      );
    default:
      return filter satisfies never;
  }
}

// The place after which the page goes on, not a number of rows to skip: new lines on top shift nothing.
function before(cursor: string): SQL {
  const [, at, seq] = /^(-?\d{1,15})\.(\d{1,18})$/.exec(cursor) ?? [];
  const when = new Date(Number(at));
  if (at === undefined || seq === undefined || Number.isNaN(when.getTime())) {
    return refuse('rejected', '`cursor` is not one that this club gave out. Ask without it for the first page.', { code: 'cursor' });
  }
  return sql`(${transfers.at}, ${transfers.seq}) < (${when.toISOString()}::timestamptz, ${seq}::bigint)`;
}

// The instant a day begins on the shop's clock, or so many days later.
function dayStart(day: string, later: number, timeZone: string, name: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) {
    return refuse('rejected', `\`${name}\` is ${day}, which is no day of the calendar.`, { code: 'day' });
  }
  return midnight(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + later, timeZone);
}
