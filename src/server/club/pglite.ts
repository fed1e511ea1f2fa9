import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { ClubDatabase } from './database.js';

/** An embedded database: in the folder, or in memory when there is none. The folder must belong to this process alone. */
export async function openPglite(folder?: string): Promise<ClubDatabase> {
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  return {
    sql: drizzle({ client }),
    ask: async ({ text }, values) => (await client.query(text, [...values])).rows,
    listen: async (channel, listener) => {
      const stop = await client.listen(channel, (payload) => listener.message(payload));
      return () => stop();
    },
    close: () => client.close(),
  };
}
