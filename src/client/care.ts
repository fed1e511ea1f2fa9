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
  /**
   * Asks for another token, one tab at a time: a shop whose refresh token works once would log the other tabs out.
   * When the token that comes speaks for somebody else, `turn` is told and the call that was refused fails: what one
   * member wished is never done for another.
   */
  renew(refused: string, ask: () => Promise<string | undefined>, turn: () => void): Promise<string | undefined>;
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
  async renew(refused, ask, turn) {
    const token = await exclusively('vafa-token', undefined, ask);
    if (token === undefined || token === refused || speakForOne(refused, token)) return token;
    turn();
    throw new PortalError({ kind: 'conflict', detail: 'Somebody else is signed in now.' });
  },
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

/** Whether two tokens name one subject. Of tokens that are no JWT nothing is known; they count as one, or each renewal would begin anew for ever. */
function speakForOne(first: string, second: string): boolean {
  return subjectOf(first) === subjectOf(second);
}

function subjectOf(token: string): unknown {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}
