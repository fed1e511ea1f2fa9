import { includeKey } from '../include.js';
import type { Include, PortalAdapter } from '../port.js';
import { decodeJoined, decodeSnapshot } from './decode.js';
import type { Http } from './http.js';

/** What a page needs of the Portal API: snapshots and writes. */
export type PortalLink = Required<Pick<PortalAdapter, 'snapshot' | 'join'>>;

/** The part of the Portal API that the script carries. */
export function createPortalLink(http: Http): PortalLink {
  return {
    async snapshot(includes, { since, ...call } = {}) {
      const query = [...named(includes), ...(since === undefined ? [] : [['since', `${since}`] as const])];
      return decodeSnapshot(await http.json({ path: 'snapshot', query, ...call }), includes);
    },
    async join(body, { includes = [], ...call }) {
      return decodeJoined(await http.json({ path: 'join', query: named(includes), body, ...call }), includes);
    },
  };
}

function named(includes: readonly Include[]): (readonly [string, string])[] {
  return includes.map((include) => ['include', includeKey(include)]);
}
