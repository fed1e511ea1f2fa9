import { touch } from './members.js';
import { refuse, type Scope } from './scope.js';
import { giveUp, lockRedemption, move, refund } from './settle.js';
import type { StoredRedemption } from './tables.js';

/** What came of cancelling: the points are back, or whoever made the code is asked to make it worthless first. */
export type Cancelled = 'cancelled' | 'asked' | 'before';

/**
 * Cancels what points bought, also where the member may not. A code that the shop's server made is taken back there before the points
 * return; one of a pool is good at the till until the owner takes it out.
 */
export async function cancelByOwner(scope: Scope, redemptionId: string): Promise<Cancelled> {
  const row = await locked(scope, redemptionId);
  if (row.state === 'cancelled' || row.state === 'failed') return 'before';
  if (row.state === 'pending') return giveUp(scope, row, 'refused').then(() => 'cancelled' as const);
  if (row.state !== 'issued') return refuse('rejected', `It is ${row.state}, so it cannot be cancelled. To give points back: vafa club adjust.`, { code: row.state });
  if (row.fulfil === 'callback' && scope.program.callback) {
    if (row.task === null) await move(scope, row, { task: 'cancel', nextTryAt: scope.now, attempts: 0 });
    await touch(scope, row.memberId, ['redemptions']);
    return 'asked';
  }
  await refund(scope, row, null);
  return 'cancelled';
}

/** Notes that what points bought was used, as the till would have told; answers whether that was news. */
export async function useByOwner(scope: Scope, redemptionId: string): Promise<boolean> {
  const row = await locked(scope, redemptionId);
  if (row.state === 'pending' || row.state === 'failed') return refuse('rejected', `It is ${row.state}: no code was given that could have been used.`, { code: row.state });
  return markUsed(scope, row, scope.now);
}

/** A locked redemption was used; answers whether that was news. */
export async function markUsed(scope: Scope, row: StoredRedemption, at: Date): Promise<boolean> {
  if (row.state === 'used') return false;
  if (row.state === 'cancelled') return refuse('rejected', 'This code was taken back and its points returned; the till should have refused it.', { code: 'code_cancelled' });
  await move(scope, row, { state: 'used', usedAt: at, task: null, nextTryAt: null });
  await touch(scope, row.memberId, ['redemptions', 'rewards']);
  return true;
}

async function locked(scope: Scope, redemptionId: string): Promise<StoredRedemption> {
  const row = await lockRedemption(scope, redemptionId);
  return row ?? refuse('not_found', `The club knows no redemption ${redemptionId}.`, { code: 'redemption_unknown' });
}
