import { and, eq } from 'drizzle-orm';
import type { Order } from '../../domain/order.schema.js';
import type { ShopEvent } from '../../domain/shop-event.schema.js';
import { lockMember, meetMember, touch } from './members.js';
import { addDays } from './calendar.js';
import { checkCurrency, earnedBy } from './earnings.js';
import { earn, expireDue, lotsOfOrder, release, takeBack } from './points.js';
import { cumulativeReturn, dueOf, type ReturnWish } from './returns.js';
import { refuse, shopOf, timeOf, type Scope } from './scope.js';
import { orders } from './tables.js';
import { heldAt } from './tier-log.js';
import { raiseTier, reviewTier } from './tiers.js';

type Stored = typeof orders.$inferSelect;
type Placed = Extract<ShopEvent, { type: 'order.placed' }>['data'];

/** An order was placed: it is kept, and a member of the club earns on it. Answers whether that was news. */
export async function placed(scope: Scope, { order, ...person }: Placed): Promise<boolean> {
  checkTotal(scope, order);
  const placedAt = checkedTime(scope, order);
  const member = await meetMember(scope, person);
  if (!(await keep(scope, member.key, order, placedAt))) return known(scope, member.key, order.id);
  if (member.state !== 'enrolled') return true;
  const earned = earnedBy(scope.program.earning, order, await heldAt(scope, member.key, placedAt));
  for (const { rule, units, reckoning, lines } of earned) await earn(scope, member.key, { id: order.id, placedAt, points: units, rule, lines, basis: reckoning });
  await touch(scope, member.key, earned.length > 0 ? changed : ['orders', 'order']);
  return true;
}

/** An order arrived: its pending points become spendable. */
export async function delivered(scope: Scope, orderId: string, told: Date): Promise<boolean> {
  const { key, order } = await open(scope, orderId);
  if (order.deliveredAt !== null) return false;
  // Nothing arrives before it was ordered: points would end with a day that was only mistold.
  const at = told < order.placedAt ? order.placedAt : told;
  const state = order.state === 'placed' ? 'delivered' : order.state;
  await scope.sql.update(orders).set({ state, deliveredAt: at }).where(same(order));
  const waiting = (await lotsOfOrder(scope, key, orderId)).filter(({ availableAt, remaining }) => availableAt === null && remaining > 0);
  for (const lot of waiting) await release(scope, key, lot, at);
  if (waiting.length > 0 || laddersCountOrders(scope)) await raiseTier(scope, key, at);
  await touch(scope, key, changed);
  return true;
}

/** All or part of an order came back: what each rule earned goes back with what it was earned on, over all returns together. */
export async function returned(scope: Scope, wish: ReturnWish, at: Date): Promise<boolean> {
  const { key, order } = await open(scope, wish.orderId);
  const next = cumulativeReturn(order, wish);
  if (!next.news) return false;
  await scope.sql
    .update(orders)
    .set({ returnedMinor: next.minor, returnedItems: next.items, state: next.state })
    .where(same(order));
  // What has ended is not there to be taken, also when the job that says so is late.
  await expireDue(scope, key);
  let taken = 0;
  for (const lot of await lotsOfOrder(scope, key, wish.orderId)) {
    const { units, basis } = dueOf(lot, order, next);
    taken += await takeBack(scope, key, lot, units - lot.returned, at, basis);
  }
  if (taken > 0 || laddersCountOrders(scope)) await reviewTier(scope, key, at);
  await touch(scope, key, changed);
  return true;
}

// Also what only looks another way: a reward's obstacles and the state of the order itself.
const changed = ['orders', 'order', 'wallets', 'activity', 'tiers', 'rewards', 'estimate'] as const;

function laddersCountOrders({ program }: Scope): boolean {
  return program.ladders.some(({ criteria }) => criteria.some(({ metric }) => metric !== 'points'));
}

// Finds the order, locks its member, and reads it again as it is under the lock.
async function open(scope: Scope, orderId: string): Promise<{ key: string; order: Stored }> {
  const before = await find(scope, orderId);
  const missing = `Order ${orderId} is not known yet. Send its order.placed first, then send this event again.`;
  if (!before) return refuse('not_found', missing, { code: 'order_unknown' });
  const { key } = await lockMember(scope, before.memberId);
  const order = await find(scope, orderId);
  return order ? { key, order } : refuse('not_found', missing, { code: 'order_unknown' });
}

async function find(scope: Scope, orderId: string): Promise<Stored | undefined> {
  const [row] = await scope.sql
    .select()
    .from(orders)
    .where(and(eq(orders.shopId, shopOf(scope)), eq(orders.orderId, orderId)));
  return row;
}

function same(order: Stored) {
  return and(eq(orders.shopId, order.shopId), eq(orders.orderId, order.orderId));
}

function checkTotal(scope: Scope, order: Order): void {
  checkCurrency(scope.program, order.total.currency, 'data.order.total.currency');
  if (order.total.minor < 0) refuse('rejected', 'data.order.total.minor is below zero.', { code: 'total' });
}

// Release and expiry are counted from here: an order of next year would keep its points back that long.
function checkedTime(scope: Scope, order: Order): Date {
  const placedAt = timeOf(order.placedAt, 'data.order.placedAt');
  if (placedAt <= addDays(scope.now, 1)) return placedAt;
  return refuse('rejected', `data.order.placedAt is ${order.placedAt}, which is in the future.`, { code: 'instant' });
}

async function keep(scope: Scope, key: string, order: Order, placedAt: Date): Promise<boolean> {
  const rows = await scope.sql
    .insert(orders)
    .values({
      shopId: shopOf(scope),
      orderId: order.id,
      memberId: key,
      number: order.number,
      state: 'placed',
      placedAt,
      currency: order.total.currency,
      totalMinor: order.total.minor,
      returnedMinor: 0,
      returnedItems: {},
      document: order,
    })
    .onConflictDoNothing()
    .returning({ orderId: orders.orderId });
  return rows.length > 0;
}

// The same order told again under a new event id is no news; under another member it is a mistake worth an answer.
async function known(scope: Scope, key: string, orderId: string): Promise<false> {
  const order = await find(scope, orderId);
  if (order?.memberId === key) return false;
  return refuse('rejected', `Order ${orderId} belongs to another member.`, { code: 'order_of_another_member' });
}
