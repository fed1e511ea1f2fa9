import type { PortalAdapter, PortalBackend } from '../adapters/port.js';
import type { RedeemInput, Redemption } from '../domain/reward.schema.js';

/** The shop's till, as far as the demo's past needs it. */
export interface Till {
  /** A code was used in an order; a second time it changes nothing. */
  useCode(code: string, orderId: string): Promise<void>;
}

/** What Sara redeemed before a visitor comes. */
interface Past {
  readonly wish: RedeemInput;
  /** The order the code went into; without one it is unused. */
  readonly usedIn?: string;
}

const sara = { memberId: 'sara', name: 'Sara Ahmadi', email: 'sara@example.com' };
const past: readonly Past[] = [
  { wish: { rewardId: 'nabat', cost: 300 }, usedIn: 'demo-1042' },
  { wish: { rewardId: 'discount', cost: 200 } },
];

/**
 * Gives Sara a code that was used and one that was not, made by the shop like any other. Doing it again changes nothing,
 * also after she undid or used what she has: a reward she ever redeemed is not redeemed again.
 */
export async function seedRedemptions(club: PortalBackend & { readonly shopId: string }, till: Till): Promise<void> {
  const port = club.open({ shopId: club.shopId, ...sara });
  const before = (await port.redemptions?.()) ?? [];
  for (const { wish, usedIn } of past) {
    const done = before.findLast(({ rewardId }) => rewardId === wish.rewardId) ?? (await redeem(port, wish));
    if (usedIn && done?.state === 'issued' && done.code) await till.useCode(done.code, usedIn);
  }
}

async function redeem(port: PortalAdapter, wish: RedeemInput): Promise<Redemption | undefined> {
  return (await port.redeem?.(wish, { key: `demo-seed-${wish.rewardId}` }))?.result;
}
