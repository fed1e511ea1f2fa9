import { DrizzleQueryError } from 'drizzle-orm/errors';
import { PortalError } from '../../domain/errors.js';
import { actAs, type Actor } from './audit.js';
import type { Sql } from './database.js';

/** Where failures that are nobody's wish are told, with their cause. */
export type OnError = (error: unknown) => void;

/** Runs the work in one transaction of an actor, again (three times at most) when the database asks for that. */
export function transact<T>(sql: Sql, actor: Actor, work: (tx: Sql) => Promise<T>): Promise<T> {
  return persistently(() =>
    sql.transaction(async (tx) => {
      await actAs(tx, actor);
      return work(tx);
    }),
  );
}

/** Runs work that the database may ask to begin anew. */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (attempt === 3 || !again.has(sqlState(thrown)?.code ?? '')) throw thrown;
    }
  }
}
// Serialization failure and deadlock: the database undid everything and promises that trying again makes sense.
const again = new Set(['40001', '40P01']);

/** Runs the work in one read-only transaction that sees one state of the database. */
export function reading<T>(sql: Sql, work: (tx: Sql) => Promise<T>): Promise<T> {
  return sql.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/** Any failure as a `PortalError` that tells nothing of the database; the cause goes to `onError`. */
export function asPortalError(thrown: unknown, onError: OnError): PortalError {
  if (thrown instanceof PortalError) return thrown;
  const state = sqlState(thrown);
  if (state?.constraint === 'member_balance_not_negative') {
    return new PortalError({ kind: 'insufficient_balance', detail: 'There are not enough points for this.' }, { cause: thrown });
  }
  // The member's books would hold a number that nothing can tell exactly. Trying again will not help either.
  if (state?.constraint === 'balance_is_safe') {
    return new PortalError({ kind: 'rejected', detail: 'The amount is too large: no balance can hold it.', code: 'amount' }, { cause: thrown });
  }
  // Class 22, data exceptions: a value that no database can hold, such as a NUL in a text. Trying again will not help.
  if (state?.code.startsWith('22')) {
    return new PortalError({ kind: 'rejected', detail: 'A value in this request cannot be stored: a NUL character, or a time out of range.', code: 'value' }, { cause: thrown });
  }
  onError(thrown);
  return new PortalError({ kind: 'unavailable', detail: 'The club could not reach its database. Try again.' }, { cause: thrown });
}

/** A failure as it may be told and logged: the query builder's own message repeats the values of the query, and those are names and codes. */
export function withoutValues(thrown: unknown): unknown {
  if (!(thrown instanceof DrizzleQueryError)) return thrown;
  const says = thrown.cause?.message ?? 'no reason is known';
  return new Error(`The database refused a statement: ${says} (${sqlState(thrown)?.code ?? 'no code'})`);
}

interface SqlState {
  readonly code: string;
  readonly constraint?: string;
}

/** The database's own code of a failure, found along its causes. */
export function sqlState(thrown: unknown): SqlState | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (!('code' in error) || typeof error.code !== 'string') continue;
    const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
    return constraint === undefined ? { code: error.code } : { code: error.code, constraint };
  }
  return undefined;
}
