import { activityQuery } from '../domain/activity.schema.js';
import { estimateQuery } from '../domain/earning.schema.js';
import { orderQuery, ordersQuery } from '../domain/order.schema.js';
import { safeParseWire } from '../domain/wire.js';
import type { Include, Queries, ReadName } from './port.js';

/** Reads an include's text, for those who serve it; `undefined` when it names no read we know or a parameter is out of range. */
export function parseInclude(text: string): Include | undefined {
  const [read = '', query = ''] = split(text);
  const params = new URLSearchParams(query);
  switch (read) {
    case 'activity':
      return withQuery(read, parseQuery(read, params));
    case 'orders':
      return withQuery(read, parseQuery(read, params));
    case 'order':
      return withQuery(read, parseQuery(read, params));
    case 'estimate':
      return withQuery(read, parseQuery(read, params));
    default:
      return isPlainRead(read) ? { read } : undefined;
  }
}

const schemas = { activity: activityQuery, orders: ordersQuery, order: orderQuery, estimate: estimateQuery };

/** The parameters of a read from an address; `undefined` when one is out of range. */
export function parseQuery<R extends keyof Queries>(read: R, params: URLSearchParams): Queries[R] | undefined;
export function parseQuery(read: keyof Queries, params: URLSearchParams): unknown {
  const given = Object.fromEntries([...params].map(([name, value]) => [name, numeric.has(name) ? wholeNumber(value) : value]));
  const parsed = safeParseWire(schemas[read], given);
  return parsed.success ? parsed.data : undefined;
}

/** Parameters that are numbers; every other is a text. */
const numeric: ReadonlySet<string> = new Set(['limit', 'amount']);

function wholeNumber(text: string): number {
  return /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

function withQuery<R extends keyof Queries>(read: R, query: Queries[R] | undefined): { read: R; query: Queries[R] } | undefined {
  return query && { read, query };
}

function split(text: string): [string, string] {
  const mark = text.indexOf('?');
  return mark < 0 ? [text, ''] : [text.slice(0, mark), text.slice(mark + 1)];
}

const plainReads = ['capabilities', 'shop', 'member', 'wallets', 'tiers', 'rewards', 'redemptions', 'earnActions'] as const satisfies readonly Exclude<ReadName, keyof Queries>[];

function isPlainRead(read: string): read is Exclude<ReadName, keyof Queries> {
  return plainReads.some((name) => name === read);
}
