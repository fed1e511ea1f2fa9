import { and, asc, eq, sql } from 'drizzle-orm';
import { balancesOf, changeLot } from './ledger.js';
import { lockMember, touch } from './members.js';
import { expireDue } from './points.js';
import type { IssuedCode } from './issuer.js';
import { shopOf, type Scope } from './scope.js';
import { codes, holdLots, lots, redemptions, rewardStock, type Lot, type StoredRedemption } from './tables.js';

/** The reads that the settlement of a redemption changes. */
const changed = ['wallets', 'activity', 'rewards', 'redemptions', 'tiers'] as const;

/** The redemption as it is under its member's lock; `undefined` when there is none. */
export async function lockRedemption(scope: Scope, redemptionId: string): Promise<StoredRedemption | undefined> {
  const row = await findRedemption(scope, redemptionId);
  if (!row) return undefined;
  await lockMember(scope, row.memberId);
  return findRedemption(scope, redemptionId);
}

async function findRedemption(scope: Scope, redemptionId: string): Promise<StoredRedemption | undefined> {
  const [row] = await scope.sql.select().from(redemptions).where(isRedemption(scope, redemptionId));
  return row;
}

/** A locked member's redemptions whose code is still on its way. */
export function pendingOf(scope: Scope, key: string): Promise<StoredRedemption[]> {
  return scope.sql.select().from(redemptions).where(and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.memberId, key), eq(redemptions.state, 'pending')));
}

/** The condition that a redemption is this one. */
export function isRedemption(scope: Scope, redemptionId: string) {
  return and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.redemptionId, redemptionId));
}

/** What became of a code that was asked for. */
export type Issued = 'issued' | 'late' | 'code_taken';

/** The code came: it is the member's, and the points are spent. A code that came too late, or was given before, is nobody's. */
export async function codeCame(scope: Scope, redemptionId: string, { code, url, expiresAt }: IssuedCode): Promise<Issued> {
  const row = await lockRedemption(scope, redemptionId);
  if (row?.state !== 'pending') return 'late';
  const { shopId, memberId } = row;
  const given = await scope.sql
    .insert(codes)
    .values({ shopId, code, url, memberId, redemptionId, at: scope.now })
    .onConflictDoNothing()
    .returning({ code: codes.code });
  if (given.length === 0) {
    await giveUp(scope, row, 'code_taken');
    return 'code_taken';
  }
  const ends = expiresAt === undefined ? row.expiresAt : new Date(expiresAt);
  await move(scope, row, { state: 'issued', task: null, nextTryAt: null, expiresAt: ends });
  await settle(scope, row, 'post', 0);
  await scope.sql.execute(sql`select vafa_tell_redeemed(${shopId}, ${memberId}, ${redemptionId}, ${scope.now.toISOString()})`);
  await touch(scope, memberId, changed);
  return 'issued';
}

/** No code came: the points go back to the lots they were held from. Whoever was asked for a code is told that it is not wanted. */
export async function giveUp(scope: Scope, row: StoredRedemption, note: NonNullable<StoredRedemption['note']>, revoke = true): Promise<void> {
  const task = revoke ? ({ task: 'revoke', nextTryAt: scope.now, attempts: 0 } as const) : ({ task: null, nextTryAt: null } as const);
  await move(scope, row, { state: 'failed', note, endedAt: scope.now, ...task });
  await back(scope, row, 'void');
}

/** A code is worthless now: what was paid for it goes back to the lots it came from. `note` is what the member reads; nothing of it where the owner did it. */
export async function refund(scope: Scope, row: StoredRedemption, note: 'member' | null = 'member'): Promise<void> {
  await move(scope, row, { state: 'cancelled', note, endedAt: scope.now, task: null, nextTryAt: null });
  await back(scope, row, 'refund');
}

/** Writes what changed of a redemption; the database lets it take only the next steps there are. */
export async function move(scope: Scope, row: StoredRedemption, change: Partial<StoredRedemption>): Promise<void> {
  await scope.sql.update(redemptions).set(change).where(isRedemption(scope, row.redemptionId));
}

async function back(scope: Scope, row: StoredRedemption, step: 'void' | 'refund'): Promise<void> {
  const { owed } = await balancesOf(scope, row.memberId, row.walletId);
  const settled = Math.min(row.cost, -owed);
  await settle(scope, row, step, settled);
  await restore(scope, row, settled);
  // What ended while it was away ends now, as a movement of its own.
  await expireDue(scope, row.memberId, scope.now);
  if (row.stocked) await restock(scope, row);
  await touch(scope, row.memberId, changed);
}

async function settle(scope: Scope, row: StoredRedemption, step: 'post' | 'void' | 'refund', settled: number): Promise<void> {
  const { shopId, memberId, redemptionId } = row;
  await scope.sql.execute(sql`select vafa_settle(${shopId}, ${memberId}, ${redemptionId}, ${step}, ${scope.now.toISOString()}, ${settled})`);
}

/** Puts points back where they came from, less what settles a debt, soonest to expire first. */
async function restore(scope: Scope, row: StoredRedemption, settled: number): Promise<void> {
  const parts = await scope.sql
    .select({ amount: holdLots.amount, lot: lots })
    .from(holdLots)
    .innerJoin(lots, and(eq(lots.shopId, holdLots.shopId), eq(lots.memberId, holdLots.memberId), eq(lots.lotId, holdLots.lotId)))
    .where(and(eq(holdLots.shopId, row.shopId), eq(holdLots.redemptionId, row.redemptionId)))
    .orderBy(asc(lots.expiresAt), asc(lots.earnedAt), asc(lots.seq));
  let debt = settled;
  for (const { amount, lot } of parts) {
    const toDebt = Math.min(debt, amount);
    debt -= toDebt;
    await putBack(scope, lot, amount - toDebt);
  }
}

// A return may have taken from other lots what was held of this one. What has no room in it any more stands beside it,
// with the same last day, and counts towards no tier.
async function putBack(scope: Scope, lot: Lot, points: number): Promise<void> {
  const fits = Math.min(points, lot.earned - lot.returned - lot.expired - lot.remaining);
  if (fits > 0) await changeLot(scope, lot, { remaining: lot.remaining + fits });
  const rest = points - fits;
  if (rest === 0) return;
  const { shopId, memberId, walletId, earnedAt, activatesAt, availableAt, expiresAt } = lot;
  await scope.sql
    .insert(lots)
    .values({ shopId, memberId, walletId, earned: rest, remaining: rest, qualifies: false, earnedAt, activatesAt, availableAt, expiresAt });
}

async function restock(scope: Scope, { shopId, rewardId }: StoredRedemption): Promise<void> {
  await scope.sql
    .update(rewardStock)
    .set({ taken: sql`${rewardStock.taken} - 1` })
    .where(and(eq(rewardStock.shopId, shopId), eq(rewardStock.rewardId, rewardId)));
}
