import type { Batch, Wallet } from './wallet.schema.js';

const day = 86_400_000;

/** The instant a batch's day ends for reckoning: a date alone lasts until its midnight (UTC). */
function timeOf(at: string): number {
  const time = Date.parse(at);
  return at.length === 10 ? time + day : time;
}

/** The batch that goes next, when that is within `days` of `now`; several of one day count as one. */
export function nextExpiring(wallet: Wallet, now: Date, days: number): Batch | undefined {
  const next = nextBatch(wallet.expiring, now);
  return next && timeOf(next.at) - now.getTime() <= days * day ? next : undefined;
}

/** The batch that becomes available next; several of one day count as one. */
export function nextActivating(wallet: Wallet, now: Date): Batch | undefined {
  return nextBatch(wallet.activating, now);
}

function nextBatch(batches: readonly Batch[], now: Date): Batch | undefined {
  const coming = batches
    .filter((batch) => batch.amount > 0 && timeOf(batch.at) > now.getTime())
    .sort((a, b) => timeOf(a.at) - timeOf(b.at));
  const first = coming[0];
  if (!first) return undefined;
  const date = first.at.slice(0, 10);
  const amount = coming.filter(({ at }) => at.startsWith(date)).reduce((total, batch) => total + batch.amount, 0);
  return { amount, at: first.at };
}

/** The wallet that the balance is shown of: the one asked for by id, else the first that counts points, else the first. */
export function mainWallet(wallets: readonly Wallet[], id?: string): Wallet | undefined {
  if (id) return wallets.find((wallet) => wallet.id === id);
  return wallets.find(({ unit }) => unit.kind === 'points') ?? wallets[0];
}
