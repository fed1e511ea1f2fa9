import { PortalError } from '../../domain/errors.js';
import type { Redemption } from '../../domain/reward.schema.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { MemoryRecord } from './state.js';
import type { Told } from './words.js';

/** Moves a balance: the wallet named, or the first. */
export function move(record: MemoryRecord, available: number, pending: number, walletId?: string): MemoryRecord {
  const moved = (wallet: Wallet): Wallet => ({ ...wallet, available: wallet.available + available, pending: (wallet.pending ?? 0) + pending });
  return { ...record, wallets: (locale) => record.wallets(locale).map((wallet, _, all) => (wallet === (all.find(({ id }) => id === walletId) ?? all[0]) ? moved(wallet) : wallet)) };
}

/** A redemption changed: its code came, it was used, it failed. */
export function settle(record: MemoryRecord, redemptionId: string, change: Partial<Redemption>): MemoryRecord {
  const edit = (told: Told<Redemption>): Told<Redemption> => (told(undefined).id === redemptionId ? (locale) => ({ ...told(locale), ...change }) : told);
  return { ...record, redemptions: record.redemptions.map(edit) };
}

/** The id of the redemption that gave a code. */
export function idOfCode({ redemptions }: MemoryRecord, code: string): string {
  const found = redemptions.map((told) => told(undefined)).find((redemption) => redemption.code === code);
  if (!found) throw new PortalError({ kind: 'not_found', detail: `data.code: no code “${code}” was given` });
  return found.id;
}
