import { sql } from 'drizzle-orm';
import type { Sql } from './club/database.js';

// An arbitrary number that means "the tables of a gateway" to every process that asks for this lock.
const tablesLock = 865_370_002;
/** Milliseconds between two looks for what is old: not at every question. */
const sweptEvery = 60_000;

/** Makes tables of a gateway that are not there. Under a lock: of two that make one table at once, the database refuses one. */
export async function makeTables(db: Sql, statements: readonly string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${tablesLock}::bigint)`);
    for (const statement of statements) await tx.execute(sql.raw(statement));
  });
}

/** Sweeps when it is first asked to, and then once a minute, however often it is asked. */
export function sweeper(sweep: () => Promise<unknown>): () => Promise<void> {
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    next = performance.now() + sweptEvery;
    await sweep();
  };
}
