import { activity } from '../../domain/activity.schema.js';
import { earnAction, earnActions, estimate } from '../../domain/earning.schema.js';
import { member } from '../../domain/member.schema.js';
import { order } from '../../domain/order.schema.js';
import { redemption, redemptions, rewards } from '../../domain/reward.schema.js';
import { list } from '../../domain/schema.js';
import { shop } from '../../domain/shop.schema.js';
import { dismissed, tierTracks } from '../../domain/tier.schema.js';
import { wallets } from '../../domain/wallet.schema.js';

/** What the map of each operation must make. Of operations that have pages: the lines of one. */
export const shapes = {
  shop,
  member,
  wallets,
  tiers: tierTracks,
  activity: list(activity),
  rewards,
  redemptions,
  earnActions,
  orders: list(order),
  order,
  estimate,
  join: member,
  redeem: redemption,
  cancelRedemption: redemption,
  completeEarnAction: earnAction,
  dismiss: dismissed,
} as const;
