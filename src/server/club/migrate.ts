import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf, type Sql } from './database.js';
import { club } from './migrations/0001-club.js';
import { ledger } from './migrations/0002-ledger.js';
import { redemptions } from './migrations/0003-redemptions.js';
import { program } from './migrations/0004-program.js';
import { owner } from './migrations/0005-owner.js';

/** One step of the schema. A published one is never edited: the next step corrects it. */
export interface Migration {
  readonly id: string;
  readonly statements: readonly string[];
}

/** Every step, in order. */
export const migrations: readonly Migration[] = [club, ledger, redemptions, program, owner];

// An arbitrary number that means "the schema of Vafa" to every process that asks for this lock.
const schemaLock = 865_370_001;

/**
 * Brings the database to this version's schema; answers the ids of the steps taken.
 * All in one transaction under a lock, so that processes starting together take each step once, or none of them.
 */
export async function migrate(db: Sql, steps: readonly Migration[] = migrations): Promise<string[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${schemaLock}::bigint)`);
    await tx.execute(sql`create table if not exists vafa_migrations (
      id text primary key, taken_at timestamptz not null default now())`);
    const taken = await rowsOf(tx, sql`select id from vafa_migrations`, z.object({ id: z.string() }));
    const known = new Set(taken.map((row) => row.id));
    refuseNewer(known, steps);
    const due = steps.filter((step) => !known.has(step.id));
    for (const step of due) await take(tx, step);
    return due.map((step) => step.id);
  });
}

async function take(tx: Sql, step: Migration): Promise<void> {
  for (const statement of step.statements) await tx.execute(sql.raw(statement));
  await tx.execute(sql`insert into vafa_migrations (id) values (${step.id})`);
}

function refuseNewer(known: ReadonlySet<string>, steps: readonly Migration[]): void {
  const ours = new Set(steps.map((step) => step.id));
  const foreign = [...known].filter((id) => !ours.has(id));
  if (foreign.length === 0) return;
  throw new Error(`The database was made by a newer version (it has ${foreign.join(', ')}). Install that version, or newer.`);
}
