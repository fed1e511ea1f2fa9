import { join } from 'node:path';
import type { ClubDatabase } from './club/database.js';
import { lockFolder } from './folder-lock.js';
import { UserError } from './user-error.js';

/** Which database to open. */
export interface DatabaseChoice {
  /** Connection string of a PostgreSQL server; without one the embedded database is used. */
  readonly url?: string;
  /** Folder for the embedded database and its lock. */
  readonly dataDir: string;
  /** Told of connections that were lost and are opened again. */
  readonly onError?: (error: Error) => void;
}

/** Opens the database of a club in a data folder that is there; what the starter can mend is a `UserError`. */
export async function openDatabase(choice: DatabaseChoice): Promise<ClubDatabase> {
  return choice.url === undefined ? openEmbedded(choice.dataDir) : openServed(choice.url, choice.onError);
}

async function openServed(url: string, onError: DatabaseChoice['onError']): Promise<ClubDatabase> {
  try {
    // Each driver is loaded when it is wanted: a command against the one should not wait for the other.
    const { openPostgres } = await import('./club/postgres.js');
    return await openPostgres({ url, onError });
  } catch (thrown) {
    // The address without its password: this line ends up in logs.
    const { host, pathname } = URL.parse(url) ?? { host: 'the address given', pathname: '' };
    throw new UserError(`DATABASE_URL: PostgreSQL at ${host}${pathname} did not answer (${reason(thrown)}). Check that it runs and that the address is right.`);
  }
}

async function openEmbedded(dataDir: string): Promise<ClubDatabase> {
  const letGo = await lockFolder(dataDir);
  const folder = join(dataDir, 'database');
  try {
    const { openPglite } = await import('./club/pglite.js');
    const database = await openPglite(folder);
    return { ...database, close: () => database.close().finally(letGo) };
  } catch (thrown) {
    await letGo();
    throw new UserError(`The database folder ${folder} cannot be opened (${reason(thrown)}). Restore it from a copy, or delete it to begin with an empty club.`);
  }
}

function reason(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return message.split('\n')[0] ?? message;
}
