import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import { tierChanges } from './program-tables.js';
import { shopOf, type Scope } from './scope.js';

/** One change of a tier, as it is kept. */
export type LoggedChange = typeof tierChanges.$inferSelect;
/** Why a tier changed. */
export type ChangeReason = LoggedChange['reason'];

/** Writes a change of a member's tier into the log. */
export async function logChange(scope: Scope, key: string, change: Omit<typeof tierChanges.$inferInsert, 'shopId' | 'memberId' | 'recordedAt'>): Promise<void> {
  await scope.sql.insert(tierChanges).values({ shopId: shopOf(scope), memberId: key, recordedAt: scope.now, ...change });
}

/** The latest changes on one ladder, newest first. */
export function latestChanges(scope: Scope, key: string, trackId: string, limit: number): Promise<LoggedChange[]> {
  return scope.sql
    .select()
    .from(tierChanges)
    .where(and(mine(scope, key), eq(tierChanges.trackId, trackId)))
    .orderBy(desc(tierChanges.at), desc(tierChanges.changeId))
    .limit(limit);
}

/** The ids of the tiers a member held at an instant, one for every ladder of the program they were on. */
export async function heldAt(scope: Scope, key: string, at: Date): Promise<string[]> {
  const ladders = scope.program.ladders.map(({ id }) => id);
  const rows = await scope.sql
    .selectDistinctOn([tierChanges.trackId], { tierId: tierChanges.tierId })
    .from(tierChanges)
    .where(and(mine(scope, key), inArray(tierChanges.trackId, ladders), lte(tierChanges.at, at)))
    .orderBy(tierChanges.trackId, desc(tierChanges.at), desc(tierChanges.changeId));
  return rows.map(({ tierId }) => tierId);
}

function mine(scope: Scope, key: string) {
  return and(eq(tierChanges.shopId, shopOf(scope)), eq(tierChanges.memberId, key));
}
