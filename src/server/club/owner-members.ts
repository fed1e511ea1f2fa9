import { and, eq } from 'drizzle-orm';
import { findMember, forget, type Known, lockMember, memberReads, touch } from './members.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { giveUp, pendingOf } from './settle.js';
import { members } from './tables.js';

/** Who does something as the owner, and why; both are kept in the audit. */
export interface OwnerWord {
  readonly actor: string;
  readonly reason: string;
}

/** Pauses a membership: the member sees that it is paused, and neither redeems nor earns by new orders. Nothing is lost. Answers whether that was news. */
export async function block(scope: Scope, memberId: string): Promise<boolean> {
  const member = await known(scope, memberId);
  if (member.state === 'blocked') return false;
  if (member.state !== 'enrolled') return refuse('not_enrolled', `${memberId} has not joined the club, so there is nothing to pause.`, { code: 'not_enrolled' });
  await become(scope, member, 'blocked');
  return true;
}

/** Ends the pause of a membership. Answers whether there was one. */
export async function unblock(scope: Scope, memberId: string): Promise<boolean> {
  const member = await known(scope, memberId);
  if (member.state !== 'blocked') return false;
  await become(scope, member, 'enrolled');
  return true;
}

/** Erases what says who a member is, for ever; answers whether there was such a member. The ledger stays. */
export async function erase(scope: Scope, memberId: string): Promise<boolean> {
  const found = await findMember(scope, memberId);
  if (!found) return false;
  const { key } = await lockMember(scope, found.key);
  // A code that is still on its way would be nobody's: the points go back, and its maker is told.
  for (const row of await pendingOf(scope, key)) await giveUp(scope, row, 'member');
  // Told before the row that says whom to tell is gone.
  await touch(scope, key, memberReads);
  await forget(scope, key);
  return true;
}

async function known(scope: Scope, memberId: string): Promise<Known> {
  const found = await findMember(scope, memberId);
  return found ? lockMember(scope, found.key) : refuse('not_found', `The club knows no member ${memberId}.`, { code: 'member_unknown' });
}

async function become(scope: Scope, { key }: Known, state: 'blocked' | 'enrolled'): Promise<void> {
  await scope.sql.update(members).set({ state }).where(and(eq(members.shopId, shopOf(scope)), eq(members.memberId, key)));
  await touch(scope, key, memberReads);
}
