import { and, eq, max, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { ReadName, Session } from '../../adapters/port.js';
import type { Member } from '../../domain/member.schema.js';
import { json } from './audit.js';
import { rowsOf } from './database.js';
import { one, shopOf, type Scope } from './scope.js';
import { deliveries } from './owner-tables.js';
import { lots, members, orders, people, tierStates, writes } from './tables.js';

/** A member as the club keeps them. */
export interface Known {
  /** The random key of all the club's tables. */
  readonly key: string;
  readonly state: 'known' | 'enrolled' | 'blocked' | 'erased';
  readonly enrolledAt: Date | null;
  readonly version: number;
  readonly name: string | null;
  /** The number shown at the till; none before joining. */
  readonly card: string | null;
}

/** Who a person is, as the shop tells it. */
export interface Person {
  readonly memberId: string;
  readonly name?: string;
  readonly email?: string;
  /** The groups they belong to, all of them; nothing is said without it. */
  readonly tags?: readonly string[];
}

const columns = {
  key: members.memberId,
  state: members.state,
  enrolledAt: members.enrolledAt,
  version: members.version,
  name: people.name,
  card: people.card,
};

/** The member with this id at the shop; `undefined` when the club never heard of them. */
export async function findMember(scope: Scope, externalId: string): Promise<Known | undefined> {
  const shopId = shopOf(scope);
  const [row] = await scope.sql
    .select(columns)
    .from(people)
    .innerJoin(members, and(eq(members.shopId, people.shopId), eq(members.memberId, people.memberId)))
    .where(and(eq(people.shopId, shopId), eq(people.externalId, externalId)));
  return row;
}

/** The member with this id at the shop, met for the first time if need be, and locked until the transaction ends. */
export async function meetMember(scope: Scope, person: Person): Promise<Known> {
  const found = await findMember(scope, person.memberId);
  const key = found?.key ?? (await register(scope, person));
  if (found) await rename(scope, key, person);
  const member = await lockMember(scope, key);
  // Erased while we waited for the row: whoever comes now is somebody new.
  if (member.state === 'erased') return meetMember(scope, person);
  if (person.tags) await regroup(scope, key, person.tags);
  return member;
}

/** Locks a member's row: everything that changes a member waits for it, so that one change sees the one before. */
export async function lockMember(scope: Scope, key: string): Promise<Known> {
  const mine = and(eq(members.shopId, shopOf(scope)), eq(members.memberId, key));
  const rows = await scope.sql
    .select(columns)
    .from(members)
    .leftJoin(people, and(eq(people.shopId, members.shopId), eq(people.memberId, members.memberId)))
    .where(mine)
    .for('update', { of: members });
  return one(rows);
}

/** The version of somebody the club never heard of: none that was told of anybody who was erased is higher. */
export async function firstVersion(scope: Scope): Promise<number> {
  const [row] = await scope.sql.select({ version: max(members.lastVersion) }).from(members).where(eq(members.shopId, shopOf(scope)));
  return row?.version ?? 0;
}

async function register(scope: Scope, person: Person): Promise<string> {
  const shopId = shopOf(scope);
  // Two first orders of one person may arrive together; the second waits here and then finds the first.
  await scope.sql.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${shopId} ${person.memberId}`}, 0))`);
  const found = await findMember(scope, person.memberId);
  if (found) return found.key;
  const row = one(
    await scope.sql
      .insert(members)
      .values({ shopId, state: 'known', version: await firstVersion(scope), createdAt: scope.now })
      .returning({ key: members.memberId }),
  );
  const { memberId: externalId, name, email } = person;
  await scope.sql.insert(people).values({ shopId, memberId: row.key, externalId, name, email });
  return row.key;
}

async function rename(scope: Scope, key: string, { name, email }: Person): Promise<void> {
  if (name === undefined && email === undefined) return;
  await scope.sql.update(people).set({ name, email }).where(and(eq(people.shopId, shopOf(scope)), eq(people.memberId, key)));
}

async function regroup(scope: Scope, key: string, tags: readonly string[]): Promise<void> {
  await scope.sql.update(members).set({ tags: [...new Set(tags)] }).where(and(eq(members.shopId, shopOf(scope)), eq(members.memberId, key)));
}

/** Makes a locked member one of the club. */
export async function enroll(scope: Scope, key: string, at: Date): Promise<void> {
  await scope.sql
    .update(members)
    .set({ state: 'enrolled', enrolledAt: at })
    .where(and(eq(members.shopId, shopOf(scope)), eq(members.memberId, key)));
}

/** Every read that tells of one member: what may have changed when somebody joins, a day passes or an owner corrects something. */
export const memberReads = ['member', 'wallets', 'tiers', 'activity', 'rewards', 'redemptions', 'earnActions', 'orders', 'order', 'estimate'] as const satisfies readonly ReadName[];

/** Counts a change of a locked member and tells of it, when the transaction is committed. Answers the new version. */
export async function touch(scope: Scope, key: string, keys: readonly string[]): Promise<number> {
  const rows = await rowsOf(
    scope.sql,
    sql`select vafa_touch(${shopOf(scope)}, ${key}, ${scope.now.toISOString()}, ${json(keys)}) as version`,
    z.object({ version: z.coerce.number() }),
  );
  return one(rows).version;
}

/** Removes everything that says who a locked member is. The ledger stays, under a key that leads to nobody. */
export async function forget(scope: Scope, key: string): Promise<void> {
  const shopId = shopOf(scope);
  await scope.sql.delete(writes).where(and(eq(writes.shopId, shopId), eq(writes.memberId, key)));
  await scope.sql.delete(deliveries).where(and(eq(deliveries.shopId, shopId), eq(deliveries.memberId, key)));
  await scope.sql
    .update(orders)
    .set({ document: null, number: null, returnedItems: {} })
    .where(and(eq(orders.shopId, shopId), eq(orders.memberId, key)));
  await scope.sql.update(lots).set({ lines: null }).where(and(eq(lots.shopId, shopId), eq(lots.memberId, key)));
  // Their periods end no more.
  await scope.sql.delete(tierStates).where(and(eq(tierStates.shopId, shopId), eq(tierStates.memberId, key)));
  await scope.sql.delete(people).where(and(eq(people.shopId, shopId), eq(people.memberId, key)));
  await scope.sql
    .update(members)
    .set({ state: 'erased', enrolledAt: null, tags: [] })
    .where(and(eq(members.shopId, shopId), eq(members.memberId, key)));
}

/** A member as the port tells it. The token's name is the fresher one. */
export function memberOf(memberId: string, known: Known | undefined, session: Session): Member {
  const name = session.name ?? known?.name ?? undefined;
  const named = name === undefined ? {} : { name };
  if (known?.state === 'blocked') return { id: memberId, state: 'blocked', ...named };
  if (known?.state !== 'enrolled') return { id: memberId, state: 'not_enrolled', ...named };
  const since = known.enrolledAt ? { since: known.enrolledAt.toISOString() } : {};
  return { id: memberId, state: 'enrolled', ...named, ...since, ...(known.card === null ? {} : { card: { number: known.card } }) };
}
