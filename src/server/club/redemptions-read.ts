import { and, desc, eq } from 'drizzle-orm';
import * as z from 'zod/mini';
import { redemption as redemptionSchema, type Redemption } from '../../domain/reward.schema.js';
import { promise, type Promised } from './promise.js';
import { one, shopOf, type Scope } from './scope.js';
import { codes, redemptions, type StoredRedemption } from './tables.js';
import { unitFor, type Words } from './words.js';

/** A code as it is kept with its redemption. */
interface Given {
  readonly code: string | null;
  readonly url: string | null;
}

/** A member's codes and what became of them, newest first. */
export async function readRedemptions(scope: Scope, key: string, words: Words): Promise<Redemption[]> {
  const rows = await withCodes(scope).where(mine(scope, key)).orderBy(desc(redemptions.seq)).limit(500);
  return rows.map(({ row, ...given }) => redemptionOf(scope, row, given, words));
}

/** One of a member's redemptions; `undefined` when it is not theirs. */
export async function readRedemption(scope: Scope, key: string, redemptionId: string, words: Words): Promise<Redemption | undefined> {
  const [found] = await withCodes(scope).where(and(mine(scope, key), eq(redemptions.redemptionId, redemptionId)));
  return found && redemptionOf(scope, found.row, found, words);
}

function withCodes(scope: Scope) {
  return scope.sql
    .select({ row: redemptions, code: codes.code, url: codes.url })
    .from(redemptions)
    .leftJoin(codes, and(eq(codes.shopId, redemptions.shopId), eq(codes.redemptionId, redemptions.redemptionId)));
}

function mine(scope: Scope, key: string) {
  return and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.memberId, key));
}

/** What a new redemption is kept as, before the database gave it anything. */
export type Fresh = Pick<StoredRedemption, 'redemptionId' | 'rewardId' | 'walletId' | 'cost' | 'state' | 'refundable' | 'at' | 'expiresAt'> &
  Partial<Pick<StoredRedemption, 'usedAt' | 'note' | 'task'>> & { readonly promise: Promised };

function redemptionOf(scope: Scope, row: StoredRedemption, given: Given, words: Words): Redemption {
  return redemptionAs(scope, { ...row, promise: z.parse(promise, row.promise) }, given, words);
}

/** A redemption as the port tells it. */
export function redemptionAs(scope: Scope, row: Fresh, given: Given, words: Words): Redemption {
  const promised = row.promise;
  const wallet = scope.program.wallets.find(({ id }) => id === row.walletId) ?? one(scope.program.wallets);
  const good = row.expiresAt === null || row.expiresAt > scope.now;
  return {
    id: row.redemptionId,
    rewardId: row.rewardId,
    title: words.pick(promised.title),
    kind: z.parse(redemptionSchema.shape.kind, promised.kind),
    // The job that ends it may be late; the reader's clock is not.
    state: row.state === 'issued' && !good ? 'expired' : row.state,
    cost: row.cost,
    unit: unitFor(wallet, words),
    ...defined({ worth: promised.worth, minimumBasket: promised.minimumBasket, productId: promised.product }),
    ...(row.state === 'cancelled' ? {} : defined({ code: given.code ?? undefined, url: given.url ?? undefined })),
    at: row.at.toISOString(),
    ...defined({ expiresAt: row.expiresAt?.toISOString(), usedAt: row.usedAt?.toISOString() }),
    ...(promised.where ? { where: words.pick(promised.where) } : {}),
    conditions: promised.conditions.map((condition) => words.pick(condition)),
    refundable: row.refundable && scope.program.callback !== undefined && row.state === 'issued' && good && !row.task,
    ...(row.note ? { note: words.pick(notes[row.note]) } : {}),
  };
}

/** Why a redemption failed or was undone. */
const notes = {
  refused: { en: 'The shop could not make the code. Your points are back.', fa: 'فروشگاه نتوانست کد را بسازد. امتیازتان برگشت.' },
  too_late: { en: 'The code did not come in time. Your points are back.', fa: 'کد به‌موقع نرسید. امتیازتان برگشت.' },
  code_taken: { en: 'The shop could not make the code. Your points are back.', fa: 'فروشگاه نتوانست کد را بسازد. امتیازتان برگشت.' },
  member: { en: 'You undid it. Your points are back.', fa: 'شما آن را لغو کردید. امتیازتان برگشت.' },
} as const satisfies Record<NonNullable<StoredRedemption['note']>, Readonly<Record<string, string>>>;

/** The object without the properties that are `undefined`. */
export function defined<T extends object>(from: T): { [K in keyof T]?: Exclude<T[K], undefined> };
export function defined(from: object): object {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));
}
