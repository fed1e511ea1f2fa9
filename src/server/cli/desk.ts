import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../club/audit.js';
import { openClub, type Club } from '../club/club.js';
import type { ClubDatabase } from '../club/database.js';
import { defaultProgram } from '../club/default-program.js';
import { appliedProgram, appliedShops } from '../club/live-program.js';
import { migrate } from '../club/migrate.js';
import { parseProgram, type Program } from '../club/program/program.js';
import type { Scope } from '../club/scope.js';
import { members } from '../club/tables.js';
import { openDatabase } from '../database.js';
import { FolderInUse } from '../folder-lock.js';
import { readProgramFile } from '../program-file.js';
import { makeDataFolder, messageOf } from '../settings.js';
import { UserError } from '../user-error.js';
import type { Call } from './command.js';

/** The club's database, opened for one command. */
export interface Desk {
  readonly database: ClubDatabase;
  readonly scope: Scope;
  /** What the club runs with where no program was applied, as far as the environment says. */
  readonly given: Program | undefined;
  /** The program's revision; 0 while none was applied. */
  readonly revision: number;
  /** Who does this. */
  readonly name: string;
  readonly actor: (action: string, reason?: string, detail?: Actor['detail']) => Actor;
  /** The club itself, for what it does under its own locks. Closed with the desk. */
  readonly club: () => Promise<Club>;
}

/** Opens the club's database, runs the work, and closes it. */
export async function withDesk<T>(call: Call, work: (desk: Desk) => Promise<T>): Promise<T> {
  const database = await open(call);
  try {
    await migrate(database.sql);
    const { program, revision } = await programOf(call, database);
    return await work(deskOf(call, database, { program, revision }));
  } finally {
    await database.close();
  }
}

/** The same, for a program that comes from outside and is not in force yet; the embedded database is made when it is not there. */
export async function withProgram<T>(call: Call, program: Program, work: (desk: Desk) => Promise<T>): Promise<T> {
  const database = await open(call, true);
  try {
    await migrate(database.sql);
    const revision = (await appliedProgram(database.sql, program.shop.id))?.revision ?? 0;
    const given = [await givenBy(call), defaultProgram].find((each) => each?.shop.id === program.shop.id);
    return await work(deskOf(call, database, { program, revision, given }));
  } finally {
    await database.close();
  }
}

function deskOf({ io, text }: Call, database: ClubDatabase, { program, revision, given }: { program: Program; revision: number; given?: Program | undefined }): Desk {
  const name = text('by') ?? io.env.VAFA_ACTOR ?? io.user;
  if (name.trim() === '') throw new UserError('Say who does this, for the audit: --by "Sara", or VAFA_ACTOR.');
  return {
    database,
    revision,
    given,
    name,
    scope: { sql: database.sql, program, now: io.now() },
    actor: (action, reason, detail) => ({ actor: 'owner', action, name, reason, detail }),
    // Nothing that a command does asks for codes or tells webhooks; the gateway does. And the desk closes the database.
    club: () => openClub({ database: { ...database, listen: async () => async () => undefined, close: async () => undefined }, program, now: io.now, issuer: nobody }),
  };
}

const nobody = {
  issue: () => Promise.reject(new Error('A command asks for no codes.')),
  revoke: () => Promise.reject(new Error('A command takes no codes back.')),
};

async function open({ io, text }: Call, make = false): Promise<ClubDatabase> {
  const { env } = io;
  const dataDir = text('data') ?? env.VAFA_DATA ?? '.vafa';
  const url = text('data') === undefined ? env.DATABASE_URL || undefined : undefined;
  const onError = (error: Error) => io.err.write(`database: ${error.message}\n`);
  if (url === undefined && make) await makeDataFolder(dataDir);
  if (url === undefined && !make && !(await stat(join(dataDir, 'database')).catch(() => undefined))) {
    throw new UserError(`There is no club in the folder ${dataDir}. Say where it is with --data, or set DATABASE_URL.`);
  }
  try {
    return await openDatabase({ url, dataDir, onError });
  } catch (thrown) {
    if (!(thrown instanceof FolderInUse)) throw thrown;
    throw new UserError(`${thrown.message} An embedded database serves one process at a time: stop the gateway, run this again, start the gateway. With PostgreSQL (DATABASE_URL) both run at once.`);
  }
}

// As the gateway reads it.
async function givenBy({ io }: Call): Promise<Program | undefined> {
  const path = io.env.VAFA_PROGRAM;
  return path ? checked(await readProgramFile(path), path) : undefined;
}

async function programOf(call: Call, { sql }: ClubDatabase): Promise<{ program: Program; revision: number }> {
  const given = await givenBy(call);
  const shopId = call.text('shop') ?? given?.shop.id ?? (await onlyShop(await appliedShops(sql)));
  const applied = shopId === undefined ? undefined : await appliedProgram(sql, shopId);
  if (applied) return { program: checked(applied.document, `revision ${applied.revision} of the program`), revision: applied.revision };
  if (given && given.shop.id === shopId) return { program: given, revision: 0 };
  const rows = await sql.selectDistinct({ shopId: members.shopId }).from(members);
  if (rows.length === 1 && rows[0]?.shopId === defaultProgram.shop.id && (shopId ?? defaultProgram.shop.id) === defaultProgram.shop.id) return { program: defaultProgram, revision: 0 };
  throw new UserError(`No program was applied to this club${shopId === undefined ? '' : ` (${shopId})`}. Apply the one it runs with: vafa club apply vafa.program.json --reason "…"`);
}

async function onlyShop(shops: readonly string[]): Promise<string | undefined> {
  if (shops.length > 1) throw new UserError(`The database holds the clubs ${shops.join(', ')}. Say which: --shop ${shops[0]}`);
  return shops[0];
}

function checked(document: unknown, where: string): Program {
  try {
    return parseProgram(document);
  } catch (thrown) {
    throw new UserError(`${where}: ${messageOf(thrown)}`);
  }
}
