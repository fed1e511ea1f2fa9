import { Http } from '../adapters/portal-api/http.js';
import { readChanges } from '../adapters/portal-api/watch.js';
import { join } from '../adapters/portal-api/join.js';
import type { Connection, JoinInput, Snapshot } from '../adapters/port.js';
import { PortalError } from '../domain/errors.js';
import { Live, type LiveParts } from './live.js';
import { exclusively } from './locks.js';

/** What a page needs once something is to be kept true, or went wrong: the upkeep, and HTTP with care. */
export interface Care {
  attend(parts: LiveParts): Live;
  connect(connection: Connection): Http;
  /** Asks for another token, one tab at a time: a shop whose refresh token works once would log the other tabs out. */
  renew(ask: () => Promise<string | undefined>): Promise<string | undefined>;
  /** Adds the member to the club. */
  join(parts: LiveParts, input: JoinInput): Promise<Snapshot>;
}

/** The care itself; it comes as a part, after the first paint. */
export const care: Care = {
  attend(parts) {
    const { adapter, connection } = parts;
    return new Live(parts, adapter.watch ?? (connection && ((call) => readChanges(new Http(connection), call))));
  },
  connect: (connection) => new Http(connection),
  renew: (ask) => exclusively('vafa-token', undefined, ask),
  join(parts, input) {
    const { adapter, connection, store } = parts;
    const call = { key: uniqueKey(), includes: store.watched, locale: parts.locale() };
    if (adapter.join) return adapter.join(input, call);
    if (connection) return join(new Http(connection), input, call);
    throw new PortalError({ kind: 'unsupported', detail: 'This backend does not offer `join`.' });
  },
};

/** A key no other write has. `crypto.randomUUID` is missing on plain http pages. */
function uniqueKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
}
