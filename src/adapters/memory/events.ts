import type { Activity } from '../../domain/activity.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { ShopEvent } from '../../domain/shop-event.schema.js';
import { idOfCode, move, settle } from './records.js';
import { standing, type MemoryClub, type MemoryRecord } from './state.js';
import { points, say } from './words.js';

type Line = Omit<Activity, 'title' | 'unit'> & { readonly say: (locale: string | undefined) => string };

/** What an event of the shop does to a member's record. */
export function applyEvent(record: MemoryRecord, event: ShopEvent, club: MemoryClub): MemoryRecord {
  switch (event.type) {
    case 'member.joined':
      return { ...record, member: { ...record.member, state: 'enrolled', since: event.at, ...(event.data.name && { name: event.data.name }) } };
    case 'order.placed':
      return placed(record, event, club);
    case 'order.delivered':
      return delivered(record, event);
    case 'order.returned':
      return returned(record, event);
    case 'member.updated':
      return { ...record, member: { ...record.member, ...(event.data.name && { name: event.data.name }) } };
    case 'code.used':
      return settle(record, idOfCode(record, event.data.code), { state: 'used', usedAt: event.at, refundable: false });
    default:
      return event satisfies never;
  }
}

type Placed = Extract<ShopEvent, { type: 'order.placed' }>;
type Delivered = Extract<ShopEvent, { type: 'order.delivered' }>;
type Returned = Extract<ShopEvent, { type: 'order.returned' }>;

function placed(record: MemoryRecord, { id, at, data: { order } }: Placed, club: MemoryClub): MemoryRecord {
  const earned = record.member.state === 'enrolled' ? club.earns(order) : 0;
  const orders = [...record.orders, { order, earned, returned: 0, delivered: false }];
  if (earned === 0) return { ...record, orders };
  const line: Line = { id, at, kind: 'earn', delta: earned, state: 'pending', orderId: order.id, say: say(`Order ${order.number}`, `سفارش ${order.number}`) };
  return { ...move(record, 0, earned), orders, activity: (locale) => [shown(line, locale), ...record.activity(locale)] };
}

function delivered(record: MemoryRecord, { data: { orderId } }: Delivered): MemoryRecord {
  const found = orderOf(record, orderId);
  if (found.delivered) return record;
  const left = found.earned - found.returned;
  const orders = record.orders.map((each) => (each === found ? { ...each, delivered: true } : each));
  const approve = (line: Activity): Activity => (line.orderId === orderId && line.state === 'pending' ? { ...line, state: 'approved' } : line);
  const value = earnedOf(record) + left;
  return { ...move(record, left, -left), orders, tiers: standing(value), activity: (locale) => record.activity(locale).map(approve) };
}

function returned(record: MemoryRecord, { id, at, data: { orderId, amount } }: Returned): MemoryRecord {
  const found = orderOf(record, orderId);
  const share = amount ? Math.min(1, amount.minor / found.order.total.minor) : 1;
  const taken = Math.min(found.earned - found.returned, Math.ceil(found.earned * share));
  const orders = record.orders.map((each) => (each === found ? { ...each, returned: each.returned + taken } : each));
  if (taken === 0) return { ...record, orders };
  const { number } = found.order;
  const line: Line = { id, at, kind: 'refund', delta: -taken, state: 'approved', orderId, say: say(`Return of order ${number}`, `مرجوعی سفارش ${number}`) };
  const moved = found.delivered ? move(record, -taken, 0) : move(record, 0, -taken);
  const tiers = found.delivered ? { tiers: standing(Math.max(0, earnedOf(record) - taken)) } : {};
  return { ...moved, ...tiers, orders, activity: (locale) => [shown(line, locale), ...record.activity(locale)] };
}

function orderOf(record: MemoryRecord, orderId: string): MemoryRecord['orders'][number] {
  const found = record.orders.find(({ order }) => order.id === orderId);
  if (!found) throw new PortalError({ kind: 'not_found', detail: `data.orderId: no order “${orderId}”` });
  return found;
}

function earnedOf(record: MemoryRecord): number {
  return record.tiers(undefined)[0]?.value ?? 0;
}

function shown({ say: title, ...line }: Line, locale: string | undefined): Activity {
  return { ...line, unit: points, title: title(locale) };
}
