import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { addMonths } from './calendar.js';
import { mineOf } from './ledger.js';
import type { Ladder, LadderTier } from './program/ladder.js';
import type { Program } from './program/program.js';
import { one, shopOf, type Scope } from './scope.js';
import { lots, tierStates } from './tables.js';
import { logChange } from './tier-log.js';

/** The tier a member holds, as it is stored. */
export type TierState = typeof tierStates.$inferSelect;

/** The ladder of a program that has one. */
export function onlyLadder(program: Program): Ladder {
  return one(program.ladders);
}

/** What a tier asks for. */
export function thresholdOf({ enter }: LadderTier): number {
  return Math.max(0, ...Object.values(enter));
}

/** Months that count. */
export function monthsOf({ period }: Ladder): number {
  return period.kind === 'rolling' ? period.months : 12;
}

/** The highest tier that so many points reach. The ladder begins at 0, so there always is one. */
export function tierFor(program: Program, points: number): LadderTier {
  return one(onlyLadder(program).tiers.filter((tier) => thresholdOf(tier) <= points).slice(-1));
}

/** Place of a tier on the ladder; one that the program no longer has counts as the lowest. */
export function rankOf(program: Program, tierId: string): number {
  return Math.max(0, onlyLadder(program).tiers.findIndex((tier) => tier.id === tierId));
}

/** Points that count at an instant: made spendable in the months before it, less what went back with its order. */
export async function pointsAt(scope: Scope, key: string, at: Date): Promise<number> {
  const from = addMonths(at, -monthsOf(onlyLadder(scope.program)));
  const rows = await scope.sql
    .select({ points: counted })
    .from(lots)
    .where(and(mineOf(scope, key), eq(lots.walletId, one(scope.program.wallets).id), gt(lots.availableAt, from), lte(lots.availableAt, at)));
  return one(rows).points;
}
const counted = sql<number>`coalesce(sum(${lots.earned} - ${lots.returned}), 0)::bigint`.mapWith(lots.earned);

/** The tier a member holds; `undefined` before they joined. */
export async function tierStateOf(scope: Scope, key: string): Promise<TierState | undefined> {
  const [state] = await scope.sql.select().from(tierStates).where(mine(scope, key));
  return state;
}

/** Points became spendable, or somebody joined: a higher tier may be reached. It then holds for a whole period. */
export async function raiseTier(scope: Scope, key: string, at: Date): Promise<void> {
  const state = await tierStateOf(scope, key);
  // Told late: what came before the tier was reached counts for that day, not for the day it happened.
  const when = state && state.confirmedAt > at ? state.confirmedAt : at;
  const reached = tierFor(scope.program, await pointsAt(scope, key, when));
  if (state && rankOf(scope.program, reached.id) <= rankOf(scope.program, state.tierId)) return;
  await hold(scope, key, state, reached, when);
}

/** Points were taken back: a tier that was only reached with them is lost. */
export async function reviewTier(scope: Scope, key: string, at: Date): Promise<void> {
  const state = await tierStateOf(scope, key);
  if (!state) return;
  const rank = rankOf(scope.program, state.tierId);
  const earned = tierFor(scope.program, await pointsAt(scope, key, state.confirmedAt));
  if (rankOf(scope.program, earned.id) >= rank) return;
  await hold(scope, key, state, tierFor(scope.program, await pointsAt(scope, key, at)), at);
}

/** The period of a tier ended: what counts on that day decides what is held next. */
export async function renewTier(scope: Scope, key: string): Promise<boolean> {
  let changed = false;
  for (let state = await tierStateOf(scope, key); state?.validUntil && state.validUntil <= scope.now; ) {
    const at = state.validUntil;
    await hold(scope, key, state, tierFor(scope.program, await pointsAt(scope, key, at)), at);
    state = await tierStateOf(scope, key);
    changed = true;
  }
  return changed;
}

async function hold(scope: Scope, key: string, before: TierState | undefined, tier: LadderTier, at: Date): Promise<void> {
  const ladder = onlyLadder(scope.program);
  const held = {
    tierId: tier.id,
    since: before?.tierId === tier.id ? before.since : at,
    confirmedAt: at,
    // Nobody falls below the lowest tier, so it has no end.
    validUntil: thresholdOf(tier) === 0 ? null : addMonths(at, monthsOf(ladder)),
  };
  await scope.sql
    .insert(tierStates)
    .values({ shopId: shopOf(scope), memberId: key, trackId: ladder.id, ...held })
    .onConflictDoUpdate({ target: [tierStates.shopId, tierStates.memberId, tierStates.trackId], set: held });
  await logChange(scope, key, { trackId: ladder.id, at, tierId: tier.id, beforeId: before?.tierId, reason: before ? 'reached' : 'joined', detail: {} });
}

function mine(scope: Scope, key: string) {
  return and(
    eq(tierStates.shopId, shopOf(scope)),
    eq(tierStates.memberId, key),
    eq(tierStates.trackId, onlyLadder(scope.program).id),
  );
}
