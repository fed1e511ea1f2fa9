import { Http } from '../adapters/portal-api/http.js';
import { readChanges } from '../adapters/portal-api/watch.js';
import { writeOver } from '../adapters/portal-api/write.js';
import type { Connection, WriteCall, WriteName, Writes, Written } from '../adapters/port.js';
import { PortalError } from '../domain/errors.js';
import { Live, type LiveParts } from './live.js';
import { exclusively } from './locks.js';
import { subjectOf } from './subject.js';
import { uniqueKey } from './unique-key.js';

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
  /** Does a write, under a new idempotency key or one that was sent before. */
  write<W extends WriteName>(parts: LiveParts, name: W, input: Writes[W]['input'], key?: string): Promise<Written<Writes[W]['result']>>;
}

/** The writes of an adapter, each by its name. */
type Writers = { readonly [W in WriteName]?: (input: Writes[W]['input'], call: WriteCall) => Promise<Written<Writes[W]['result']>> };

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
  async write<W extends WriteName>(parts: LiveParts, name: W, input: Writes[W]['input'], key = uniqueKey()): Promise<Written<Writes[W]['result']>> {
    const { adapter, connection, store } = parts;
    const call = { key, includes: store.watched, locale: parts.locale() };
    const writers: Writers = adapter;
    if (writers[name]) return writers[name](input, call);
    if (connection) return writeOver(new Http(connection), name, input, call);
    throw new PortalError({ kind: 'unsupported', detail: `This backend does not offer \`${name}\`.` });
  },
};

/** Whether two tokens name one subject of one issuer. Of tokens that are no JWT nothing is known; they count as one, or each renewal would begin anew for ever. */
function speakForOne(first: string, second: string): boolean {
  return subjectOf(first) === subjectOf(second);
}
