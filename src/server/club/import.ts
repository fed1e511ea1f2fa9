import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from './audit.js';
import { giveCard } from './card.js';
import { enroll, meetMember, memberReads, touch, type Known } from './members.js';
import { block } from './owner-members.js';
import { openings } from './owner-tables.js';
import { give } from './points.js';
import type { Texts } from './program/parts.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { members, people } from './tables.js';
import { giveTier, raiseTier } from './tiers.js';
import { transact } from './transaction.js';

/** One member of a file. What is left out is not said. */
export interface ImportRow {
  /** Line of the file. */
  readonly line: number;
  readonly memberId: string;
  /** Their membership is paused; only of somebody who is not in the club yet. */
  readonly blocked?: boolean | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** When they joined; only of somebody who is not in the club yet. */
  readonly joinedAt?: Date | undefined;
  readonly openings: readonly Opening[];
  /** Tiers they bring along; only of somebody who is not in the club yet. */
  readonly tiers: readonly { readonly ladder: string; readonly tier: string }[];
}

/** A balance brought along. */
export interface Opening {
  readonly walletId: string;
  readonly amount: number;
  /** The instant it ends; the wallet’s own rule without it. */
  readonly expiresAt?: Date | undefined;
}

/** What one row would do. */
export interface RowPlan {
  readonly row: ImportRow;
  readonly joins: boolean;
  /** Of somebody who is there: what the file says otherwise. */
  readonly changes: readonly ('name' | 'email' | 'tags')[];
  /** Balances that were not brought along before. */
  readonly brings: readonly Opening[];
  /** Why it cannot be done: the column, and the sentence. */
  readonly mistakes: readonly { readonly column: string; readonly says: string }[];
}

/** What the member reads of a balance they brought along. */
const title: Texts = { en: 'Balance brought along', fa: 'موجودی پیشین شما' };

/** Says what each row would do, and changes nothing. */
export async function planImport(scope: Scope, rows: readonly ImportRow[]): Promise<RowPlan[]> {
  const plans: RowPlan[] = [];
  for (let from = 0; from < rows.length; from += 500) {
    const part = rows.slice(from, from + 500);
    const there = await known(scope, part);
    plans.push(...part.map((row) => planOf(row, there.get(row.memberId))));
  }
  return plans;
}

interface There {
  readonly key: string;
  readonly state: Known['state'];
  readonly name: string | null;
  readonly email: string | null;
  readonly tags: readonly string[];
  readonly openings: (typeof openings.$inferSelect)[];
}

async function known(scope: Scope, rows: readonly ImportRow[]): Promise<Map<string, There>> {
  const shopId = shopOf(scope);
  const found = await scope.sql
    .select({ id: people.externalId, key: members.memberId, state: members.state, name: people.name, email: people.email, tags: members.tags })
    .from(people)
    .innerJoin(members, and(eq(members.shopId, people.shopId), eq(members.memberId, people.memberId)))
    .where(and(eq(people.shopId, shopId), inArray(people.externalId, rows.map(({ memberId }) => memberId))));
  const keys = found.map(({ key }) => key);
  const brought = await scope.sql.select().from(openings).where(and(eq(openings.shopId, shopId), inArray(openings.memberId, keys)));
  return new Map(found.map(({ id, ...there }) => [id, { ...there, openings: brought.filter(({ memberId }) => memberId === there.key) }]));
}

function planOf(row: ImportRow, there: There | undefined): RowPlan {
  if (!there) return { row, joins: true, changes: [], brings: row.openings, mistakes: [] };
  // Paused there and in the file: nothing is to be done.
  if (there.state === 'blocked' && row.blocked) return { row, joins: false, changes: [], brings: [], mistakes: [] };
  const mistakes: { column: string; says: string }[] = [];
  if (there.state === 'blocked') mistakes.push({ column: 'member_id', says: `the membership of “${row.memberId}” is blocked by the shop.` });
  const brings = row.openings.filter(({ walletId, amount }) => {
    const before = there.openings.find((opening) => opening.walletId === walletId);
    if (before && before.amount !== amount) mistakes.push({ column: walletId, says: `“${row.memberId}” brought another balance along before. To correct it: vafa club adjust.` });
    return !before;
  });
  const changes = [
    ...(row.name !== undefined && row.name !== there.name ? (['name'] as const) : []),
    ...(row.email !== undefined && row.email !== there.email ? (['email'] as const) : []),
    ...(row.tags && row.tags.toSorted().join('\n') !== there.tags.toSorted().join('\n') ? (['tags'] as const) : []),
  ];
  return { row, joins: there.state !== 'enrolled', changes, brings, mistakes };
}

/** Does what was planned, all of it or nothing; answers how many members it touched. What another has done in the meantime is not done twice. */
export function importMembers(scope: Scope, plans: readonly RowPlan[], actor: Actor): Promise<number> {
  return transact(scope.sql, actor, async (sql) => {
    let touched = 0;
    for (const plan of plans) touched += (await bring({ ...scope, sql }, plan)) ? 1 : 0;
    return touched;
  });
}

async function bring(scope: Scope, { row, joins, changes, brings }: RowPlan): Promise<boolean> {
  if (!joins && changes.length + brings.length === 0) return false;
  const { memberId, name, email, tags } = row;
  const member = await meetMember(scope, { memberId, name, email, tags });
  if (member.state === 'blocked') refuse('forbidden', `Line ${row.line}: the membership of ${memberId} is blocked by the shop.`, { code: 'blocked' });
  // Nothing is given for joining: what it brought them once is in the balance they bring along.
  if (member.state !== 'enrolled') await welcome(scope, member.key, row);
  for (const opening of brings) await open(scope, member.key, row, opening);
  if (row.blocked && member.state !== 'enrolled') await block(scope, memberId);
  await touch(scope, member.key, memberReads);
  return true;
}

async function welcome(scope: Scope, key: string, { joinedAt = scope.now, tiers }: ImportRow): Promise<void> {
  await enroll(scope, key, joinedAt);
  await giveCard(scope, key);
  for (const tier of tiers) await giveTier(scope, key, tier);
  await raiseTier(scope, key, scope.now, 'club');
}

async function open(scope: Scope, key: string, { line, memberId }: ImportRow, { walletId, amount, expiresAt }: Opening): Promise<void> {
  const row = { shopId: shopOf(scope), memberId: key, walletId, amount, expiresAt, at: scope.now };
  const made = await scope.sql.insert(openings).values(row).onConflictDoNothing().returning({ amount: openings.amount });
  if (made.length === 0) refuse('conflict', `Line ${line}: ${memberId} was imported by somebody else at this moment. Run it again to see what is left.`, { code: 'imported' });
  await give(scope, key, { walletId, amount, kind: 'grant', at: scope.now, title, expiresAt });
}
