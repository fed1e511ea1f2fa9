import { PortalError } from '../../domain/errors.js';
import type { ShopEvent } from '../../domain/shop-event.schema.js';
import type { Program } from '../club/program/program.js';
import { UserError } from '../user-error.js';
import { readMoney } from './amounts.js';
import { readCsv } from './csv-rows.js';
import { readInstant } from './dates.js';
import type { FileMistake } from './members-file.js';

/** Orders of the past, as the events they mean, and what is wrong with the file. */
export interface OrdersFile {
  readonly events: readonly ShopEvent[];
  readonly mistakes: readonly FileMistake[];
  /** Orders that mean nothing to the club: of guests, or never paid. */
  readonly meaningless: number;
}

const columns = ['order_id', 'member_id', 'placed_at', 'total', 'currency', 'number', 'delivered_at', 'name', 'email'] as const;
const needed: readonly string[] = columns.slice(0, 5);

/** Reads orders from JSON: a list of them, as the shop system has it. */
export function ordersFromJson(document: unknown, eventsOf: (order: unknown) => ShopEvent[]): OrdersFile {
  const list: unknown = typeof document === 'object' && document !== null && 'orders' in document ? document.orders : document;
  if (!Array.isArray(list)) throw new UserError('The file must hold a list of orders, or {"orders": [ … ]}.');
  const mistakes: FileMistake[] = [];
  let meaningless = 0;
  const events = list.flatMap((order: unknown, at) => {
    try {
      const told = eventsOf(order);
      if (told.length === 0) meaningless += 1;
      return told;
    } catch (thrown) {
      if (!(thrown instanceof PortalError)) throw thrown;
      mistakes.push({ line: at + 1, says: thrown.message });
      return [];
    }
  });
  return { events, mistakes, meaningless };
}

/** Reads orders from CSV: a line of headings, then an order on each. Totals are in whole units of the currency. */
export function ordersFromCsv(text: string, shop: Shop): OrdersFile {
  const [first, ...rest] = readCsv(text);
  const headings = first?.record.map((heading) => heading.trim()) ?? [];
  const missing = needed.filter((name) => !headings.includes(name));
  const unknown = headings.filter((name) => !columns.some((each) => each === name));
  if (missing.length > 0 || unknown.length > 0) throw new UserError(`The first line must name the columns: ${columns.join(', ')} (the first five are needed).${missing.length > 0 ? ` ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.` : ''}${unknown.length > 0 ? ` ${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} not known.` : ''}`);
  const mistakes: FileMistake[] = [];
  const events = rest.flatMap(({ record, info: { lines: line } }) => {
    const fields = new Map(headings.map((heading, at) => [heading, (record[at] ?? '').trim()]));
    return rowEvents(fields, (column, says) => void mistakes.push({ line, column, says }), shop);
  });
  return { events, mistakes, meaningless: 0 };
}

type Tell = (column: string, says: string) => void;
type Shop = Program['shop'];

function rowEvents(fields: ReadonlyMap<string, string>, tell: Tell, shop: Shop): ShopEvent[] {
  const text = (name: string) => fields.get(name) || undefined;
  for (const name of needed) if (text(name) === undefined) tell(name, 'is empty.');
  const [id = '', memberId = '', currency = ''] = [text('order_id'), text('member_id'), text('currency')];
  const placedAt = instantOf(text('placed_at'), 'placed_at', shop, tell);
  const deliveredAt = instantOf(text('delivered_at'), 'delivered_at', shop, tell);
  const total = readMoney(text('total') ?? '', currency, shop.currencies);
  if (text('total') !== undefined && currency && !total) tell('total', `“${text('total')} ${currency}” is no amount of money; write 1234.50 without separators, and the currency's ISO 4217 code.`);
  if (!id || !memberId || placedAt === undefined || !total) return [];
  const person = { memberId, ...(text('name') && { name: text('name') }), ...(text('email') && { email: text('email') }) };
  const order = { id, number: text('number') ?? id, placedAt, state: 'placed' as const, total, items: [{ id: '1', title: text('number') ?? id, quantity: 1, total }] };
  return [
    { id: `import:order:${id}:placed`, at: placedAt, type: 'order.placed', data: { ...person, order } },
    ...(deliveredAt === undefined ? [] : [{ id: `import:order:${id}:delivered`, at: deliveredAt, type: 'order.delivered' as const, data: { orderId: id } }]),
  ];
}

function instantOf(text: string | undefined, column: string, { timeZone }: Shop, tell: Tell): string | undefined {
  if (text === undefined) return undefined;
  const at = readInstant(text, timeZone);
  if (at === undefined) tell(column, `“${text}” is no date; write it as 2026-05-03 or 2026-05-03T10:00:00Z.`);
  return at?.toISOString();
}
