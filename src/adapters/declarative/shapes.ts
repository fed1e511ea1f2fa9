import type * as z from 'zod/mini';
import { activity } from '../../domain/activity.schema.js';
import { earnAction, earnActions, estimate } from '../../domain/earning.schema.js';
import { inEnglish } from '../../domain/explain.js';
import { member } from '../../domain/member.schema.js';
import { order } from '../../domain/order.schema.js';
import { redemption, redemptions, rewards } from '../../domain/reward.schema.js';
import { list } from '../../domain/schema.js';
import { shop } from '../../domain/shop.schema.js';
import { dismissed, tierTracks } from '../../domain/tier.schema.js';
import { wallets } from '../../domain/wallet.schema.js';
import { safeParseWire } from '../../domain/wire.js';
import { pathText } from './path-text.js';
import type { Shape, Shapes } from './shape.js';

/** The schema of what the map of each operation must make. Of operations that have pages: of the lines of one. */
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

/** What answers are held against where there is zod. */
export const zodShapes: Shapes = {
  shop: byZod(shapes.shop),
  member: byZod(shapes.member),
  wallets: byZod(shapes.wallets),
  tiers: byZod(shapes.tiers),
  activity: byZod(shapes.activity),
  rewards: byZod(shapes.rewards),
  redemptions: byZod(shapes.redemptions),
  earnActions: byZod(shapes.earnActions),
  orders: byZod(shapes.orders),
  order: byZod(shapes.order),
  estimate: byZod(shapes.estimate),
  join: byZod(shapes.join),
  redeem: byZod(shapes.redeem),
  cancelRedemption: byZod(shapes.cancelRedemption),
  completeEarnAction: byZod(shapes.completeEarnAction),
  dismiss: byZod(shapes.dismiss),
};

function byZod<T extends z.ZodMiniType>(schema: T): Shape<z.output<T>> {
  return (value) => {
    const parsed = safeParseWire(schema, value, inEnglish);
    if (parsed.success) return { value: parsed.data };
    return { cause: parsed.error, missed: parsed.error.issues.slice(0, 5).map(({ path, message }) => `${pathText(path) || 'the answer'}: ${message}`) };
  };
}
