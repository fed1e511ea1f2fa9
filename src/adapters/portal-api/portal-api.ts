import { activityPage } from '../../domain/guards-activity.generated.js';
import { tierTracks } from '../../domain/guards-tier.generated.js';
import * as guards from '../../domain/guards.generated.js';
import type { Guard } from '../../domain/guard.js';
import { includeKey } from '../include.js';
import type { Call, Connection, PortalAdapter } from '../port.js';
import { addDecoders, decode } from './decode.js';
import { Http } from './http.js';
import { join } from './join.js';
import { snapshotsOf } from './link.js';
import { readChanges } from './watch.js';

/** The whole port over HTTP, for every backend that speaks the Portal API. */
export function createPortalApi(connection: Connection): PortalAdapter {
  const http = new Http(connection);
  addDecoders({ tiers: tierTracks, activity: activityPage });
  const read = async <T>(path: string, guard: Guard<T>, call: Call = {}): Promise<T> =>
    decode(guard, await http.json({ path, ...call }), path);
  return {
    snapshot: snapshotsOf(connection, async () => http),
    join: (input, call) => join(http, input, call),
    capabilities: (call) => read('capabilities', guards.capabilities, call),
    shop: (call) => read('shop', guards.shop, call),
    member: (call) => read('member', guards.member, call),
    wallets: (call) => read('wallets', guards.wallets, call),
    tiers: (call) => read('tiers', tierTracks, call),
    activity: (query, call) => read(includeKey({ read: 'activity', query }), activityPage, call),
    watch: (call) => readChanges(http, call),
  };
}
