import { and, eq, lt, max } from 'drizzle-orm';
import type { Sql } from './database.js';
import { programs } from './owner-tables.js';
import { shopOf, type Scope } from './scope.js';
import { members } from './tables.js';
import { raiseTier } from './tiers.js';

/** The revision that members' tiers are to be held against: the last one that may move them. */
async function revisionToReview(sql: Sql, shopId: string): Promise<number> {
  const [row] = await sql
    .select({ revision: max(programs.revision) })
    .from(programs)
    .where(and(eq(programs.shopId, shopId), eq(programs.movesTiers, true)));
  return row?.revision ?? 0;
}

/** The keys of members whose tier was not held against the ladders in force yet; `inForce` is the revision the scope has. */
export async function membersToReview(scope: Scope, inForce: number): Promise<string[]> {
  const revision = await revisionToReview(scope.sql, shopOf(scope));
  // A process that could not take up the newest leaves this to one that could.
  if (revision === 0 || revision > inForce) return [];
  const rows = await scope.sql
    .select({ key: members.memberId })
    .from(members)
    .where(and(eq(members.shopId, shopOf(scope)), eq(members.state, 'enrolled'), lt(members.tiersReviewed, revision)));
  return rows.map(({ key }) => key);
}

/** Holds a locked member against the ladders in force: what they reached with them is theirs; nobody falls before their period ends. Answers whether this changed anything. */
export async function reviewForProgram(scope: Scope, key: string, inForce: number): Promise<boolean> {
  const revision = await revisionToReview(scope.sql, shopOf(scope));
  if (revision > inForce) return false;
  const due = await scope.sql
    .update(members)
    .set({ tiersReviewed: revision })
    .where(and(eq(members.shopId, shopOf(scope)), eq(members.memberId, key), eq(members.state, 'enrolled'), lt(members.tiersReviewed, revision)))
    .returning({ key: members.memberId });
  return due.length > 0 && (await raiseTier(scope, key, scope.now, 'club'));
}
