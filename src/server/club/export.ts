import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import { auditRow } from './audit-read.js';
import { rowsOf } from './database.js';
import { shopOf, type Scope } from './scope.js';
import { instantColumn, integerColumn } from './sql-values.js';
import { reading } from './transaction.js';

/** A stretch of time: from an instant on, and before another. */
export interface Span {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** A member with all they have, as a statement answers it. */
export const memberRow = z.object({
  memberId: z.string(),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  state: z.string(),
  joinedAt: z.nullable(instantColumn),
  tags: z.array(z.string()),
  card: z.nullable(z.string()),
  /** By `wallet account`. */
  balances: z.nullable(z.record(z.string(), integerColumn)),
  /** The tier by ladder. */
  tiers: z.nullable(z.record(z.string(), z.string())),
});
/** A member with all they have. */
export type MemberRow = z.infer<typeof memberRow>;

const ledgerRow = z.object({
  at: instantColumn,
  recordedAt: instantColumn,
  /** The member's id at the shop; none once they are erased. */
  memberId: z.nullable(z.string()),
  memberKey: z.string(),
  walletId: z.string(),
  kind: z.string(),
  phase: z.string(),
  delta: integerColumn,
  owed: integerColumn,
  orderId: z.nullable(z.string()),
  redemptionId: z.nullable(z.string()),
  sourceId: z.nullable(z.string()),
  actor: z.string(),
  name: z.nullable(z.string()),
  reason: z.nullable(z.string()),
});
/** One movement of points. */
export type LedgerRow = z.infer<typeof ledgerRow>;

/** One thing that points bought, as a statement answers it. */
export const redemptionRow = z.object({
  at: instantColumn,
  redemptionId: z.string(),
  memberId: z.nullable(z.string()),
  rewardId: z.string(),
  walletId: z.string(),
  cost: integerColumn,
  state: z.string(),
  expiresAt: z.nullable(instantColumn),
  usedAt: z.nullable(instantColumn),
  endedAt: z.nullable(instantColumn),
});
/** One thing that points bought; without its code, which is as good as money. */
export type RedemptionRow = z.infer<typeof redemptionRow>;

/** Takes so many rows at a time; the next ones are read when it is done with these. */
export type Take<T> = (rows: readonly T[]) => Promise<void>;

/** Every member of the club whom the shop could name, by their id; `span` is of the day they joined. */
export function eachMember(scope: Scope, span: Span, take: Take<MemberRow>): Promise<void> {
  return eachBatch(scope, sql`${memberQuery(scope)}${within(sql`m.enrolled_at`, span)} order by p.external_id`, memberRow, take);
}

/** Everybody of the club whom the shop could name; more conditions may follow. */
export function memberQuery(scope: Scope): SQL {
  return sql`select p.external_id as "memberId", p.name, p.email, m.state, m.enrolled_at as "joinedAt", m.tags, p.card,
      (select jsonb_object_agg(b.wallet_id || ' ' || b.account, b.balance) from accounts b where b.shop_id = m.shop_id and b.member_id = m.member_id) as balances,
      (select jsonb_object_agg(t.track_id, t.tier_id) from tier_states t where t.shop_id = m.shop_id and t.member_id = m.member_id) as tiers
    from members m join people p on p.shop_id = m.shop_id and p.member_id = m.member_id
    where m.shop_id = ${shopOf(scope)}`;
}

/** Every movement of points, in the order in which they were written. */
export function eachMovement(scope: Scope, span: Span, take: Take<LedgerRow>): Promise<void> {
  const query = sql`select t.at, t.recorded_at as "recordedAt", p.external_id as "memberId", t.member_id as "memberKey", t.wallet_id as "walletId", t.kind, t.phase,
      t.delta, t.owed, t.order_id as "orderId", t.redemption_id as "redemptionId", t.source_id as "sourceId", a.actor, a.name, a.reason
    from transfers t join audit a on a.shop_id = t.shop_id and a.audit_id = t.audit_id
      left join people p on p.shop_id = t.shop_id and p.member_id = t.member_id
    where t.shop_id = ${shopOf(scope)}${within(sql`t.at`, span)} order by t.seq`;
  return eachBatch(scope, query, ledgerRow, take);
}

/** Everything that points bought, oldest first. */
export function eachRedemption(scope: Scope, span: Span, take: Take<RedemptionRow>): Promise<void> {
  return eachBatch(scope, sql`${redemptionQuery(scope)}${within(sql`r.at`, span)} order by r.seq`, redemptionRow, take);
}

/** Everything that points bought; more conditions may follow. */
export function redemptionQuery(scope: Scope): SQL {
  return sql`select r.at, r.redemption_id as "redemptionId", p.external_id as "memberId", r.reward_id as "rewardId", r.wallet_id as "walletId",
      r.cost, r.state, r.expires_at as "expiresAt", r.used_at as "usedAt", r.ended_at as "endedAt"
    from redemptions r left join people p on p.shop_id = r.shop_id and p.member_id = r.member_id
    where r.shop_id = ${shopOf(scope)}`;
}

/** The whole audit, oldest first. */
export function eachAudit(scope: Scope, span: Span, take: Take<z.infer<typeof auditRow>>): Promise<void> {
  const query = sql`select a.audit_id as id, a.at, a.actor, a.name, a.action, p.external_id as "memberId", a.reason, a.request_id as "requestId", a.detail
    from audit a left join people p on p.shop_id = a.shop_id and p.member_id = a.member_id
    where a.shop_id = ${shopOf(scope)}${within(sql`a.at`, span)} order by a.audit_id`;
  return eachBatch(scope, query, auditRow, take);
}

function within(column: SQL, { from, to }: Span): SQL {
  const after = from ? sql` and ${column} >= ${from.toISOString()}` : sql``;
  return to ? sql`${after} and ${column} < ${to.toISOString()}` : after;
}

// A cursor in one transaction: all of one state of the database, in little memory, however slowly it is taken.
function eachBatch<T extends z.core.$ZodType>(scope: Scope, query: SQL, row: T, take: Take<z.infer<T>>): Promise<void> {
  return reading(scope.sql, async (tx) => {
    await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '0', true), set_config('statement_timeout', '0', true)`);
    await tx.execute(sql`declare vafa_export no scroll cursor for ${query}`);
    for (;;) {
      const rows = await rowsOf(tx, sql`fetch 1000 from vafa_export`, row);
      if (rows.length === 0) return;
      await take(rows);
    }
  });
}
