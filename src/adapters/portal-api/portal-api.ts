import * as guards from '../../domain/guards.generated.js';
import type { Guard } from '../../domain/guard.js';
import { includeKey } from '../include.js';
import type { Call, Include, PortalAdapter } from '../port.js';
import { decode, decodeJoined, decodeSnapshot } from './decode.js';
import { Http, type HttpOptions } from './http.js';
import { readChanges } from './watch.js';

/** The port over HTTP: any backend that speaks the Portal API. */
export function createPortalApi(options: HttpOptions): PortalAdapter {
  const http = new Http(options);
  const read = async <T>(path: string, guard: Guard<T>, call: Call = {}): Promise<T> =>
    decode(guard, await http.json({ path, ...call }), path);
  return {
    capabilities: (call) => read('capabilities', guards.capabilities, call),
    shop: (call) => read('shop', guards.shop, call),
    member: (call) => read('member', guards.member, call),
    wallets: (call) => read('wallets', guards.wallets, call),
    tiers: (call) => read('tiers', guards.tierTracks, call),
    activity: (query, call) => read(includeKey({ read: 'activity', query }), guards.activityPage, call),
    async snapshot(includes, { since, ...call } = {}) {
      const query = [...named(includes), ...(since === undefined ? [] : [['since', String(since)] as const])];
      return decodeSnapshot(await http.json({ path: 'snapshot', query, ...call }), includes);
    },
    async join(body, { includes = [], ...call }) {
      return decodeJoined(await http.json({ path: 'join', query: named(includes), body, ...call }), includes);
    },
    async *watch(call = {}) {
      yield* readChanges(await http.stream({ path: 'watch', ...call }));
    },
  };
}

function named(includes: readonly Include[]): (readonly [string, string])[] {
  return includes.map((include) => ['include', includeKey(include)]);
}
