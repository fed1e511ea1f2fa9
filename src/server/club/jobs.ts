import { and, eq, gt, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { ClubContext } from './context.js';
import { mineOf } from './ledger.js';
import { lockMember, memberReads, touch } from './members.js';
import { expireDue, release } from './points.js';
import { shopOf, type Scope } from './scope.js';
import { lots, outbox, redemptions, tierStates, writes } from './tables.js';
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
  /** Codes whose last day is over. */
  readonly codesExpired: number;
  /** Redemptions that were waiting for the maker of their code and are settled now. */
  readonly settled: number;
}

/** How long answers of writes and outbox rows are kept, in days. */
export const keptDays = 30;

/**
 * Does everything that is due by `now`. Running it twice, or in two processes at once, does everything once:
 * what is due is looked up again under the member's lock. One member's failure does not keep the others waiting.
 */
export async function runDue({ sql: db, program, onError, pursuits }: ClubContext, now: Date): Promise<JobReport> {
  const scope: Scope = { sql: db, program, now };
  const report = { released: 0, expired: 0, renewed: 0, codesExpired: 0, settled: 0 };
  for (const key of await membersDue(scope)) {
    try {
      const done = await transact(db, { actor: 'job', action: 'due' }, (tx) => runMember({ ...scope, sql: tx }, key));
      report.released += done.released;
      report.expired += done.expired;
      report.renewed += done.renewed;
      report.codesExpired += done.codesExpired;
    } catch (thrown) {
      onError(thrown);
    }
  }
  report.settled = await pursuits.runDue(now);
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
    ...(await scope.sql.selectDistinct({ key: redemptions.memberId }).from(redemptions).where(codesDue(scope))),
  ];
  return new Set(found.map((row) => row.key));
}

// A code that is being taken back is settled first: then it has not expired but come back.
function codesDue(scope: Scope) {
  return and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.state, 'issued'), isNull(redemptions.task), lte(redemptions.expiresAt, scope.now));
}

async function runMember(scope: Scope, key: string): Promise<Omit<JobReport, 'settled'>> {
  await lockMember(scope, key);
  const released = await releaseDue(scope, key);
  const expired = await expireDue(scope, key);
  const renewed = (await renewTier(scope, key)) ? 1 : 0;
  const codesExpired = await endCodes(scope, key);
  if (released + expired + renewed + codesExpired > 0) await touch(scope, key, memberReads);
  return { released, expired, renewed, codesExpired };
}

async function releaseDue(scope: Scope, key: string): Promise<number> {
  const due = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), isNull(lots.availableAt), gt(lots.remaining, 0), lte(lots.activatesAt, scope.now)))
    .orderBy(lots.activatesAt, lots.seq);
  for (const lot of due) {
    await release(scope, key, lot, lot.activatesAt);
    await raiseTier(scope, key, lot.activatesAt);
  }
  return due.length;
}

async function endCodes(scope: Scope, key: string): Promise<number> {
  const ended = await scope.sql
    .update(redemptions)
    .set({ state: 'expired', endedAt: sql`${redemptions.expiresAt}` })
    .where(and(codesDue(scope), eq(redemptions.memberId, key)))
    .returning({ id: redemptions.redemptionId });
  return ended.length;
}

async function prune(scope: Scope): Promise<void> {
  const old = new Date(scope.now.getTime() - keptDays * 86_400_000);
  await scope.sql.delete(writes).where(and(eq(writes.shopId, shopOf(scope)), lt(writes.at, old)));
  await scope.sql.delete(outbox).where(and(eq(outbox.shopId, shopOf(scope)), lt(outbox.at, old)));
}
