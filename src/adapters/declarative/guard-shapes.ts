import { activityPage } from '../../domain/guards-activity.generated.js';
import { dismissed } from '../../domain/guards-dismiss.generated.js';
import { earnAction, earnActions } from '../../domain/guards-earning.generated.js';
import { estimate } from '../../domain/guards-estimate.generated.js';
import { order, orderPage } from '../../domain/guards-orders.generated.js';
import { redemption, redemptions } from '../../domain/guards-redeem.generated.js';
import { rewards } from '../../domain/guards-rewards.generated.js';
import { tierTracks } from '../../domain/guards-tier.generated.js';
import { member, shop, wallets } from '../../domain/guards.generated.js';
import { GuardError, type Guard } from '../../domain/guard.js';
import type { Shape, Shapes } from './shape.js';

/** What answers are held against in a page, where there is no zod. */
export const guardShapes: Shapes = {
  shop: byGuard(shop),
  member: byGuard(member),
  wallets: byGuard(wallets),
  tiers: byGuard(tierTracks),
  activity: byGuard((items) => activityPage({ items }).items),
  rewards: byGuard(rewards),
  redemptions: byGuard(redemptions),
  earnActions: byGuard(earnActions),
  orders: byGuard((items) => orderPage({ items }).items),
  order: byGuard(order),
  estimate: byGuard(estimate),
  join: byGuard(member),
  redeem: byGuard(redemption),
  cancelRedemption: byGuard(redemption),
  completeEarnAction: byGuard(earnAction),
  dismiss: byGuard(dismissed),
};

function byGuard<T>(guard: Guard<T>): Shape<T> {
  return (value) => {
    try {
      return { value: guard(value) };
    } catch (thrown) {
      if (thrown instanceof GuardError) return { missed: [thrown.message], cause: thrown };
      throw thrown;
    }
  };
}
