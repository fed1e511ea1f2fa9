import type { Activity, ActivityPage, ActivityQuery } from '../../domain/activity.schema.js';
import { activityFits } from '../../domain/activity.js';
import type { OrderPage, OrdersQuery } from '../../domain/order.schema.js';
import type { Asker, Question } from './asker.js';
import { isList } from './json.js';
import { localPage } from './paging.js';

/** Lines a page has where nobody says. */
const usual = 20;
/** Lines at most of a vendor that has no pages. */
const most = 1_000;
/** Pages of a vendor at most that are looked through for one line that is wanted. */
const mostLooked = 5;

/** One page of history. What the vendor cannot filter is filtered here; days are those of `dayOf`. */
export async function activityOf(asker: Asker, query: ActivityQuery, question: Question, dayOf: (at: string) => string): Promise<ActivityPage> {
  return paged(asker, 'activity', query, question, (value): Activity[] => asker.held('activity', value).filter((line) => activityFits(line, query, dayOf)));
}

/** One page of orders. */
export async function ordersOf(asker: Asker, query: OrdersQuery, question: Question): Promise<OrderPage> {
  return paged(asker, 'orders', query, question, (value) => asker.held('orders', value));
}

interface Query {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

async function paged<T>(asker: Asker, name: 'activity' | 'orders', query: Query, question: Question, read: (value: unknown) => T[]): Promise<{ items: T[]; next?: string }> {
  const operating = asker.operating(name);
  const pages = operating.requests.some(({ paging }) => paging !== undefined && paging.kind !== 'none' && paging.all === 1);
  if (!pages) {
    const { value } = await asker.mapped(name, operating, question);
    return page(localPage(read(isList(value) ? value.slice(0, most) : value), query.cursor, query.limit ?? usual));
  }
  let cursor = query.cursor;
  for (let looked = 1; ; looked += 1) {
    const { value, next } = await asker.mapped(name, operating, { ...question, input: { ...query, limit: query.limit ?? usual, cursor } });
    const items = read(value);
    if (items.length > 0 || next === undefined || looked >= mostLooked) return page({ items, next });
    cursor = next;
  }
}

function page<T>({ items, next }: { items: T[]; next: string | undefined }): { items: T[]; next?: string } {
  return { items, ...(next !== undefined && { next }) };
}
