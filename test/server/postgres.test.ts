import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { Club } from '../../src/server/club/club.js';
import { rowsOf, type ClubDatabase } from '../../src/server/club/database.js';
import { memberReads } from '../../src/server/club/members.js';
import { migrate, migrations } from '../../src/server/club/migrate.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { openDatabase } from '../../src/server/database.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { faultsOf } from './ledger-audit.js';
import { startCluster, type Cluster } from './postgres.js';

let cluster: Cluster;
let url: string;
const open: ClubDatabase[] = [];
beforeAll(async () => {
  cluster = await startCluster();
  url = await cluster.database();
});
afterAll(async () => {
  await Promise.all(open.map((database) => database.close().catch(() => undefined)));
  await cluster?.stop();
});

async function connect(address = url): Promise<ClubDatabase> {
  const database = await openPostgres({ url: address });
  open.push(database);
  return database;
}

describe('migrations', () => {
  it('two processes that start at once take each step once', async () => {
    const fresh = await cluster.database();
    const [one, two] = await Promise.all([connect(fresh), connect(fresh)]);
    const taken = await Promise.all([one, two, one, two].map(({ sql: db }) => migrate(db)));
    expect(taken.flat()).toEqual(migrations.map(({ id }) => id));
    expect(await migrate(one.sql)).toEqual([]);
  });

  it('a step that fails leaves nothing behind', async () => {
    const { sql: db } = await connect(await cluster.database());
    const steps = [{ id: 'a', statements: ['create table left_behind (id int)', 'create nonsense'] }];
    await expect(migrate(db, steps)).rejects.toThrow();
    const [row] = await rowsOf(db, sql`select to_regclass('left_behind')::text as found`, z.object({ found: z.nullable(z.string()) }));
    expect(row?.found).toBeNull();
  });

  it('a database of a newer version is refused by name', async () => {
    const { sql: db } = await connect(await cluster.database());
    await migrate(db, [...migrations, { id: '9999-later', statements: [] }]);
    await expect(migrate(db)).rejects.toThrow(/newer version.*9999-later/);
  });
});

describe('two processes on one database', () => {
  let here: Club;
  let there: Club;
  beforeAll(async () => {
    [here, there] = await Promise.all([testClub({ database: await connect() }), testClub({ database: await connect() })]);
  });
  const both = (index: number) => (index % 2 === 0 ? here : there);
  const walletOf = async (memberId: string) => (await here.open({ shopId: 'demo', memberId }).wallets?.())?.[0];
  const versionOf = async (memberId: string) => (await here.open({ shopId: 'demo', memberId }).snapshot?.([]))?.version;

  it('the same event 50 times at once has one effect', async () => {
    const memberId = randomUUID();
    await shopOf(here).join(memberId);
    const event = { id: randomUUID(), at: new Date().toISOString(), type: 'order.placed' as const, data: { memberId, order: orderOf(10_000_000) } };
    const receipts = await Promise.all(Array.from({ length: 50 }, (_, index) => both(index).receive(event)));
    expect(receipts.filter(({ applied }) => applied)).toHaveLength(1);
    expect(await walletOf(memberId)).toMatchObject({ pending: 100 });
  });

  it('50 different orders at once of somebody nobody has met yet make one person, and all count', async () => {
    const memberId = randomUUID();
    const orders = Array.from({ length: 50 }, () => orderOf(1_000_000));
    await Promise.all(orders.map((order, index) => shopOf(both(index)).place(memberId, order)));
    await shopOf(here).join(memberId);
    const more = Array.from({ length: 50 }, () => orderOf(1_000_000));
    await Promise.all(more.map((order, index) => shopOf(both(index)).place(memberId, order)));
    expect(await walletOf(memberId)).toMatchObject({ pending: 500 });
    expect(await versionOf(memberId)).toBe(51);
    await Promise.all(more.map(({ id }, index) => shopOf(both(index)).deliver(id)));
    expect(await walletOf(memberId)).toMatchObject({ available: 500, pending: 0 });
    expect(await versionOf(memberId)).toBe(101);
  });

  it('an order delivered and returned by many at once ends at nothing', async () => {
    const memberId = randomUUID();
    const order = orderOf(10_000_000);
    await shopOf(here).join(memberId);
    await shopOf(here).place(memberId, order);
    const tell = (index: number) => (index % 3 === 0 ? shopOf(both(index)).deliver(order.id) : shopOf(both(index)).return(order.id, { minor: 1_000_000, currency: 'IRR' }));
    await Promise.all(Array.from({ length: 30 }, (_, index) => tell(index)));
    expect(await walletOf(memberId)).toMatchObject({ available: 0, pending: 0, lifetime: 0 });
  });

  it('the jobs run by both at once release each lot once', async () => {
    const people = Array.from({ length: 10 }, () => randomUUID());
    const placedAt = new Date(Date.now() - 20 * 86_400_000).toISOString();
    for (const memberId of people) {
      await shopOf(here).join(memberId);
      await shopOf(here).place(memberId, orderOf(3_000_000, { placedAt }));
    }
    const reports = await Promise.all([here.runJobs(), there.runJobs(), here.runJobs(), there.runJobs()]);
    expect(reports.reduce((sum, { released }) => sum + released, 0)).toBe(10);
    for (const memberId of people) expect(await walletOf(memberId)).toMatchObject({ available: 30, pending: 0 });
  });

  it('one key sent to both at once joins once', async () => {
    const memberId = randomUUID();
    const join = (club: Club) => club.open({ shopId: 'demo', memberId }).join?.({ acceptTerms: true }, { key: 'k' });
    const answers = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => join(both(index))));
    const told = new Set<string>();
    for (const answer of answers) {
      if (answer.status === 'fulfilled') told.add(JSON.stringify(answer.value));
      else expect(answer.reason).toMatchObject({ kind: 'conflict' });
    }
    expect(told.size).toBe(1);
    expect(await versionOf(memberId)).toBe(1);
  });

  it('a change made by one reaches who watches at the other', async () => {
    const memberId = randomUUID();
    const ending = new AbortController();
    const changes = there.open({ shopId: 'demo', memberId }).watch?.({ signal: ending.signal })[Symbol.asyncIterator]();
    expect((await changes?.next())?.value).toEqual({ version: 0, keys: [] });
    await shopOf(here).join(memberId);
    expect((await changes?.next())?.value).toMatchObject({ version: 1, keys: expect.arrayContaining(['member']) });
    ending.abort();
    expect((await changes?.next())?.done).toBe(true);
  });

  it('keeps its books in order through all of this', async () => {
    expect(await faultsOf((await connect()).sql, 'demo')).toEqual([]);
  });
});

describe('a connection that is lost', () => {
  it('is opened again, and who watches is told that something may have been missed', async () => {
    const database = await connect(await cluster.database());
    const club = await testClub({ database, onError: () => undefined });
    const ending = new AbortController();
    const changes = club.open({ shopId: 'demo', memberId: 'ann' }).watch?.({ signal: ending.signal })[Symbol.asyncIterator]();
    await changes?.next();
    await rowsOf(database.sql, sql`select pg_terminate_backend(pid) as done from pg_stat_activity where application_name = 'vafa listener' and datname = current_database()`, z.object({ done: z.boolean() }));
    expect((await changes?.next())?.value).toEqual({ keys: memberReads });
    await shopOf(club).join('ann');
    expect((await changes?.next())?.value).toMatchObject({ version: 1 });
    ending.abort();
  });

  it('fails as unavailable, telling nothing of the database, and the club recovers by itself', async () => {
    const address = await cluster.database();
    const told = vi.fn();
    const club = await testClub({ database: await connect(address), onError: told });
    const blocker = new pg.Client({ connectionString: address });
    await blocker.connect();
    await blocker.query('alter table people rename to people_away');
    const failure = await club.open({ shopId: 'demo', memberId: 'ann' }).member?.().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ kind: 'unavailable', message: expect.not.stringMatching(/people|select/i) });
    expect(told).toHaveBeenCalledOnce();
    await blocker.query('alter table people_away rename to people');
    await blocker.end();
    expect(await club.open({ shopId: 'demo', memberId: 'ann' }).member?.()).toMatchObject({ state: 'not_enrolled' });
  });

  it('at the start is one plain line without the password', async () => {
    const wrong = 'postgres://somebody:hunter2@127.0.0.1:1/club';
    const failure = await openDatabase({ url: wrong, dataDir: '/nowhere' }).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ name: 'UserError', message: expect.stringMatching(/^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:1\/club did not answer/) });
    expect(String(failure)).not.toContain('hunter2');
  });
});
