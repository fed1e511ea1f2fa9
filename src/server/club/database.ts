import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import * as z from 'zod/mini';

/** Anything SQL can be run on: the database itself or one transaction of it. */
export type Sql = PgDatabase<PgQueryResultHKT>;

/** What a listener is told: a message, or that messages may have been missed while the connection was down. */
export interface Listener {
  message(payload: string): void;
  missed(): void;
}

/** A PostgreSQL database, embedded or served, as the club needs it. */
export interface ClubDatabase {
  readonly sql: Sql;
  /** Hears `NOTIFY channel`; resolves when it does. The answer stops it. */
  listen(channel: string, listener: Listener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Rows of a statement that no typed table describes, checked by a schema. */
export async function rowsOf<T extends z.core.$ZodType>(db: Sql, statement: SQL, row: T): Promise<z.infer<T>[]> {
  const answer: unknown = await db.execute(statement);
  return z.parse(z.object({ rows: z.array(row) }), answer).rows;
}
