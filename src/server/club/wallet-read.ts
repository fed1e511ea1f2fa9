import { and, asc, gt } from 'drizzle-orm';
import type { Batch, Wallet } from '../../domain/wallet.schema.js';
import { balancesOf, mineOf, type Balances } from './ledger.js';
import type { Scope } from './scope.js';
import { lots, type Lot } from './tables.js';
import { unitFor, type Words } from './words.js';

/** A member's wallets as the port tells them. */
export async function readWallets(scope: Scope, key: string, words: Words): Promise<Wallet[]> {
  const balances = await balancesOf(scope, key);
  const remaining = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), gt(lots.remaining, 0)))
    .orderBy(asc(lots.lotId));
  return [walletOf(scope, balances, remaining, words)];
}

function walletOf(scope: Scope, balances: Balances, remaining: readonly Lot[], words: Words): Wallet {
  const { wallet } = scope.program;
  // What is owed has no points behind it yet: until new ones settle it, the member sees it as a negative balance.
  const available = balances.available + balances.owed;
  return {
    id: wallet.id,
    unit: unitFor(scope.program, words),
    available,
    pending: balances.pending,
    ...(balances.reserved === 0 ? {} : { reserved: balances.reserved }),
    lifetime: Math.max(0, -balances.issued - balances.pending),
    ...worthOf(scope, available),
    expiring: batches(remaining, (lot) => lot.expiresAt),
    activating: batches(remaining, (lot) => (lot.availableAt === null ? lot.activatesAt : null)),
    asOf: scope.now.toISOString(),
  };
}

// A worth beyond the safe integers is left out: a rounded amount of money would be a lie.
function worthOf(scope: Scope, available: number): Pick<Wallet, 'worth'> {
  const { worth } = scope.program.wallet;
  const minor = Math.max(0, available) * (worth?.minor ?? 0);
  return worth && Number.isSafeInteger(minor) ? { worth: { minor, currency: worth.currency } } : {};
}

// One batch per instant, soonest first; the schema carries a thousand, and nobody reads beyond that.
function batches(from: readonly Lot[], when: (lot: Lot) => Date | null): Batch[] {
  const sums = new Map<number, number>();
  for (const lot of from) {
    const at = when(lot)?.getTime();
    if (at !== undefined) sums.set(at, (sums.get(at) ?? 0) + lot.remaining);
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .slice(0, 1_000)
    .map(([at, amount]) => ({ amount, at: new Date(at).toISOString() }));
}
