import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Club } from '../../src/server/club/club.js';
import { rowsOf, type ClubDatabase, type Sql } from '../../src/server/club/database.js';
import { findMember } from '../../src/server/club/members.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { PortalError } from '../../src/domain/errors.js';
import { sqlState, transact } from '../../src/server/club/transaction.js';
import type { Program } from '../../src/server/club/program/program.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { faultsOf } from './ledger-audit.js';
import { payable, payWith } from './paying.js';
import { pointsOnly } from './programs.js';

let database: ClubDatabase;
let shops = 0;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database?.close());

const programOf = (id: string): Program => payable({ ...pointsOnly(), shop: { ...pointsOnly().shop, id } });

async function withPoints(): Promise<{ club: Club; key: string; shopId: string }> {
  const shopId = `ledger-${(shops += 1)}`;
  const club = await testClub({ database, program: programOf(shopId) });
  const shop = shopOf(club);
  const order = orderOf(10_000_000);
  await shop.join('ann');
  await shop.place('ann', order);
  await shop.deliver(order.id);
  const known = await findMember({ sql: database.sql, program: programOf(shopId), now: new Date() }, 'ann');
  return { club, key: known?.key ?? '', shopId };
}

describe('the database itself refuses', () => {
  let shopId: string;
  let key: string;
  beforeAll(async () => {
    ({ shopId, key } = await withPoints());
  });

  const attempt = (work: (tx: Sql) => Promise<unknown>) =>
    transact(database.sql, { actor: 'system', action: 'attack' }, async (tx) => void (await work(tx))).then(() => undefined, (thrown: unknown) => sqlState(thrown)?.constraint);
  const transfer = (tx: Sql, lines: number) =>
    rowsOf(
      tx,
      sql`insert into transfers (shop_id, member_id, wallet_id, kind, at, recorded_at, lines, delta, phase)
        values (${shopId}, ${key}, 'points', 'adjust', now(), now(), ${lines}, 0, 'available') returning transfer_id as id`,
      z.object({ id: z.string() }),
    ).then(([row]) => row?.id ?? '');
  const entry = (tx: Sql, id: string, line: number, account: string, amount: number) =>
    tx.execute(sql`insert into entries (shop_id, member_id, transfer_id, line, wallet_id, account, amount)
      values (${shopId}, ${key}, ${id}, ${line}, 'points', ${account}, ${amount})`);

  it('a transfer that does not sum to zero', async () => {
    const refused = await attempt(async (tx) => {
      const id = await transfer(tx, 2);
      await entry(tx, id, 0, 'available', 100);
      await entry(tx, id, 1, 'issued', -99);
    });
    expect(refused).toBe('transfer_balances');
  });

  it('a transfer of one line, and one without any', async () => {
    expect(await attempt(async (tx) => entry(tx, await transfer(tx, 2), 0, 'available', 5))).toBe('transfer_balances');
    expect(await attempt((tx) => transfer(tx, 2))).toBe('transfer_balances');
  });

  it('lines added later to a transfer, balanced or not', async () => {
    const [old] = await rowsOf(database.sql, sql`select transfer_id as id from transfers where shop_id = ${shopId} limit 1`, z.object({ id: z.string() }));
    const refused = await attempt(async (tx) => {
      await entry(tx, old?.id ?? '', 10, 'available', 5);
      await entry(tx, old?.id ?? '', 11, 'issued', -5);
    });
    expect(refused).toBe('transfer_balances');
    // Among the lines it said it has there is room for none.
    const among = await attempt(async (tx) => {
      await entry(tx, old?.id ?? '', 0, 'available', 5);
      await entry(tx, old?.id ?? '', 1, 'issued', -5);
    });
    expect(among).toBe('entries_pkey');
    expect(await attempt((tx) => entry(tx, randomUUID(), 0, 'available', 5))).toBe('transfer_balances');
  });

  it.each(['entries', 'transfers'])('any change of %s', async (table) => {
    const column = table === 'entries' ? sql.raw('amount') : sql.raw('delta');
    expect(await attempt((tx) => tx.execute(sql`update ${sql.raw(table)} set ${column} = 7`))).toBe('append_only');
    expect(await attempt((tx) => tx.execute(sql`delete from ${sql.raw(table)}`))).toBe('append_only');
    expect(await attempt((tx) => tx.execute(sql`truncate ${sql.raw(table)} cascade`))).toBe('append_only');
  });

  it('a balance that is set by hand, made with something in it, or removed', async () => {
    expect(await attempt((tx) => tx.execute(sql`update accounts set balance = 1000000`))).toBe('balance_by_entries');
    expect(await attempt((tx) => tx.execute(sql`insert into accounts values (${shopId}, ${key}, 'points', 'reserved', 5)`))).toBe('balance_by_entries');
    expect(await attempt((tx) => tx.execute(sql`delete from accounts`))).toBe('balance_by_entries');
    expect(await attempt((tx) => tx.execute(sql`truncate accounts`))).toBe('balance_by_entries');
  });

  it.each([
    ['available', -101],
    ['pending', -1],
    ['reserved', -1],
  ])('%s below zero', async (account, amount) => {
    const refused = await attempt(async (tx) => {
      const id = await transfer(tx, 2);
      await entry(tx, id, 0, account, amount);
      await entry(tx, id, 1, 'spent', -amount);
    });
    expect(refused).toBe('member_balance_not_negative');
  });

  it('something owed to the member by themselves, and a balance JavaScript cannot hold', async () => {
    const post = (account: string, amount: number | bigint) =>
      attempt(async (tx) => {
        const id = await transfer(tx, 2);
        await entry(tx, id, 0, account, Number(amount));
        await entry(tx, id, 1, 'issued', -Number(amount));
      });
    expect(await post('owed', 1)).toBe('owed_not_positive');
    expect(await post('available', 9_007_199_254_740_991)).toBe('balance_is_safe');
  });

  it('and after all these attempts nothing has changed', async () => {
    expect(await faultsOf(database.sql, shopId)).toEqual([]);
    const sums = await rowsOf(database.sql, sql`select balance from accounts where shop_id = ${shopId} and account = 'available'`, z.object({ balance: z.coerce.number() }));
    expect(sums).toEqual([{ balance: 100 }]);
  });
});

type Step =
  | { readonly do: 'place'; readonly who: number; readonly points: number }
  | { readonly do: 'deliver' | 'return'; readonly order: number }
  | { readonly do: 'return part'; readonly order: number; readonly rials: number }
  | { readonly do: 'spend'; readonly who: number; readonly points: number }
  | { readonly do: 'wait'; readonly days: number };

const who = fc.nat({ max: 1 });
const order = fc.nat({ max: 11 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('place' as const), who, points: fc.nat({ max: 500 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), order }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('return part' as const), order, rials: fc.integer({ min: 1, max: 60_000_000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('spend' as const), who, points: fc.integer({ min: 1, max: 400 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 200 }) }) },
);

describe('after any history', () => {
  it('the books balance, and what members are shown is what the books say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const shopId = `history-${(shops += 1)}`;
        await live(shopId, steps);
        expect(await faultsOf(database.sql, shopId)).toEqual([]);
      }),
      { numRuns: 40, endOnFailure: false },
    );
  }, 180_000);
});

/** Lives through a history; refusals that the rules foresee are part of it, anything else fails the test. */
async function live(shopId: string, steps: readonly Step[]): Promise<void> {
  let now = new Date('2026-01-10T09:00:00Z');
  const program = programOf(shopId);
  const club = await testClub({ database, program, now: () => now });
  const shop = shopOf(club, () => now);
  const members = ['ann', 'bob'];
  for (const member of members) await shop.join(member);
  const placed: string[] = [];
  for (const each of steps) {
    now = new Date(now.getTime() + 60_000);
    if (each.do === 'wait') now = new Date(now.getTime() + each.days * 86_400_000);
    await act(each).catch((thrown: unknown) => {
      if (!(thrown instanceof PortalError && thrown.kind === 'insufficient_balance')) throw thrown;
    });
    await agree(club, members, database.sql);
  }

  async function act(each: Step): Promise<unknown> {
    switch (each.do) {
      case 'place': {
        const made = orderOf(each.points * 100_000 + 50, { placedAt: now.toISOString() });
        placed.push(made.id);
        return shop.place(members[each.who] ?? 'ann', made);
      }
      case 'deliver':
        return placed[each.order] && shop.deliver(placed[each.order] ?? '');
      case 'return':
        return placed[each.order] && shop.return(placed[each.order] ?? '');
      case 'return part':
        return placed[each.order] && shop.return(placed[each.order] ?? '', { minor: each.rials, currency: 'IRR' });
      case 'spend':
        return payWith(club, members[each.who] ?? 'ann', each.points);
      case 'wait':
        return club.runJobs(now);
      default:
        return each satisfies never;
    }
  }
}

/** What a member reads adds up: the lines of the history make the balances, and batches never exceed them. */
async function agree(club: Club, members: readonly string[], _: Sql): Promise<void> {
  for (const memberId of members) {
    const port = club.open({ shopId: club.shopId, memberId });
    const [wallet] = (await port.wallets?.()) ?? [];
    const items = (await port.activity?.({ limit: 100 }))?.items ?? [];
    const sum = (state: string) => items.filter((line) => line.state === state).reduce((total, line) => total + line.delta, 0);
    expect({ available: sum('approved'), pending: sum('pending'), void: sum('void') }).toEqual({ available: wallet?.available, pending: wallet?.pending, void: 0 });
    const batches = (list: readonly { amount: number }[] = []) => list.reduce((total, { amount }) => total + amount, 0);
    expect(batches(wallet?.activating)).toBe(wallet?.pending);
    expect(batches(wallet?.expiring)).toBe(Math.max(0, wallet?.available ?? 0));
  }
}
