import { and, eq } from 'drizzle-orm';
import { addDays, addMonths, endOfDay } from './calendar.js';
import { balancesOf, changeLot, drawDown, mineOf, post, spendableLots } from './ledger.js';
import type { OrderRule } from './program/earning.js';
import { one, shopOf, type Scope } from './scope.js';
import { lots, type Lot } from './tables.js';

/** The life of points: earned (pending), released (available), then spent, expired or taken back. All on a locked member. */

/** What an order earns by one rule. */
export interface Earning {
  readonly id: string;
  readonly placedAt: Date;
  readonly points: number;
  readonly rule: OrderRule;
}

/** Points for an order: pending, until it is delivered or the release day comes. */
export async function earn(scope: Scope, key: string, order: Earning): Promise<void> {
  const { points, placedAt: at, rule } = order;
  const lot = one(
    await scope.sql
      .insert(lots)
      .values({
        shopId: shopOf(scope),
        memberId: key,
        walletId: rule.wallet,
        orderId: order.id,
        earned: points,
        remaining: points,
        earnedAt: at,
        activatesAt: addDays(at, rule.releaseDays),
      })
      .returning({ lotId: lots.lotId }),
  );
  const movement = { walletId: rule.wallet, kind: 'earn', at, delta: points, phase: 'pending', lotId: lot.lotId, orderId: order.id } as const;
  await post(scope, key, { ...movement, entries: { issued: -points, pending: points } });
}

/** Makes a pending lot spendable. What the member owes is settled from it first. */
export async function release(scope: Scope, key: string, lot: Lot, at: Date): Promise<void> {
  const points = lot.remaining;
  if (lot.availableAt !== null || points === 0) return;
  const { owed } = await balancesOf(scope, key, lot.walletId);
  const settled = Math.min(points, -owed);
  const expiryMonths = scope.program.wallets.find(({ id }) => id === lot.walletId)?.expiryMonths;
  await changeLot(scope, lot, {
    availableAt: at,
    expiresAt: expiryMonths === undefined ? null : endOfDay(addMonths(at, expiryMonths), scope.program.shop.timeZone),
    remaining: points - settled,
  });
  const movement = { walletId: lot.walletId, kind: 'release', at, delta: points, phase: 'available', lotId: lot.lotId, orderId: lot.orderId } as const;
  await post(scope, key, { ...movement, entries: { pending: -points, available: points - settled, owed: settled } });
}

/**
 * Takes back up to `due` points of a lot, because its order came back: pending ones while it is pending, else spendable
 * ones, from the lot itself first. What the member has spent already is owed: it shows as a negative balance and is
 * settled from the next points. What has expired is gone already and is not taken twice. Answers what was taken.
 */
export async function takeBack(scope: Scope, key: string, lot: Lot, due: number, at: Date): Promise<number> {
  const points = Math.min(due, lot.earned - lot.returned - lot.expired);
  if (points <= 0) return 0;
  const movement = { walletId: lot.walletId, kind: 'return', at, delta: -points, lotId: lot.lotId, orderId: lot.orderId } as const;
  const own = Math.min(points, lot.remaining);
  await changeLot(scope, lot, { remaining: lot.remaining - own, returned: lot.returned + points });
  if (lot.availableAt === null) {
    await post(scope, key, { ...movement, phase: 'pending', entries: { pending: -points, issued: points } });
    return points;
  }
  const others = (await spendableLots(scope, key, lot.walletId)).filter((other) => other.lotId !== lot.lotId);
  const taken = own + (await drawDown(scope, others, points - own));
  const owed = points - taken;
  await post(scope, key, { ...movement, phase: 'available', owed, entries: { available: -taken, owed: -owed, issued: points } });
  return points;
}

/** Ends what remains of a lot whose day has come. */
export async function expire(scope: Scope, key: string, lot: Lot): Promise<void> {
  const points = lot.remaining;
  if (lot.expiresAt === null || points === 0) return;
  await changeLot(scope, lot, { remaining: 0, expired: lot.expired + points });
  const movement = { walletId: lot.walletId, kind: 'expire', at: lot.expiresAt, delta: -points, phase: 'available', lotId: lot.lotId } as const;
  await post(scope, key, { ...movement, entries: { available: -points, expired: points } });
}

/** Spends points, soonest to expire first. The database refuses more than there is. */
export async function spend(scope: Scope, key: string, walletId: string, points: number, at: Date): Promise<void> {
  await drawDown(scope, await spendableLots(scope, key, walletId), points);
  await post(scope, key, { walletId, kind: 'redeem', at, delta: -points, phase: 'available', entries: { available: -points, spent: points } });
}

/** The lots an order earned, one for every rule. */
export function lotsOfOrder(scope: Scope, key: string, orderId: string): Promise<Lot[]> {
  return scope.sql.select().from(lots).where(and(mineOf(scope, key), eq(lots.orderId, orderId))).orderBy(lots.lotId);
}
