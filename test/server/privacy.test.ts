import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Club } from '../../src/server/club/club.js';
import { rowsOf, type ClubDatabase } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { TestIssuer } from './makers.js';
import { faultsOf } from './ledger-audit.js';

const person = { memberId: 'customer-77123', name: 'Zohreh Testperson', email: 'zohreh@example.org' };
let database: ClubDatabase;
let club: Club;
beforeAll(async () => {
  database = await openPglite();
  club = await testClub({ database });
  const at = new Date().toISOString();
  const shop = shopOf(club);
  await club.receive({ id: 'join', at, type: 'member.joined', data: person });
  const order = orderOf(10_000_000, { number: 'GIFT-4711', items: [{ id: '1', title: 'A very private parcel', quantity: 1, total: { minor: 10_000_000, currency: 'IRR' } }] });
  await club.receive({ id: 'order', at, type: 'order.placed', data: { ...person, order } });
  await shop.deliver(order.id);
  await club.open({ shopId: 'demo', ...person }).join?.({ acceptTerms: true }, { key: 'k', includes: [{ read: 'member' }, { read: 'activity', query: {} }] });
});
afterAll(() => database?.close());

/** All rows of all tables as text. */
async function everything(): Promise<string> {
  const tables = await rowsOf(database.sql, sql`select table_name as name from information_schema.tables where table_schema = 'public'`, z.object({ name: z.string() }));
  const dumps = await Promise.all(
    tables.map(({ name }) => rowsOf(database.sql, sql`select coalesce(string_agg(t::text, ' '), '') as dump from ${sql.identifier(name)} t`, z.object({ dump: z.string() }))),
  );
  return dumps.flat().map(({ dump }) => dump).join('\n');
}

/** A club with one member, who has points. */
async function clubWithPoints(of: ClubDatabase, issuer: TestIssuer, onError: (error: unknown) => void) {
  const other = await testClub({ database: of, issuer, onError });
  const shop = (data: { memberId: string }) => other.receive({ id: data.memberId, at: new Date().toISOString(), type: 'member.joined', data });
  await shop({ memberId: 'bob' });
  await other.grant('bob', { walletId: 'points', amount: 5_000, title: 'x', reason: 'x', actor: 'x', key: 'x' });
  return { shop, port: other.open({ shopId: other.shopId, memberId: 'bob' }) };
}

describe('personal data', () => {
  const traces = [person.memberId, person.name, person.email, 'private parcel', 'GIFT-4711'];

  it('is there to be erased', async () => {
    const all = await everything();
    for (const trace of traces) expect(all).toContain(trace);
  });

  it('is in no failure that is told, nor is a code', async () => {
    const told: unknown[] = [];
    const maker = Object.assign(new TestIssuer(), { make: () => ({ code: 'SECRET-CODE' }) });
    const own = await openPglite();
    const { port, shop } = await clubWithPoints(own, maker, (error) => void told.push(error));
    await own.sql.execute(sql`alter table people rename column email to mail`);
    await expect(shop({ ...person, memberId: 'customer-99999' })).rejects.toMatchObject({ kind: 'unavailable' });
    await own.sql.execute(sql`alter table people rename column mail to email`);
    await own.sql.execute(sql`alter table codes rename column url to link`);
    await expect(port.redeem?.({ rewardId: 'discount-50', cost: 450 }, { key: 'k' })).rejects.toMatchObject({ kind: 'unavailable' });
    await own.close();
    expect(told.length).toBeGreaterThan(1);
    expect(inspect(told, { depth: 9 })).toMatch(/The database refused a statement: column .* does not exist \(42703\)/);
    expect(inspect(told, { depth: 9 })).not.toMatch(/Zohreh|customer-99999|SECRET-CODE/);
  });

  it('is gone from every table after an erasure, while the books stay in order', async () => {
    const told: string[] = [];
    const ending = new AbortController();
    const changes = club.open({ shopId: 'demo', memberId: person.memberId }).watch?.({ signal: ending.signal })[Symbol.asyncIterator]();
    await changes?.next();
    expect(await club.erase(person.memberId)).toBe(true);
    told.push(...((await changes?.next())?.value?.keys ?? []));
    ending.abort();
    expect(told).toContain('member');
    const all = await everything();
    for (const trace of traces) expect(all, trace).not.toContain(trace);
    expect(await faultsOf(database.sql, 'demo')).toEqual([]);
    const [sum] = await rowsOf(database.sql, sql`select sum(balance)::int as points from accounts where account = 'available'`, z.object({ points: z.int() }));
    expect(sum?.points).toBe(100);
  });

  it('erased once is not there to be erased again, and whoever comes back is new', async () => {
    expect(await club.erase(person.memberId)).toBe(false);
    expect(await club.open({ shopId: 'demo', memberId: person.memberId }).member?.()).toEqual({ id: person.memberId, state: 'not_enrolled' });
    await shopOf(club).join(person.memberId);
    expect((await club.open({ shopId: 'demo', memberId: person.memberId }).wallets?.())?.[0]).toMatchObject({ available: 0, lifetime: 0 });
  });

  it('does not travel in notifications', async () => {
    const heard: string[] = [];
    const stop = await database.listen('vafa_changes', { message: (payload) => heard.push(payload), missed: () => undefined });
    await shopOf(club).join('customer-99');
    await stop();
    expect(heard).toHaveLength(1);
    expect(heard.join()).not.toContain('customer-99');
  });
});
