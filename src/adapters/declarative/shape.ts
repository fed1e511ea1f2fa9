import type { Activity } from '../../domain/activity.schema.js';
import type { EarnAction, Estimate } from '../../domain/earning.schema.js';
import type { Member } from '../../domain/member.schema.js';
import type { Order } from '../../domain/order.schema.js';
import type { Redemption, Reward } from '../../domain/reward.schema.js';
import type { Shop } from '../../domain/shop.schema.js';
import type { Dismissed, TierTrack } from '../../domain/tier.schema.js';
import type { Wallet } from '../../domain/wallet.schema.js';

/** What the map of each operation must make. Of operations that have pages: the lines of one. */
export interface Shaped {
  readonly shop: Shop;
  readonly member: Member;
  readonly wallets: Wallet[];
  readonly tiers: TierTrack[];
  readonly activity: Activity[];
  readonly rewards: Reward[];
  readonly redemptions: Redemption[];
  readonly earnActions: EarnAction[];
  readonly orders: Order[];
  readonly order: Order;
  readonly estimate: Estimate;
  readonly join: Member;
  readonly redeem: Redemption;
  readonly cancelRedemption: Redemption;
  readonly completeEarnAction: EarnAction;
  readonly dismiss: Dismissed;
}

/** The name of an operation that can be described. */
export type Describable = keyof Shaped;

/** Holds a value against a schema of the kit: gives it decoded, or the paths it missed, in words; `cause` is what a tool may read. */
export type Shape<T> = (value: unknown) => { readonly value: T } | { readonly missed: readonly string[]; readonly cause: unknown };

/** What answers are held against: zod where there is zod, guards in a page. */
export type Shapes = { readonly [N in Describable]: Shape<Shaped[N]> };
