import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { addDays, addMonths, endOfDay } from './calendar.js';
import { rowsOf } from './database.js';
import { balancesOf, changeLot, drawDown, mineOf, post, spendableLots } from './ledger.js';
import type { OrderRule } from './program/earning.js';
import type { Texts } from './program/parts.js';
import { one, shopOf, type Scope } from './scope.js';
import { lots, type Lot } from './tables.js';

/** The life of points: earned (pending), released (available), then spent, expired or taken back. All on a locked member. */

/** What an order earns by one rule. */
export interface Earning {
  readonly id: string;
  readonly placedAt: Date;
  readonly points: number;
  readonly rule: OrderRule;
  /** The lines it was earned on; the whole order without them. */
  readonly lines?: readonly string[] | undefined;
  readonly basis?: unknown;
}

/** Points for an order: pending, until it is delivered or the release day comes. */
export async function earn(scope: Scope, key: string, order: Earning): Promise<void> {
  const { points, placedAt: at, rule, lines, basis } = order;
  const lot = one(
    await scope.sql
      .insert(lots)
      .values({
        shopId: shopOf(scope),
        memberId: key,
        walletId: rule.wallet,
        orderId: order.id,
        ruleId: rule.id,
        lines: lines && [...lines],
        minimum: rule.minimum?.minor,
        earned: points,
        remaining: points,
        earnedAt: at,
        activatesAt: addDays(at, rule.releaseDays),
      })
      .returning({ lotId: lots.lotId }),
  );
  const movement = { walletId: rule.wallet, kind: 'earn', at, delta: points, phase: 'pending', lotId: lot.lotId, orderId: order.id, sourceId: rule.id, basis } as const;
  await post(scope, key, { ...movement, entries: { issued: -points, pending: points } });
}

/** Makes a pending lot spendable. What the member owes is settled from it first. */
export async function release(scope: Scope, key: string, lot: Lot, at: Date): Promise<void> {
  const points = lot.remaining;
  if (lot.availableAt !== null || points === 0) return;
  const { owed } = await balancesOf(scope, key, lot.walletId);
  const settled = Math.min(points, -owed);
  await changeLot(scope, lot, {
    availableAt: at,
    expiresAt: lastDay(scope, lot.walletId, at),
    remaining: points - settled,
  });
  const movement = { walletId: lot.walletId, kind: 'release', at, delta: points, phase: 'available', lotId: lot.lotId, orderId: lot.orderId, sourceId: lot.ruleId } as const;
  await post(scope, key, { ...movement, entries: { pending: -points, available: points - settled, owed: settled } });
}

/**
 * Takes back up to `due` points of a lot, because its order came back: pending ones while it is pending, else spendable
 * ones, from the lot itself first. What the member has spent already is owed: it shows as a negative balance and is
 * settled from the next points. What has expired is gone already and is not taken twice. Answers what was taken.
 */
export async function takeBack(scope: Scope, key: string, lot: Lot, due: number, at: Date, basis?: unknown): Promise<number> {
  const points = Math.min(due, lot.earned - lot.returned - lot.expired);
  if (points <= 0) return 0;
  const movement = { walletId: lot.walletId, kind: 'return', at, delta: -points, lotId: lot.lotId, orderId: lot.orderId, sourceId: lot.ruleId, basis } as const;
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

/** Ends what remains of every lot whose day has come; answers how many did. */
export async function expireDue(scope: Scope, key: string, notBefore?: Date): Promise<number> {
  const found = await rowsOf(
    scope.sql,
    sql`select vafa_expire(${shopOf(scope)}, ${key}, ${scope.now.toISOString()}, ${notBefore?.toISOString() ?? null}) as ended`,
    z.object({ ended: z.int() }),
  );
  return one(found).ended;
}

/** Points that are spendable at once. */
export interface Gift {
  readonly walletId: string;
  readonly amount: number;
  readonly kind: 'grant' | 'adjust';
  readonly at: Date;
  /** The last instant they are good for; the wallet's own rule without it. */
  readonly expiresAt?: Date | undefined;
  /** The action it is for, by its id in the program. */
  readonly sourceId?: string;
  /** What the member reads. */
  readonly title?: Texts;
  /** Whether it counts towards a tier. */
  readonly qualifies?: boolean;
}

/** Gives points that are spendable at once; what the member owes is settled from them first. */
export async function give(scope: Scope, key: string, gift: Gift): Promise<void> {
  const { walletId, amount, kind, at, title, sourceId, qualifies = false } = gift;
  const settled = Math.min(amount, -(await balancesOf(scope, key, walletId)).owed);
  const expiresAt = gift.expiresAt ?? lastDay(scope, walletId, at);
  const { lotId } = one(
    await scope.sql
      .insert(lots)
      .values({
        ...{ shopId: shopOf(scope), memberId: key, walletId, ruleId: sourceId, qualifies },
        ...{ earned: amount, remaining: amount - settled, earnedAt: at, activatesAt: at, availableAt: at, expiresAt },
      })
      .returning({ lotId: lots.lotId }),
  );
  const entries = { issued: -amount, available: amount - settled, owed: settled };
  await post(scope, key, { walletId, kind, at, delta: amount, phase: 'available', lotId, sourceId, title, entries });
}

/** Takes points away by the owner's word: what is not there is owed. Answers how much that is. */
export async function take(scope: Scope, key: string, wish: { walletId: string; amount: number; title?: Texts }): Promise<number> {
  const { walletId, amount, title } = wish;
  await expireDue(scope, key);
  const taken = await drawDown(scope, await spendableLots(scope, key, walletId), amount);
  const owed = amount - taken;
  const entries = { available: -taken, owed: -owed, issued: amount };
  await post(scope, key, { walletId, kind: 'adjust', at: scope.now, delta: -amount, phase: 'available', owed, title, entries });
  return owed;
}

/** The instant until which points of a wallet are good that became spendable at `at`; none when they never end. */
export function lastDay({ program }: Scope, walletId: string, at: Date): Date | null {
  const months = program.wallets.find(({ id }) => id === walletId)?.expiryMonths;
  return months === undefined ? null : endOfDay(addMonths(at, months), program.shop.timeZone);
}

/** The lots an order earned, one for every rule. */
export function lotsOfOrder(scope: Scope, key: string, orderId: string): Promise<Lot[]> {
  return scope.sql.select().from(lots).where(and(mineOf(scope, key), eq(lots.orderId, orderId))).orderBy(lots.seq);
}
