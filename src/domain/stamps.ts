import type { Wallet } from './wallet.schema.js';

/** A stamp card, as it stands. */
export interface StampCard {
  /** Stamps on the card begun; a card that is just full shows all of them. */
  readonly filled: number;
  /** Stamps of a full card. */
  readonly goal: number;
  /** Full cards that wait to be redeemed. */
  readonly full: number;
  /** What a full card gives. */
  readonly gives: string;
}

/** The stamp card of a wallet: the one asked for by id, else the first that counts stamps towards a goal. */
export function stampCard(wallets: readonly Wallet[], id?: string): StampCard | undefined {
  const wallet = wallets.find((each) => (id ? each.id === id : each.unit.kind === 'stamps') && (each.goal?.amount ?? 0) > 0);
  if (!wallet?.goal) return undefined;
  const step = 10 ** wallet.unit.decimals;
  const goal = Math.ceil(wallet.goal.amount / step);
  const stamps = Math.max(0, Math.floor(wallet.available / step));
  const full = Math.floor(stamps / goal);
  const rest = stamps % goal;
  return { filled: full > 0 && rest === 0 ? goal : rest, goal, full, gives: wallet.goal.title ?? '' };
}
