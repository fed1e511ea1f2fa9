import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf, type ClubDatabase, type Sql } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { codesInMemory, type CodeLimits, type CodeStore } from '../../src/server/gateway/identity/code-store.js';
import { noncesInMemory, type Nonces } from '../../src/server/gateway/identity/nonces.js';
import { codesInDatabase, noncesInDatabase } from '../../src/server/identity-record.js';
import { wishRecord } from '../../src/server/wish-record.js';
import { startCluster, type Cluster } from './postgres.js';

let cluster: Cluster;
let embedded: ClubDatabase;
let served: ClubDatabase;
/** The same database, from another gateway. */
let elsewhere: ClubDatabase;
beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.database();
  // A slow machine is no reason to refuse anybody here.
  [embedded, served, elsewhere] = [await openPglite(), await openPostgres({ url, waitSeconds: 30 }), await openPostgres({ url, waitSeconds: 30 })];
});
afterAll(async () => {
  await Promise.all([embedded?.close(), served?.close(), elsewhere?.close()]);
  await cluster?.stop();
});

const base = Date.now();
const after = (seconds: number) => new Date(base + seconds * 1_000);
let made = 0;
const fresh = () => `address-${(made += 1)}`;

type Step = readonly [what: 'offer' | 'guess', code: string, seconds: number, answer: boolean];
const many = (count: number, step: (index: number) => Step): Step[] => Array.from({ length: count }, (_, index) => step(index));
const hour = 3_600;

const lives: readonly [says: string, steps: readonly Step[], limits?: Partial<CodeLimits>][] = [
  ['is good once', [['offer', 'a', 0, true], ['guess', 'a', 1, true], ['guess', 'a', 2, false]]],
  ['is good until ten minutes are over', [['offer', 'a', 0, true], ['guess', 'a', 599, true]]],
  ['ends with ten minutes', [['offer', 'a', 0, true], ['guess', 'a', 600, false]]],
  ['is none where nobody asked for one, and a guess before it costs it nothing', [['guess', '', 0, false], ...many(9, () => ['guess', 'a', 0, false]), ['offer', 'a', 1, true], ['guess', 'a', 2, true]]],
  ['bears four wrong guesses', [['offer', 'a', 0, true], ...many(4, () => ['guess', 'b', 1, false]), ['guess', 'a', 2, true]]],
  ['ends with the fifth wrong guess', [['offer', 'a', 0, true], ...many(5, () => ['guess', 'b', 1, false]), ['guess', 'a', 2, false]]],
  ['takes the place of an older one, with guesses of its own', [['offer', 'a', 0, true], ...many(4, () => ['guess', 'b', 1, false]), ['offer', 'c', 2, true], ['guess', 'a', 3, false], ...many(3, () => ['guess', 'b', 3, false]), ['guess', 'c', 4, true]]],
  ['that is used leaves room for a new one', [['offer', 'a', 0, true], ['guess', 'a', 1, true], ['offer', 'a', 2, true], ['guess', 'a', 3, true]]],
  ['beyond the fifth of an hour is refused, and the fifth stays good', [...many(5, (index) => ['offer', `c${index}`, index, true]), ['offer', 'late', 5, false], ['guess', 'late', 6, false], ['guess', 'c4', 7, true]]],
  ['that was refused takes none of the guesses', [...many(5, (index) => ['offer', `c${index}`, 0, true]), ...many(4, () => ['guess', 'b', 1, false]), ['offer', 'late', 2, false], ['guess', 'b', 3, false], ['guess', 'c4', 4, false]]],
  ['is given again when an hour is over', [...many(5, () => ['offer', 'a', 0, true]), ['offer', 'b', hour - 1, false], ['offer', 'b', hour, true], ['guess', 'b', hour + 1, true]]],
  ['is given ten times in a day', [...many(24, (index): Step => ['offer', 'a', index * hour, index < 10]), ...many(10, (index): Step => ['offer', 'a', (index + 24) * hour, true]), ['offer', 'a', 34 * hour, false]]],
  ['has the limits that were given', [['offer', 'a', 0, true], ['offer', 'a', 0, true], ['offer', 'b', 0, false], ['guess', 'b', 0, false], ['guess', 'a', 1, false]], { perHour: 2, guesses: 1 }],
];

const stores: [string, (limits?: Partial<CodeLimits>) => Promise<CodeStore>][] = [
  ['in memory', async (limits) => codesInMemory(limits)],
  ['in the embedded database', (limits) => codesInDatabase(embedded.sql, 'shop', limits)],
  ['in PostgreSQL', (limits) => codesInDatabase(served.sql, 'shop', limits)],
];

describe.each(stores)('a one-time code kept %s', (_, open) => {
  it.each(lives)('%s', async (_says, steps, limits) => {
    const [store, address] = [await open(limits), fresh()];
    for (const [index, [what, code, seconds, answer]] of steps.entries()) expect(await store[what](address, code, after(seconds)), `step ${index + 1}: ${what} ${code} after ${seconds} s`).toBe(answer);
  });

  it('of one address is none of another', async () => {
    const [store, ann, bob] = [await open(), fresh(), fresh()];
    await store.offer(ann, 'a', after(0));
    await store.offer(bob, 'b', after(0));
    expect([await store.guess(bob, 'a', after(1)), await store.guess(ann, 'a', after(1)), await store.guess(bob, 'b', after(1))]).toEqual([false, true, true]);
  });

  it('is taken by one of many who try it at once, and offered five times of a hundred', async () => {
    const [store, address] = [await open(), fresh()];
    const offers = await Promise.all(Array.from({ length: 100 }, () => store.offer(address, 'a', after(0))));
    expect(offers.filter(Boolean)).toHaveLength(5);
    const guesses = await Promise.all(Array.from({ length: 100 }, () => store.guess(address, 'a', after(1))));
    expect(guesses.filter(Boolean)).toHaveLength(1);
  });
});

const memories: [string, (now: () => Date) => Promise<Nonces>][] = [
  ['in memory', async (now) => noncesInMemory(now)],
  ['in the embedded database', (now) => noncesInDatabase(embedded.sql, 'shop', now)],
  ['in PostgreSQL', (now) => noncesInDatabase(served.sql, 'shop', now)],
];

describe.each(memories)('a signed request remembered %s', (_, open) => {
  it('is the first one once, until its time is over', async () => {
    let now = after(0);
    const [nonces, nonce] = [await open(() => now), fresh()];
    expect([await nonces.first(nonce, after(10)), await nonces.first(nonce, after(20)), await nonces.first(fresh(), after(10))]).toEqual([true, false, true]);
    now = after(9.999);
    expect(await nonces.first(nonce, after(20))).toBe(false);
    now = after(10);
    expect([await nonces.first(nonce, after(20)), await nonces.first(nonce, after(30))]).toEqual([true, false]);
  });

  it('is taken by one of many that bring it at once', async () => {
    const [nonces, nonce] = [await open(() => after(0)), fresh()];
    const firsts = await Promise.all(Array.from({ length: 100 }, () => nonces.first(nonce, after(10))));
    expect(firsts.filter(Boolean)).toHaveLength(1);
  });
});

/** One answer of each of a hundred calls at once, of which every second comes from another gateway. */
async function fromBoth<T>(open: (db: Sql) => Promise<T>, call: (store: T, index: number) => Promise<boolean>): Promise<number> {
  const [here, there] = [await open(served.sql), await open(elsewhere.sql)];
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => call(index % 2 === 0 ? here : there, index)));
  return answers.filter(Boolean).length;
}
const codes = (db: Sql) => codesInDatabase(db, 'shop');
const requests = (db: Sql) => noncesInDatabase(db, 'shop', () => after(0));

describe('two gateways over one database', () => {
  it('give a code to one of a hundred who have it', async () => {
    const address = fresh();
    await (await codes(served.sql)).offer(address, 'a', after(0));
    expect(await fromBoth(codes, (store) => store.guess(address, 'a', after(1)))).toBe(1);
  });

  it('take five guesses at once and no sixth', async () => {
    for (const right of [4, 5]) {
      const address = fresh();
      const store = await codes(served.sql);
      await store.offer(address, 'a', after(0));
      expect(await fromBoth(codes, (each, index) => (index < right ? each.guess(address, `wrong-${index}`, after(1)) : Promise.resolve(false)))).toBe(0);
      expect(await store.guess(address, 'a', after(2))).toBe(right === 4);
    }
  });

  it('send five codes of a hundred that are asked for, and the last one sent is good', async () => {
    const address = fresh();
    const sent: string[] = [];
    expect(await fromBoth(codes, async (store, index) => {
      const is = await store.offer(address, `c${index}`, after(0));
      if (is) sent.push(`c${index}`);
      return is;
    })).toBe(5);
    const store = await codes(served.sql);
    const good = [];
    for (const code of sent) if (await store.guess(address, code, after(1))) good.push(code);
    expect(good).toHaveLength(1);
  });

  it('take a signed request once', async () => {
    const nonce = fresh();
    expect(await fromBoth(requests, (nonces) => nonces.first(nonce, after(10)))).toBe(1);
  });

  it('of two shops keep their codes and requests apart', async () => {
    const [address, nonce] = [fresh(), fresh()];
    const [one, other] = [await codesInDatabase(served.sql, 'one'), await codesInDatabase(served.sql, 'other')];
    await one.offer(address, 'a', after(0));
    expect([await other.guess(address, 'a', after(1)), await one.guess(address, 'a', after(1))]).toEqual([false, true]);
    const firsts = await Promise.all(['one', 'other'].map(async (shop) => (await noncesInDatabase(served.sql, shop, () => after(0))).first(nonce, after(10))));
    expect(firsts).toEqual([true, true]);
  });

  it('may begin at the same moment, over a database that has nothing yet', { timeout: 30_000 }, async () => {
    const many = await openPostgres({ url: await cluster.database(), waitSeconds: 30, connections: 20 });
    // Connections that are there already: else the gateways would begin one after the other.
    await Promise.all(Array.from({ length: 20 }, () => many.sql.execute(sql`select pg_sleep(0.2)`)));
    const failed: unknown[] = [];
    for (const begin of [wishRecord, codes, requests].flatMap((each) => Array.from({ length: 8 }, () => each))) {
      await many.sql.execute(sql`drop table if exists vafa_wishes, vafa_codes, vafa_nonces`);
      const begun = await Promise.allSettled(Array.from({ length: 20 }, () => begin(many.sql)));
      failed.push(...begun.filter(({ status }) => status === 'rejected'));
    }
    await many.close();
    expect(failed).toEqual([]);
  });
});

describe('codes and requests in a database', () => {
  it('outlive the gateway that took them', async () => {
    const [address, nonce] = [fresh(), fresh()];
    await (await codes(served.sql)).offer(address, 'a', after(0));
    await (await requests(served.sql)).first(nonce, after(10));
    expect(await (await codes(elsewhere.sql)).guess(address, 'a', after(1))).toBe(true);
    expect(await (await requests(elsewhere.sql)).first(nonce, after(10))).toBe(false);
  });

  it('go when nothing can come of them any more, by the database’s clock, and not before', async () => {
    const count = async (table: 'vafa_codes' | 'vafa_nonces') => (await rowsOf(served.sql, sql`select count(*)::int as rows from ${sql.identifier(table)}`, z.object({ rows: z.number() })))[0]?.rows;
    // A gateway whose clock is ten years ahead forgets nothing of the others.
    const late = () => new Date(base + 315_360_000_000);
    const [before, nonces] = [await count('vafa_codes'), await count('vafa_nonces')];
    await (await codes(served.sql)).offer(fresh(), 'a', late());
    await (await noncesInDatabase(served.sql, 'shop', late)).first(fresh(), after(10));
    expect([await count('vafa_codes'), await count('vafa_nonces')]).toEqual([(before ?? 0) + 1, (nonces ?? 0) + 1]);
    await served.sql.execute(sql`update vafa_codes set touched = now() - interval '26 hours'`);
    await served.sql.execute(sql`update vafa_nonces set until = now() - interval '25 hours', taken = now() - interval '25 hours'`);
    // Another process looks for what is old when it begins; each then does every minute.
    await (await codes(served.sql)).guess(fresh(), 'a', after(0));
    await (await requests(served.sql)).first(fresh(), after(10));
    expect([await count('vafa_codes'), await count('vafa_nonces')]).toEqual([1, 1]);
  });

  it('are no addresses and no ids of requests, only digests', async () => {
    const [address, nonce] = ['digest-of-ann', 'order-of-ann-000000000'];
    await (await codes(served.sql)).offer(address, 'digest-of-a-code', after(0));
    await (await requests(served.sql)).first(nonce, after(10));
    const rows = await rowsOf(served.sql, sql`select address as name from vafa_codes union all select nonce from vafa_nonces`, z.object({ name: z.string() }));
    expect(rows.length).toBeGreaterThan(1);
    for (const { name } of rows) expect(name).toMatch(/^[\w-]{43}$/);
  });
});
