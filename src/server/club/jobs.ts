import { and, eq, gt, isNull, lt, lte, type SQL } from 'drizzle-orm';
import type { Sql } from './database.js';
import { mineOf } from './ledger.js';
import { lockMember, touch } from './members.js';
import { expire, release } from './points.js';
import type { Program } from './program/program.js';
import { shopOf, type Scope } from './scope.js';
import { lots, outbox, tierStates, writes } from './tables.js';
import { raiseTier, renewTier } from './tiers.js';
import { transact } from './transaction.js';

/** What one run of the jobs did. */
export interface JobReport {
  /** Lots whose release day came. */
  readonly released: number;
  /** Lots that expired. */
  readonly expired: number;
  /** Members whose tier's period ended. */
  readonly renewed: number;
}

/** How long answers of writes and outbox rows are kept, in days. */
export const keptDays = 30;

/**
 * Does everything that is due by `now`. Running it twice, or in two processes at once, does everything once:
 * what is due is looked up again under the member's lock. One member's failure does not keep the others waiting.
 */
export async function runDue(sql: Sql, program: Program, now: Date, onError: (error: unknown) => void): Promise<JobReport> {
  const scope: Scope = { sql, program, now };
  const report = { released: 0, expired: 0, renewed: 0 };
  for (const key of await membersDue(scope)) {
    try {
      const done = await transact(sql, (tx) => runMember({ ...scope, sql: tx }, key));
      report.released += done.released;
      report.expired += done.expired;
      report.renewed += done.renewed;
    } catch (thrown) {
      onError(thrown);
    }
  }
  await prune(scope);
  return report;
}

async function membersDue(scope: Scope): Promise<Set<string>> {
  const lotsDue = (due: SQL | undefined) =>
    scope.sql.selectDistinct({ key: lots.memberId }).from(lots).where(and(eq(lots.shopId, shopOf(scope)), gt(lots.remaining, 0), due));
  const found = [
    ...(await lotsDue(and(isNull(lots.availableAt), lte(lots.activatesAt, scope.now)))),
    ...(await lotsDue(lte(lots.expiresAt, scope.now))),
    ...(await scope.sql
      .select({ key: tierStates.memberId })
      .from(tierStates)
      .where(and(eq(tierStates.shopId, shopOf(scope)), lte(tierStates.validUntil, scope.now)))),
  ];
  return new Set(found.map((row) => row.key));
}

async function runMember(scope: Scope, key: string): Promise<JobReport> {
  await lockMember(scope, key);
  const released = await releaseDue(scope, key);
  const expired = await expireDue(scope, key);
  const renewed = (await renewTier(scope, key)) ? 1 : 0;
  if (released + expired + renewed > 0) await touch(scope, key, ['wallets', 'activity', 'tiers']);
  return { released, expired, renewed };
}

async function releaseDue(scope: Scope, key: string): Promise<number> {
  const due = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), isNull(lots.availableAt), gt(lots.remaining, 0), lte(lots.activatesAt, scope.now)))
    .orderBy(lots.activatesAt, lots.lotId);
  for (const lot of due) {
    await release(scope, key, lot, lot.activatesAt);
    await raiseTier(scope, key, lot.activatesAt);
  }
  return due.length;
}

async function expireDue(scope: Scope, key: string): Promise<number> {
  const due = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), gt(lots.remaining, 0), lte(lots.expiresAt, scope.now)))
    .orderBy(lots.expiresAt, lots.lotId);
  for (const lot of due) await expire(scope, key, lot);
  return due.length;
}

async function prune(scope: Scope): Promise<void> {
  const old = new Date(scope.now.getTime() - keptDays * 86_400_000);
  await scope.sql.delete(writes).where(and(eq(writes.shopId, shopOf(scope)), lt(writes.at, old)));
  await scope.sql.delete(outbox).where(and(eq(outbox.shopId, shopOf(scope)), lt(outbox.at, old)));
}
