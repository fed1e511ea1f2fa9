import { includeKey } from '../include.js';
import type { Include, PortalAdapter } from '../port.js';
import { decodeJoined, decodeSnapshot } from './decode.js';
import type { Http } from './http.js';
import { quickJson } from './quick.js';
import type { HttpOptions } from './request.js';

/** What a page needs of the Portal API: snapshots and writes. */
export type PortalLink = Required<Pick<PortalAdapter, 'snapshot' | 'join'>>;

/** The part of the Portal API that the script carries: a quick read; `careful` brings the rest when it is needed. */
export function createPortalLink(options: HttpOptions, careful: () => Promise<Http>): PortalLink {
  return {
    async snapshot(includes, { since, ...call } = {}) {
      const query = [...named(includes), ...(since === undefined ? [] : [['since', `${since}`] as const])];
      const json = await quickJson(options, { path: 'snapshot', query, ...call }, async (ask, attempt) => (await careful()).json(ask, attempt));
      return decodeSnapshot(json, includes);
    },
    async join(body, { includes = [], ...call }) {
      const http = await careful();
      return decodeJoined(await http.json({ path: 'join', query: named(includes), body, ...call }), includes);
    },
  };
}

function named(includes: readonly Include[]): (readonly [string, string])[] {
  return includes.map((include) => ['include', includeKey(include)]);
}
