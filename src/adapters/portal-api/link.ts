import { includeKey } from '../include.js';
import type { Connection, Include, PortalAdapter } from '../port.js';
import { decodeSnapshot } from './decode.js';
import type { Http } from './http.js';
import { quickJson } from './quick.js';

/** Reads snapshots: quickly, and with `careful` when that did not end well. */
export function snapshotsOf(connection: Connection, careful: () => Promise<Http>): Required<PortalAdapter>['snapshot'] {
  return async (includes, { since, ...call } = {}) => {
    const query = [...named(includes), ...(since === undefined ? [] : [['since', `${since}`] as const])];
    const json = await quickJson(connection, { path: 'snapshot', query, ...call }, async (ask, attempt) => (await careful()).json(ask, attempt));
    return decodeSnapshot(json, includes);
  };
}

/** Includes as query parameters. */
export function named(includes: readonly Include[]): (readonly [string, string])[] {
  return includes.map((include) => ['include', includeKey(include)]);
}
