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

/** A statement that is asked so often that building it anew would cost more than asking: its text never changes. */
export interface Statement<T extends z.core.$ZodType> {
  /** Its own; each connection of a served database plans it once by this name. */
  readonly name: string;
  readonly text: string;
  /** What each row is checked by. */
  readonly row: T;
}

type Value = string | readonly string[];

/** Runs a statement outside of any transaction; answers its rows, unchecked. */
export type Ask = (statement: Pick<Statement<z.core.$ZodType>, 'name' | 'text'>, values: readonly Value[]) => Promise<readonly unknown[]>;

/** A PostgreSQL database, embedded or served, as the club needs it. */
export interface ClubDatabase {
  readonly sql: Sql;
  readonly ask: Ask;
  /** Hears `NOTIFY channel`; resolves when it does. The answer stops it. */
  listen(channel: string, listener: Listener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The rows that a statement answers. */
export async function askFor<T extends z.core.$ZodType>(ask: Ask, statement: Statement<T>, values: readonly Value[]): Promise<z.infer<T>[]> {
  return (await ask(statement, values)).map((row) => z.parse(statement.row, row));
}

/** Rows of a statement that no typed table describes, checked by a schema. */
export async function rowsOf<T extends z.core.$ZodType>(db: Sql, statement: SQL, row: T): Promise<z.infer<T>[]> {
  const answer: unknown = await db.execute(statement);
  return z.parse(z.object({ rows: z.array(row) }), answer).rows;
}
