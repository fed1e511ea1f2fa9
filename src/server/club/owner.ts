import * as z from 'zod/mini';
import { balancesOf } from './ledger.js';
import { findMember, type Known, lockMember, memberReads, touch } from './members.js';
import { answerBefore, claimKey, keepAnswer, type Write } from './once.js';
import { give, take } from './points.js';
import type { Texts } from './program/parts.js';
import { refuse, type Scope } from './scope.js';

/** A correction by the owner. */
export interface Adjustment {
  readonly walletId: string;
  /** Signed, in the smallest step of the wallet's unit. */
  readonly amount: number;
  /** Why; for the audit. */
  readonly reason: string;
  /** Who corrects; for the audit. */
  readonly actor: string;
  /** Makes it once: the same key again changes nothing. */
  readonly key: string;
}

/** Points given by the owner. */
export interface Grant extends Omit<Adjustment, 'amount'> {
  /** Above zero, in the smallest step of the wallet's unit. */
  readonly amount: number;
  /** What the member reads: one text, or one in each language. */
  readonly title: string | Texts;
  /** The last instant they are good for; the wallet's own rule without it. */
  readonly expiresAt?: Date;
}

/** What a correction or grant did. */
const receipt = z.object({
  /** What can be spent now; below zero when something is owed. */
  balance: z.int(),
  /** What could not be taken because it was not there: it comes off the next points. */
  owed: z.int(),
});
/** What a correction or grant did. */
export type OwnerReceipt = z.infer<typeof receipt>;

/** Corrects a balance. What is taken and not there is owed, and told. */
export function adjust(scope: Scope, memberId: string, wish: Adjustment): Promise<OwnerReceipt> {
  const { walletId, amount, reason } = wish;
  check(scope, wish);
  return once(scope, memberId, { operation: 'owner.adjust', key: wish.key, input: { walletId, amount, reason } }, async ({ key }) => {
    if (amount < 0) return take(scope, key, { walletId, amount: -amount });
    await give(scope, key, { walletId, amount, kind: 'adjust', at: scope.now });
    return 0;
  });
}

/** Gives points, spendable at once. */
export function grant(scope: Scope, memberId: string, wish: Grant): Promise<OwnerReceipt> {
  const { walletId, amount, reason, title, expiresAt } = wish;
  check(scope, wish);
  if (amount < 0) refuse('rejected', '`amount` of a grant must be above zero. To take points away, adjust.', { code: 'amount' });
  const texts = typeof title === 'string' ? { [scope.program.defaultLocale]: title } : title;
  const input = { walletId, amount, reason, title: texts, expiresAt };
  return once(scope, memberId, { operation: 'owner.grant', key: wish.key, input }, async ({ key }) => {
    if (expiresAt && expiresAt <= scope.now) refuse('rejected', '`expiresAt` is not in the future.', { code: 'instant' });
    await give(scope, key, { walletId, amount, kind: 'grant', at: scope.now, title: texts, expiresAt });
    return 0;
  });
}

function check({ program }: Scope, { walletId, amount, reason, actor }: Adjustment): void {
  const wallets = program.wallets.map(({ id }) => id);
  if (!wallets.includes(walletId)) refuse('not_found', `\`walletId\` “${walletId}” is none of ${wallets.join(', ')}.`, { code: 'wallet_unknown' });
  if (!Number.isSafeInteger(amount) || amount === 0) refuse('rejected', '`amount` must be a whole number that is not 0.', { code: 'amount' });
  if (reason.trim() === '') refuse('rejected', '`reason` is empty: say why, it is kept in the audit.', { code: 'reason' });
  if (actor.trim() === '') refuse('rejected', '`actor` is empty: say who does this, it is kept in the audit.', { code: 'actor' });
}

interface OwnerWrite extends Omit<Write, 'memberId'> {
  readonly input: { readonly walletId: string; readonly [name: string]: unknown };
}

async function once(scope: Scope, memberId: string, named: OwnerWrite, work: (member: Known) => Promise<number>): Promise<OwnerReceipt> {
  const write: Write = { memberId, ...named };
  await claimKey(scope, write);
  const known = await findMember(scope, memberId);
  if (!known) return refuse('not_found', `The club knows no member ${memberId}.`, { code: 'member_unknown' });
  const member = await lockMember(scope, known.key);
  const before = await answerBefore(scope, member.key, write);
  if (before !== undefined) return z.parse(receipt, JSON.parse(before));
  if (member.state !== 'enrolled') return refuse('not_enrolled', `${memberId} is not a member of the club: their state is ${member.state}.`);
  const owed = await work(member);
  await touch(scope, member.key, memberReads);
  const balances = await balancesOf(scope, member.key, named.input.walletId);
  const done = { balance: balances.available + balances.owed, owed };
  await keepAnswer(scope, member.key, write, JSON.stringify(done));
  return done;
}
