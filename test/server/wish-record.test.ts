import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import type { OnceStore } from '../../src/adapters/declarative/once.js';
import { onceInMemory } from '../../src/adapters/declarative/once.js';
import type { ClubDatabase } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { wishRecord } from '../../src/server/wish-record.js';
import { described, secrets, vendor } from '../adapters/vendor.js';
import { granted, redeem, redeemOp } from '../adapters/opened.js';
import { startCluster, type Cluster } from './postgres.js';

let cluster: Cluster;
let embedded: ClubDatabase;
let served: ClubDatabase;
beforeAll(async () => {
  cluster = await startCluster();
  [embedded, served] = [await openPglite(), await openPostgres({ url: await cluster.database() })];
});
afterAll(async () => {
  await Promise.all([embedded?.close(), served?.close()]);
  await cluster?.stop();
});

const stores: [string, () => Promise<OnceStore>][] = [
  ['in memory', async () => onceInMemory()],
  ['on the embedded database', () => wishRecord(embedded.sql)],
  ['on PostgreSQL', () => wishRecord(served.sql)],
];
let made = 0;
const wish = () => `["vendor","shop","ann","redeem","key-${(made += 1)}"]`;

describe.each(stores)('the record of wishes %s', (_, open) => {
  it('takes a wish on once, also of many who tell it at once', async () => {
    const store = await open();
    const name = wish();
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim(name, 'd')));
    expect(claims.filter(({ kind }) => kind === 'fresh')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(19);
  });

  it('answers what is done, and refuses another wish of the same name', async () => {
    const store = await open();
    const name = wish();
    await store.claim(name, 'd');
    await store.done(name, { code: 'ABC', list: [null] });
    expect(await store.claim(name, 'd')).toEqual({ kind: 'done', answer: { code: 'ABC', list: [null] } });
    expect(await store.claim(name, 'other')).toEqual({ kind: 'other' });
  });

  it('lets what did not happen be tried anew, and remembers since when a lost one was on its way', async () => {
    const store = await open();
    const name = wish();
    await store.claim(name, 'd');
    await store.release(name);
    expect(await store.claim(name, 'd')).toEqual({ kind: 'fresh' });
    await store.lost(name);
    const lost = await store.claim(name, 'd');
    expect(lost.kind).toBe('unknown');
    expect(Math.abs(Date.now() - (lost.kind === 'unknown' ? (lost.begun ?? 0) : 0))).toBeLessThan(600_000);
  });
});

describe('the record of wishes in a database', () => {
  it('takes a wish whose process is gone for lost, and forgets what is old', async () => {
    const store = await wishRecord(served.sql);
    const [gone, old] = [wish(), wish()];
    await store.claim(gone, 'd');
    await served.sql.execute(sql`update vafa_wishes set begun = now() - interval '3 minutes' where state = 'busy'`);
    expect((await store.claim(gone, 'd')).kind).toBe('unknown');
    await store.claim(old, 'd');
    await store.done(old, 1);
    await served.sql.execute(sql`update vafa_wishes set begun = now() - interval '3 days'`);
    // Another process looks for what is old when it begins; each then does every minute.
    expect(await (await wishRecord(served.sql)).claim(old, 'd')).toEqual({ kind: 'fresh' });
  });

  it('forgets an old wish whose process went away too', async () => {
    const store = await wishRecord(served.sql);
    const [gone, next] = [wish(), wish()];
    await store.claim(gone, 'd');
    await served.sql.execute(sql`update vafa_wishes set begun = now() - interval '3 days'`);
    await (await wishRecord(served.sql)).claim(next, 'd');
    const { rows } = (await served.sql.execute(sql`select 1 from vafa_wishes where begun < now() - interval '2 days'`)) as unknown as { rows: object[] };
    expect(rows).toEqual([]);
  });

  it('holds no name of a member', async () => {
    const store = await wishRecord(served.sql);
    await store.claim('["vendor","shop","ann-the-member","redeem","k"]', 'd');
    const { rows } = (await served.sql.execute(sql`select * from vafa_wishes`)) as unknown as { rows: object[] };
    expect(JSON.stringify(rows)).not.toContain('ann-the-member');
  });

  it('keeps a wish from being done twice after a restart, and by another gateway', async () => {
    const { fetch, seen } = vendor(() => granted);
    const gateway = async () => createDeclarative(described({ redeem: redeemOp }, { define: { unit: "{id: 'points', kind: 'points', decimals: `0`}" } }), { secrets, fetch, once: await wishRecord(served.sql) }).open({ shopId: 's', memberId: 'ann' });
    const first = await redeem(await gateway(), 'k-restart');
    const again = await redeem(await gateway(), 'k-restart');
    expect(again.result).toEqual(first.result);
    expect(seen).toHaveLength(1);
  });
});
