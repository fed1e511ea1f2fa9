import { activityPage } from '../../domain/guards-activity.generated.js';
import { earnAction, earnActions } from '../../domain/guards-earning.generated.js';
import { dismissed } from '../../domain/guards-dismiss.generated.js';
import { estimate } from '../../domain/guards-estimate.generated.js';
import { order, orderPage } from '../../domain/guards-orders.generated.js';
import { redemption, redemptions } from '../../domain/guards-redeem.generated.js';
import { rewards } from '../../domain/guards-rewards.generated.js';
import { tierTracks } from '../../domain/guards-tier.generated.js';
import * as guards from '../../domain/guards.generated.js';
import type { Guard } from '../../domain/guard.js';
import { includeKey } from '../include.js';
import type { Call, Connection, PortalAdapter } from '../port.js';
import { addDecoders, decode } from './decode.js';
import { Http } from './http.js';
import { snapshotsOf } from './link.js';
import { readChanges } from './watch.js';
import { writeOver } from './write.js';

/** The whole port over HTTP, for every backend that speaks the Portal API. */
export function createPortalApi(connection: Connection): PortalAdapter {
  const http = new Http(connection);
  addDecoders({ tiers: tierTracks, activity: activityPage, rewards, redemptions, earnActions, orders: orderPage, order, estimate });
  addDecoders({ redeem: redemption, cancelRedemption: redemption, completeEarnAction: earnAction, dismiss: dismissed });
  const read = async <T>(path: string, guard: Guard<T>, call: Call = {}): Promise<T> =>
    decode(guard, await http.json({ path, ...call }), path);
  return {
    snapshot: snapshotsOf(connection, async () => http),
    capabilities: (call) => read('capabilities', guards.capabilities, call),
    shop: (call) => read('shop', guards.shop, call),
    member: (call) => read('member', guards.member, call),
    wallets: (call) => read('wallets', guards.wallets, call),
    tiers: (call) => read('tiers', tierTracks, call),
    rewards: (call) => read('rewards', rewards, call),
    redemptions: (call) => read('redemptions', redemptions, call),
    earnActions: (call) => read('earnActions', earnActions, call),
    activity: (query, call) => read(includeKey({ read: 'activity', query }), activityPage, call),
    orders: (query, call) => read(includeKey({ read: 'orders', query }), orderPage, call),
    order: (query, call) => read(includeKey({ read: 'order', query }), order, call),
    estimate: (query, call) => read(includeKey({ read: 'estimate', query }), estimate, call),
    join: (input, call) => writeOver(http, 'join', input, call),
    redeem: (input, call) => writeOver(http, 'redeem', input, call),
    cancelRedemption: (input, call) => writeOver(http, 'cancelRedemption', input, call),
    completeEarnAction: (input, call) => writeOver(http, 'completeEarnAction', input, call),
    dismiss: (input, call) => writeOver(http, 'dismiss', input, call),
    watch: (call) => readChanges(http, call),
  };
}
