import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ClubDatabase } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { live } from './histories.js';
import { history } from './history-steps.js';
import { startCluster, type Cluster } from './postgres.js';

/** How many lives are lived in all, a tenth of them on the embedded database, which is slower; `VAFA_HISTORIES=10000` for the long run. */
const histories = Number(process.env.VAFA_HISTORIES ?? 2_000);
/** So many share a database. */
const shared = 500;
const minutes = 60_000 * Math.max(5, histories / 100);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

describe('after any history the books are those of the model', () => {
  const lived = (part: number, open: () => Promise<ClubDatabase>) => async () => {
    let database: ClubDatabase | undefined;
    let count = 0;
    const fresh = async () => {
      await database?.close();
      return (database = await open());
    };
    const property = fc.asyncProperty(history, async (steps) => live((count += 1) % shared === 1 || !database ? await fresh() : database, steps));
    await fc.assert(property, { numRuns: Math.ceil(histories * part), seed: Number(process.env.VAFA_SEED ?? Date.now() % 1_000_000_000) });
    await database?.close();
  };

  it('on PGlite', { timeout: minutes }, lived(0.1, () => openPglite()));

  it('on PostgreSQL', { timeout: minutes }, lived(0.9, async () => openPostgres({ url: await cluster.database(), connections: 2 })));
});
