import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import { one, shopOf, type Scope } from './scope.js';
import { accountNames, accounts, entries, lots, transfers, type AccountName, type Lot } from './tables.js';

/** The balances of a wallet by account. */
export type Balances = Readonly<Record<AccountName, number>>;

/** One movement of points: what it does to each account, and how the member reads it. */
export interface Movement {
  readonly walletId: string;
  readonly kind: typeof transfers.$inferInsert.kind;
  readonly at: Date;
  /** What the member sees: the signed change of the balance named by `phase`. */
  readonly delta: number;
  readonly phase: 'pending' | 'available';
  readonly lotId?: string;
  readonly orderId?: string | null;
  /** How much of it is owed, because it could not be taken. */
  readonly owed?: number;
  /** Signed amounts, summing to zero; accounts with 0 are left out. */
  readonly entries: Partial<Record<AccountName, number>>;
}

/** Posts a movement. The database checks that it balances and that nothing a member can spend falls below zero. */
export async function post(scope: Scope, key: string, movement: Movement): Promise<void> {
  const owner = { shopId: shopOf(scope), memberId: key, walletId: movement.walletId };
  const moved = accountNames.filter((account) => (movement.entries[account] ?? 0) !== 0);
  const { transferId } = one(
    await scope.sql
      .insert(transfers)
      .values({ ...owner, ...withoutEntries(movement), recordedAt: scope.now, lines: moved.length })
      .returning({ transferId: transfers.transferId }),
  );
  await scope.sql.insert(entries).values(
    moved.map((account, line) => ({ ...owner, transferId, line, account, amount: movement.entries[account] ?? 0 })),
  );
}

function withoutEntries({ kind, at, delta, phase, lotId, orderId, owed }: Movement) {
  return { kind, at, delta, phase, lotId, orderId, owed: owed ?? 0 };
}

/** What stands on each account of one of a member's wallets. */
export async function balancesOf(scope: Scope, key: string, walletId: string): Promise<Balances> {
  const rows = await scope.sql
    .select({ account: accounts.account, balance: accounts.balance })
    .from(accounts)
    .where(
      and(eq(accounts.shopId, shopOf(scope)), eq(accounts.memberId, key), eq(accounts.walletId, walletId)),
    );
  const empty: Record<AccountName, number> = { available: 0, pending: 0, reserved: 0, owed: 0, issued: 0, spent: 0, expired: 0 };
  for (const row of rows) empty[row.account] = row.balance;
  return empty;
}

/** The spendable lots of one of a member's wallets, soonest to expire first: the order in which they are used. */
export function spendableLots(scope: Scope, key: string, walletId: string): Promise<Lot[]> {
  return scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), eq(lots.walletId, walletId), isNotNull(lots.availableAt), gt(lots.remaining, 0)))
    .orderBy(asc(lots.expiresAt), asc(lots.earnedAt), asc(lots.lotId));
}

/** The condition that a lot is this member's. */
export function mineOf(scope: Scope, key: string) {
  return and(eq(lots.shopId, shopOf(scope)), eq(lots.memberId, key));
}

/** Writes what changed of one lot. */
export async function changeLot(scope: Scope, lot: Lot, change: Partial<Omit<Lot, 'shopId' | 'memberId' | 'lotId'>>): Promise<void> {
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
