import { and, asc } from 'drizzle-orm';
import type { Batch, Wallet } from '../../domain/wallet.schema.js';
import { allBalances, mineOf, nothing, type Balances } from './ledger.js';
import type { Scope } from './scope.js';
import { lots, type Lot } from './tables.js';
import { whyBalance } from './why.js';
import { unitFor, type Words } from './words.js';

/** A member's wallets as the port tells them. */
export async function readWallets(scope: Scope, key: string, words: Words): Promise<Wallet[]> {
  const balances = await allBalances(scope, key);
  const remaining = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), lots.live))
    .orderBy(asc(lots.lotId));
  return walletsOf(scope, { balances, remaining }, words);
}

/** What a lot says of points that end, or become spendable. */
export type Remaining = Pick<Lot, 'walletId' | 'remaining' | 'expiresAt' | 'availableAt' | 'activatesAt'>;

/** What a member has, as the port tells it. */
export function walletsOf(scope: Scope, has: { balances: ReadonlyMap<string, Balances>; remaining: readonly Remaining[] }, words: Words): Wallet[] {
  const lotsOf = (id: string) => has.remaining.filter(({ walletId }) => walletId === id);
  return scope.program.wallets.map((wallet) => walletOf(scope, wallet, has.balances.get(wallet.id) ?? nothing, lotsOf(wallet.id), words));
}

type ProgramWallet = Scope['program']['wallets'][number];

function walletOf(scope: Scope, wallet: ProgramWallet, balances: Balances, remaining: readonly Remaining[], words: Words): Wallet {
  // What is owed has no points behind it yet: until new ones settle it, the member sees it as a negative balance.
  const available = balances.available + balances.owed;
  return {
    id: wallet.id,
    unit: unitFor(wallet, words),
    available,
    pending: balances.pending,
    ...(balances.reserved === 0 ? {} : { reserved: balances.reserved }),
    lifetime: Math.max(0, -balances.issued - balances.pending),
    spent: balances.spent,
    expired: balances.expired,
    ...goalOf(scope, wallet, words),
    ...worthOf(wallet, available),
    expiring: batches(remaining, (lot) => lot.expiresAt),
    activating: batches(remaining, (lot) => (lot.availableAt === null ? lot.activatesAt : null)),
    asOf: scope.now.toISOString(),
    why: whyBalance(wallet, balances, words),
  };
}

function goalOf({ program }: Scope, { goal }: ProgramWallet, words: Words): Pick<Wallet, 'goal'> {
  const reward = program.rewards.find(({ id }) => id === goal?.rewardId);
  return goal ? { goal: { ...goal, ...(reward ? { title: words.pick(reward.title) } : {}) } } : {};
}

/** What an amount of a wallet is worth in money; beyond the safe integers it is left out, for a rounded amount would be a lie. */
export function worthOf({ worth }: Pick<ProgramWallet, 'worth'>, available: number): Pick<Wallet, 'worth'> {
  const minor = Math.max(0, available) * (worth?.minor ?? 0);
  return worth && Number.isSafeInteger(minor) ? { worth: { minor, currency: worth.currency } } : {};
}

// One batch per instant, soonest first; the schema carries a thousand, and nobody reads beyond that.
function batches(from: readonly Remaining[], when: (lot: Remaining) => Date | null): Batch[] {
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
