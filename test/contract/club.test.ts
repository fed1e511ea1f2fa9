import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '../../src/server/club/postgres.js';
import { clubBench, testClub } from '../server/clubs.js';
import { startCluster, type Cluster } from '../server/postgres.js';
import { adapterContract } from './adapter-contract.js';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

adapterContract('club on PGlite', async () => clubBench(await testClub()));

adapterContract('club on PostgreSQL', async () => {
  const database = await openPostgres({ url: await cluster.database() });
  return clubBench(await testClub({ database }));
});
