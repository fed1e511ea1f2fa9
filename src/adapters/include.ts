import type { ActivityQuery } from '../domain/activity.schema.js';
import type { Include, ReadName } from './port.js';

/** The text of an include: the read's name, and its parameters as a query: `activity?limit=5`. Also its resource key. */
export function includeKey(include: Include): string {
  if (include.read !== 'activity') return include.read;
  const query = new URLSearchParams();
  if (include.query.limit !== undefined) query.set('limit', String(include.query.limit));
  if (include.query.cursor !== undefined) query.set('cursor', include.query.cursor);
  const text = query.toString();
  return text ? `activity?${text}` : 'activity';
}

/** Reads an include's text; `undefined` when it names no read we know or a parameter is out of range. */
export function parseInclude(text: string): Include | undefined {
  const [read = '', query = ''] = split(text);
  if (read === 'activity') {
    const parsed = activityQuery(new URLSearchParams(query));
    return parsed && { read, query: parsed };
  }
  return isPlainRead(read) ? { read } : undefined;
}

/** An activity query from URL parameters; `undefined` when a parameter is out of range. */
export function activityQuery(params: URLSearchParams): ActivityQuery | undefined {
  const limit = params.get('limit');
  const cursor = params.get('cursor');
  if (limit !== null && !/^([1-9]\d?|100)$/.test(limit)) return undefined;
  if (cursor !== null && cursor.length > 2_000) return undefined;
  return { ...(limit === null ? {} : { limit: Number(limit) }), ...(cursor === null ? {} : { cursor }) };
}

function split(text: string): [string, string] {
  const mark = text.indexOf('?');
  return mark < 0 ? [text, ''] : [text.slice(0, mark), text.slice(mark + 1)];
}

const plainReads: readonly Exclude<ReadName, 'activity'>[] = ['capabilities', 'shop', 'member', 'wallets', 'tiers'];

function isPlainRead(read: string): read is Exclude<ReadName, 'activity'> {
  return plainReads.some((name) => name === read);
}
