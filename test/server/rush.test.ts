import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { PortalError } from '../../src/domain/errors.js';
import type { Club } from '../../src/server/club/club.js';
import { rowsOf, type ClubDatabase } from '../../src/server/club/database.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { transact } from '../../src/server/club/transaction.js';
import { shopOf, testClub } from './clubs.js';
import { gatewayOver } from './gateways.js';
import { faultsOf } from './ledger-audit.js';
import { TestIssuer } from './makers.js';
import { startCluster, type Cluster } from './postgres.js';
import { programWith, rewardOf } from './reward-program.js';

const callback = { url: 'http://127.0.0.1:9/', secret: 'env:NONE', waitSeconds: 5, deadlineSeconds: 120 };
const program = programWith(
  [
    rewardOf('tea'),
    rewardOf('last', { stock: 1 }),
    rewardOf('rare', { fulfil: { by: 'pool', pool: 'rare' } }),
    rewardOf('once', { limit: { count: 1 } }),
    rewardOf('made', { fulfil: { by: 'callback' } }),
  ],
  { callback },
);
const maker = new TestIssuer();
let cluster: Cluster;
let here: Club;
let there: Club;
let database: ClubDatabase;
beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.database();
  // A slow machine is no reason to refuse anybody here.
  database = await openPostgres({ url, waitSeconds: 30 });
  here = await testClub({ database, program, issuer: maker });
  there = await testClub({ database: await openPostgres({ url, waitSeconds: 30 }), program, issuer: maker });
});
afterAll(async () => {
  await Promise.all([here?.close(), there?.close()]);
  await cluster?.stop();
});

const both = (index: number) => (index % 2 === 0 ? here : there);
const port = (club: Club, memberId: string) => club.open({ shopId: club.shopId, memberId }) as Required<PortalAdapter>;
const available = async (memberId: string) => (await port(here, memberId).wallets())[0]?.available;
async function member(points: number): Promise<string> {
  const memberId = randomUUID();
  await shopOf(here).join(memberId);
  if (points > 0) await here.grant(memberId, { walletId: 'points', amount: points, title: 'A gift', reason: 'test', actor: 'tester', key: randomUUID() });
  return memberId;
}
const codes = (many: number, name: string) => Array.from({ length: many }, (_, index) => `${name}-${index}`);

/** The kinds of what came of many wishes, counted. */
async function counted(wishes: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const outcome of await Promise.allSettled(wishes)) {
    const thrown: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
    if (thrown !== undefined && !(thrown instanceof PortalError)) throw thrown;
    const kind = thrown === undefined ? 'done' : thrown.kind;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

describe('the last code', () => {
  it('goes to whoever can have it, also while a wish that is refused has it in hand', async () => {
    const memberId = await member(100);
    await here.uploadCodes('rare', ['the-last'], 'tester');
    let wish: Promise<{ readonly result: { readonly code?: string | undefined } }> | undefined;
    await database.sql.transaction(async (tx) => {
      await tx.execute(sql`select code_id from codes where code = 'the-last' for update`);
      wish = port(there, memberId).redeem({ rewardId: 'rare', cost: 100 }, { key: randomUUID() });
      wish.catch(() => undefined);
      const waiting = sql`select pid from pg_stat_activity where wait_event_type = 'Lock'`;
      await vi.waitFor(async () => expect(await rowsOf(database.sql, waiting, z.object({ pid: z.int() }))).not.toEqual([]), { timeout: 5_000 });
    });
    expect((await wish)?.result.code).toBe('the-last');
    const late = await member(100);
    await expect(port(here, late).redeem({ rewardId: 'rare', cost: 100 }, { key: randomUUID() })).rejects.toMatchObject({ kind: 'out_of_stock' });
  });
});

describe('many at once, in two processes', () => {
  it('500 wishes of one member for a balance of 7 are 7 redemptions', { timeout: 60_000 }, async () => {
    const memberId = await member(700);
    await here.uploadCodes('tea', codes(500, 'seven'), 'tester');
    const wishes = Array.from({ length: 500 }, (_, index) => port(both(index), memberId).redeem({ rewardId: 'tea', cost: 100 }, { key: randomUUID() }));
    expect(await counted(wishes)).toEqual({ done: 7, insufficient_balance: 493 });
    expect(await available(memberId)).toBe(0);
    const had = await port(here, memberId).redemptions();
    expect(new Set(had.map(({ code }) => code)).size).toBe(7);
    expect(await here.codesLeft('tea')).toBe(493);
    expect(await faultsOf(database.sql, 'demo')).toEqual([]);
  });

  it.each(['tea', 'made'])('one key 200 times is one debit, one code and one answer to the byte (%s)', { timeout: 60_000 }, async (rewardId) => {
    const memberId = await member(1_000);
    await here.uploadCodes('tea', codes(5, 'one-key'), 'tester');
    const gateways = [here, there].map((club) => gatewayOver(club, { limits: { memberPerMinute: 10_000, addressPerMinute: 10_000 } }));
    const ask = async (index: number) => {
      const headers = { 'Idempotency-Key': `one-${memberId}`, 'Content-Type': 'application/json' };
      const body = JSON.stringify({ rewardId, cost: 100 });
      const answer = await gateways[index % 2]?.call('/portal/v1/redeem?include=wallets&include=redemptions&include=tiers&include=rewards&include=orders', { as: memberId, method: 'POST', headers, body });
      return { status: answer?.status ?? 0, text: (await answer?.text()) ?? '' };
    };
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index)));
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length).toBeGreaterThan(0);
    for (const { status, text } of answers) if (status !== 200) expect([status, JSON.parse(text)]).toMatchObject([409, { code: 'in_flight' }]);
    expect(new Set([...done.map(({ text }) => text), (await ask(0)).text, (await ask(1)).text]).size).toBe(1);
    expect(await available(memberId)).toBe(900);
    expect(await port(there, memberId).redemptions()).toHaveLength(1);
    expect(await faultsOf(database.sql, 'demo')).toEqual([]);
  });

  it.each(['last', 'rare'])('the last coupon is for one of 100 members (%s)', { timeout: 60_000 }, async (rewardId) => {
    await here.uploadCodes('rare', ['the-last-one'], 'tester');
    const members = await Promise.all(Array.from({ length: 100 }, () => member(100)));
    const wishes = members.map((memberId, index) => port(both(index), memberId).redeem({ rewardId, cost: 100 }, { key: randomUUID() }));
    expect(await counted(wishes)).toEqual({ done: 1, out_of_stock: 99 });
    const balances = await Promise.all(members.map(available));
    expect(balances.filter((points) => points === 0)).toHaveLength(1);
    expect(balances.filter((points) => points === 100)).toHaveLength(99);
    expect(await faultsOf(database.sql, 'demo')).toEqual([]);
  });

  it('what one may have once is had once, however often it is wished for at once', async () => {
    const memberId = await member(1_000);
    const wishes = Array.from({ length: 50 }, (_, index) => port(both(index), memberId).redeem({ rewardId: 'once', cost: 100 }, { key: randomUUID() }));
    expect(await counted(wishes)).toEqual({ done: 1, limit_reached: 49 });
  });

  it('two wishes in sight of one balance are one redemption', async () => {
    const memberId = await member(1_000);
    const wishes = Array.from({ length: 20 }, (_, index) => port(both(index), memberId).redeem({ rewardId: 'tea', cost: 100, balance: 1_000 }, { key: randomUUID() }));
    expect(await counted(wishes)).toEqual({ done: 1, conflict: 19 });
  });

  it('redeeming, correcting and the jobs of two processes leave the books in order', { timeout: 60_000 }, async () => {
    const members = await Promise.all(Array.from({ length: 5 }, () => member(500)));
    const soon = new Date(Date.now() + 1_000);
    for (const memberId of members) await here.grant(memberId, { walletId: 'points', amount: 50, title: 'Short', reason: 'test', actor: 'tester', key: randomUUID(), expiresAt: soon });
    const later = new Date(Date.now() + 5_000);
    const work = Array.from({ length: 200 }, (_, index): Promise<unknown> => {
      const memberId = members[index % 5] ?? '';
      if (index % 20 === 7) return both(index).runJobs(later);
      if (index % 10 === 3) return both(index).adjust(memberId, { walletId: 'points', amount: index % 3 === 0 ? -150 : 100, reason: 'test', actor: 'tester', key: randomUUID() });
      return port(both(index), memberId).redeem({ rewardId: index % 4 === 0 ? 'made' : 'tea', cost: 100 }, { key: randomUUID() });
    });
    expect(Object.keys(await counted(work)).sort()).toEqual(['done', 'insufficient_balance']);
    expect(await faultsOf(database.sql, 'demo')).toEqual([]);
  });

  it('the same codes uploaded twice at once are there once', async () => {
    const wishes = await Promise.all([here, there].map((club) => club.uploadCodes('tea', codes(300, 'twin'), 'tester')));
    expect(wishes.reduce((sum, { added }) => sum + added, 0)).toBe(300);
    expect(wishes.reduce((sum, { duplicates }) => sum + duplicates.length, 0)).toBe(300);
  });
});

describe('what is acknowledged is on disk', () => {
  it('whatever the server’s default is', async () => {
    const url = await cluster.database();
    const name = new URL(url).pathname.slice(1);
    await database.sql.execute(sql.raw(`alter database ${name} set synchronous_commit = off`));
    const careless = await openPostgres({ url });
    const setting = () => rowsOf(careless.sql, sql`select current_setting('synchronous_commit') as is`, z.object({ is: z.string() }));
    expect(await setting()).toEqual([{ is: 'off' }]);
    const inside = await transact(careless.sql, { actor: 'system', action: 'test' }, (tx) => rowsOf(tx, sql`select current_setting('synchronous_commit') as is`, z.object({ is: z.string() })));
    expect(inside).toEqual([{ is: 'on' }]);
    const club = await testClub({ database: careless, program, issuer: maker });
    const [body] = await rowsOf(careless.sql, sql`select prosrc as is from pg_proc where proname = 'vafa_redeem'`, z.object({ is: z.string() }));
    expect(body?.is).toContain(`set_config('synchronous_commit', 'on', true)`);
    await club.close();
  });
});
