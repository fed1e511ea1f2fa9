import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { json } from './audit.js';
import { shopOf, type Scope } from './scope.js';
import { accounts, lots, type AccountName, type Lot, type TransferKind } from './tables.js';
import type { Texts } from './program/parts.js';

/** The balances of a wallet by account. */
export type Balances = Readonly<Record<AccountName, number>>;

/** One movement of points: what it does to each account, and how the member reads it. */
export interface Movement {
  readonly walletId: string;
  readonly kind: TransferKind;
  readonly at: Date;
  /** What the member sees: the signed change of the balance named by `phase`. */
  readonly delta: number;
  readonly phase: 'pending' | 'available';
  readonly lotId?: string;
  readonly orderId?: string | null;
  readonly redemptionId?: string;
  /** The rule, action or reward it comes from, by its id in the program. */
  readonly sourceId?: string | null;
  /** What the member reads where the program has no words for it. */
  readonly title?: Texts;
  /** How much of it is owed, because it could not be taken. */
  readonly owed?: number;
  /** What `delta` was reckoned from, kept to explain it. */
  readonly basis?: unknown;
  /** Signed amounts, summing to zero; accounts with 0 are left out. */
  readonly entries: Partial<Record<AccountName, number>>;
}

/** Posts a movement. The database checks that it balances and that nothing a member can spend falls below zero. */
export async function post(scope: Scope, key: string, { entries, ...movement }: Movement): Promise<void> {
  await scope.sql.execute(sql`select vafa_transfer(${shopOf(scope)}, ${key}, ${json({ ...movement, now: scope.now })}, ${json(entries)})`);
}

/** What stands on each account of one of a member's wallets. */
export async function balancesOf(scope: Scope, key: string, walletId: string): Promise<Balances> {
  return (await allBalances(scope, key)).get(walletId) ?? nothing;
}
/** The balances of a wallet that nothing ever happened to. */
export const nothing: Balances = { available: 0, pending: 0, reserved: 0, owed: 0, issued: 0, spent: 0, expired: 0 };

/** What stands on each account of each of a member's wallets. */
export async function allBalances(scope: Scope, key: string): Promise<Map<string, Balances>> {
  const rows = await scope.sql
    .select({ walletId: accounts.walletId, account: accounts.account, balance: accounts.balance })
    .from(accounts)
    .where(and(eq(accounts.shopId, shopOf(scope)), eq(accounts.memberId, key)));
  return balancesFrom(rows);
}

/** What stands on each account, by wallet. */
export function balancesFrom(rows: readonly { walletId: string; account: AccountName; balance: number }[]): Map<string, Balances> {
  const found = new Map<string, Balances>();
  for (const { walletId, account, balance } of rows) found.set(walletId, { ...(found.get(walletId) ?? nothing), [account]: balance });
  return found;
}

/** The spendable lots of one of a member's wallets, soonest to expire first: the order in which they are used. */
export function spendableLots(scope: Scope, key: string, walletId: string): Promise<Lot[]> {
  return scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), eq(lots.walletId, walletId), isNotNull(lots.availableAt), lots.live))
    .orderBy(asc(lots.expiresAt), asc(lots.earnedAt), asc(lots.seq));
}

/** The condition that a lot is this member's. */
export function mineOf(scope: Scope, key: string) {
  return and(eq(lots.shopId, shopOf(scope)), eq(lots.memberId, key));
}

/** Writes what changed of one lot. */
export async function changeLot(scope: Scope, lot: Lot, change: Partial<Omit<Lot, 'shopId' | 'memberId' | 'lotId' | 'seq'>>): Promise<void> {
  await scope.sql
    .update(lots)
    .set(change)
    .where(and(eq(lots.shopId, lot.shopId), eq(lots.memberId, lot.memberId), eq(lots.lotId, lot.lotId)));
}

/** Takes points out of spendable lots, soonest to expire first; answers how many were found. */
export async function drawDown(scope: Scope, from: readonly Lot[], amount: number): Promise<number> {
  let left = amount;
  for (const lot of from) {
    if (left === 0) break;
    const part = Math.min(left, lot.remaining);
    await changeLot(scope, lot, { remaining: lot.remaining - part });
    left -= part;
  }
  return amount - left;
}
