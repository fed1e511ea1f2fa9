import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { one, refuse, shopOf, type Scope } from './scope.js';
import { rowsOf } from './database.js';
import { writes } from './tables.js';

/** One write of one member, as its idempotency key names it. */
export interface Write {
  /** The member's id at the shop. */
  readonly memberId: string;
  readonly operation: string;
  readonly key: string;
  /** What was asked for; the same key with another wish is refused. */
  readonly input: unknown;
}

/** The name of the lock that keeps two requests with one key apart. */
export function lockName(scope: Scope, write: Write): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(write.key)) {
    refuse('rejected', 'The idempotency key must be 1 to 200 visible ASCII characters.', { code: 'idempotency_key' });
  }
  return JSON.stringify([shopOf(scope), write.memberId, write.operation, write.key]);
}

/** Makes sure that this key's write is not being done by another transaction at this moment. */
export async function claimKey(scope: Scope, write: Write): Promise<void> {
  const name = lockName(scope, write);
  const rows = await rowsOf(
    scope.sql,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 1)) as mine`,
    z.object({ mine: z.boolean() }),
  );
  if (one(rows).mine) return;
  refuse('conflict', 'The same write is being done at this moment. Ask again with the same key.', { code: 'in_flight', retryAfter: 1 });
}

/** The answer this key was given before; `undefined` when it is new. */
export async function answerBefore(scope: Scope, memberKey: string, write: Write): Promise<string | undefined> {
  const [row] = await scope.sql
    .select({ answer: writes.answer, bodyHash: writes.bodyHash })
    .from(writes)
    .where(
      and(
        eq(writes.shopId, shopOf(scope)),
        eq(writes.memberId, memberKey),
        eq(writes.operation, write.operation),
        eq(writes.key, write.key),
      ),
    );
  if (!row || row.bodyHash === hashOf(write)) return row?.answer;
  return keyReused();
}

/** Refuses a key that stands for another wish already. */
export function keyReused(): never {
  return refuse('rejected', 'This idempotency key was used for another request. Use a new key for a new wish.', { code: 'idempotency_key_reused' });
}

/** Keeps the answer for whoever sends the same key again; answers the one that was kept, which is the first. */
export async function keepAnswer(scope: Scope, memberKey: string, write: Write, answer: string): Promise<string> {
  const { operation, key } = write;
  // In one statement, and with the row locked: an answer may say who somebody is, and they may be erased at this moment.
  const kept = await rowsOf(
    scope.sql,
    sql`with there as materialized (select shop_id, member_id from members
        where shop_id = ${shopOf(scope)} and member_id = ${memberKey} and state <> 'erased' for key share)
      insert into writes (shop_id, member_id, operation, key, body_hash, answer, at)
        select shop_id, member_id, ${operation}::text, ${key}::text, ${hashOf(write)}::text, ${answer}::text, ${scope.now.toISOString()}::timestamptz from there
        on conflict do nothing returning answer`,
    z.object({ answer: z.string() }),
  );
  return kept[0]?.answer ?? (await answerBefore(scope, memberKey, write)) ?? answer;
}

/** A short name of what was asked for. */
export function hashOf({ input }: Write): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}
