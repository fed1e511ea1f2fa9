import { and, eq, inArray, isNotNull, isNull, lt, lte, ne, notLike, or, sql, type SQL } from 'drizzle-orm';
import type { ClubContext } from './context.js';
import { mineOf } from './ledger.js';
import { lockMember, memberReads, touch } from './members.js';
import { expireDue, release } from './points.js';
import { deliveries } from './owner-tables.js';
import { membersToRemind, remind } from './reminders.js';
import { shopOf, type Scope } from './scope.js';
import { lots, outbox, redemptions, tierStates, writes } from './tables.js';
import { membersToReview, reviewForProgram } from './tier-review.js';
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
  /** Members whose tier is another one because the owner changed the ladders. */
  readonly reviewed: number;
  /** Reminders of points that will expire. */
  readonly reminded: number;
  /** Messages that webhooks took. */
  readonly delivered: number;
}
/** What it did for the members. */
type MemberReport = Omit<JobReport, 'settled' | 'delivered'>;

/** How long answers of writes and outbox rows are kept, in days. */
export const keptDays = 30;
/** How long a message that nobody took is kept, in days. */
export const deadLetterDays = 365;

/**
 * Does everything that is due by `now`. Running it twice, or in two processes at once, does everything once:
 * what is due is looked up again under the member's lock. One member's failure does not keep the others waiting.
 */
export async function runDue(club: ClubContext, now: Date): Promise<JobReport> {
  await club.takeUpProgram();
  const { sql: db, program, revision, pursuits, deliverer } = club;
  const scope: Scope = { sql: db, program, now };
  const done = await runMembers(club, scope, revision);
  const settled = await pursuits.runDue(now);
  const { delivered } = await deliverer.run(now);
  await prune(scope);
  return { ...done, settled, delivered };
}

async function runMembers({ sql: db, onError }: ClubContext, scope: Scope, revision: number): Promise<MemberReport> {
  let report: MemberReport = { released: 0, expired: 0, renewed: 0, codesExpired: 0, reviewed: 0, reminded: 0 };
  for (const key of await membersDue(scope, revision)) {
    try {
      const done = await transact(db, { actor: 'job', action: 'due' }, (tx) => runMember({ ...scope, sql: tx }, key, revision));
      report = sum(report, done);
    } catch (thrown) {
      onError(thrown);
    }
  }
  return report;
}

function sum(a: MemberReport, b: MemberReport): MemberReport {
  return {
    released: a.released + b.released,
    expired: a.expired + b.expired,
    renewed: a.renewed + b.renewed,
    codesExpired: a.codesExpired + b.codesExpired,
    reviewed: a.reviewed + b.reviewed,
    reminded: a.reminded + b.reminded,
  };
}

async function membersDue(scope: Scope, revision: number): Promise<Set<string>> {
  const lotsDue = (due: SQL | undefined) =>
    scope.sql.selectDistinct({ key: lots.memberId }).from(lots).where(and(eq(lots.shopId, shopOf(scope)), lots.live, due));
  const ladders = scope.program.ladders.map(({ id }) => id);
  const found = [
    ...(await lotsDue(and(isNull(lots.availableAt), lte(lots.activatesAt, scope.now)))),
    ...(await lotsDue(lte(lots.expiresAt, scope.now))),
    // Of a ladder that the program no longer has, a tier stays as it was, in case it comes back.
    ...(await scope.sql
      .select({ key: tierStates.memberId })
      .from(tierStates)
      .where(and(eq(tierStates.shopId, shopOf(scope)), lte(tierStates.validUntil, scope.now), inArray(tierStates.trackId, ladders)))),
    ...(await scope.sql.selectDistinct({ key: redemptions.memberId }).from(redemptions).where(codesDue(scope))),
  ].map((row) => row.key);
  return new Set([...found, ...(await membersToReview(scope, revision)), ...(await membersToRemind(scope))]);
}

// A code that is being taken back is settled first: then it has not expired but come back.
function codesDue(scope: Scope) {
  return and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.state, 'issued'), isNull(redemptions.task), lte(redemptions.expiresAt, scope.now));
}

async function runMember(scope: Scope, key: string, revision: number): Promise<MemberReport> {
  const { state } = await lockMember(scope, key);
  const released = await releaseDue(scope, key);
  const expired = await expireDue(scope, key);
  const renewed = (await renewTier(scope, key)) ? 1 : 0;
  const codesExpired = await endCodes(scope, key);
  const reviewed = (await reviewForProgram(scope, key, revision)) ? 1 : 0;
  const reminded = state === 'enrolled' ? await remind(scope, key) : 0;
  if (released + expired + renewed + codesExpired + reviewed > 0) await touch(scope, key, memberReads);
  return { released, expired, renewed, codesExpired, reviewed, reminded };
}

async function releaseDue(scope: Scope, key: string): Promise<number> {
  const due = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), isNull(lots.availableAt), lots.live, lte(lots.activatesAt, scope.now)))
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
  const shopId = shopOf(scope);
  const before = (days: number) => new Date(scope.now.getTime() - days * 86_400_000);
  // An owner's key holds for ever: it may be the number of a case. What members did knows its own key.
  await scope.sql.delete(writes).where(and(eq(writes.shopId, shopId), lt(writes.at, before(keptDays)), notLike(writes.operation, 'owner.%')));
  const handedOver = or(eq(outbox.topic, 'member.changed'), isNotNull(outbox.dispatchedAt));
  await scope.sql.delete(outbox).where(and(eq(outbox.shopId, shopId), lt(outbox.at, before(keptDays)), handedOver));
  await scope.sql.delete(deliveries).where(and(eq(deliveries.shopId, shopId), eq(deliveries.state, 'delivered'), lt(deliveries.madeAt, before(keptDays))));
  await scope.sql.delete(deliveries).where(and(eq(deliveries.shopId, shopId), ne(deliveries.state, 'delivered'), lt(deliveries.madeAt, before(deadLetterDays))));
}
