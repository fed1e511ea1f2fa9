import { and, asc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { dateIn, midnight } from './calendar.js';
import { mineOf } from './ledger.js';
import { reminders } from './owner-tables.js';
import type { Program } from './program/program.js';
import { shopOf, type Scope } from './scope.js';
import { lots, members, outbox, type Lot } from './tables.js';

/** One step of a wallet’s `remindDays`, and the last instant of expiry that it is time to speak of. */
interface Step {
  readonly walletId: string;
  readonly days: number;
  readonly until: Date;
}

/**
 * Every step of every wallet. A step of 7 days is due on the seventh day before the last one, from its midnight in the
 * shop’s time zone on; who runs the job later than that tells it then, as long as the points are there.
 */
function stepsOf({ program, now }: Scope): Step[] {
  const { timeZone } = program.shop;
  const { year, month, day } = dateIn(now, timeZone);
  return program.wallets.flatMap(({ id, remindDays }) =>
    remindDays.map((days) => ({ walletId: id, days, until: midnight(year, month, day + days + 1, timeZone) })),
  );
}

// Lots that nobody has looked at for this step or a nearer one.
function unseen({ walletId, days, until }: Step, now: Date) {
  return and(
    eq(lots.walletId, walletId),
    lots.live,
    isNotNull(lots.availableAt),
    gt(lots.expiresAt, now),
    lte(lots.expiresAt, until),
    or(isNull(lots.remindedDays), gt(lots.remindedDays, days)),
  );
}

/** The keys of members who are to be reminded. */
export async function membersToRemind(scope: Scope): Promise<string[]> {
  const due = stepsOf(scope).map((step) => unseen(step, scope.now));
  if (due.length === 0) return [];
  const rows = await scope.sql
    .selectDistinct({ key: lots.memberId })
    .from(lots)
    .innerJoin(members, and(eq(members.shopId, lots.shopId), eq(members.memberId, lots.memberId), eq(members.state, 'enrolled')))
    .where(and(eq(lots.shopId, shopOf(scope)), or(...due)));
  return rows.map(({ key }) => key);
}

/** Tells of a locked member’s points that will expire: once for each last day and step; of several steps that are due at once, the nearest. Answers how often. */
export async function remind(scope: Scope, key: string): Promise<number> {
  const steps = stepsOf(scope).sort((a, b) => a.days - b.days);
  let told = 0;
  for (const { id: walletId } of scope.program.wallets) {
    const mine = steps.filter((step) => step.walletId === walletId);
    const furthest = mine.at(-1);
    if (!furthest) continue;
    for (const group of await groupsOf(scope, key, furthest)) told += (await tell(scope, key, group, mine)) ? 1 : 0;
  }
  return told;
}

/** Points of one wallet that end on the same day of the shop’s calendar. */
interface Group {
  readonly walletId: string;
  /** As `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly lots: Lot[];
}

async function groupsOf(scope: Scope, key: string, { walletId, until }: Step): Promise<Group[]> {
  const found = await scope.sql
    .select()
    .from(lots)
    .where(and(mineOf(scope, key), eq(lots.walletId, walletId), lots.live, isNotNull(lots.availableAt), gt(lots.expiresAt, scope.now), lte(lots.expiresAt, until)))
    .orderBy(asc(lots.expiresAt), asc(lots.seq));
  const groups = new Map<string, Group>();
  for (const lot of found) {
    const lastDay = lastDayOf(lot, scope.program);
    const group = groups.get(lastDay) ?? { walletId, lastDay, lots: [] };
    group.lots.push(lot);
    groups.set(lastDay, group);
  }
  return [...groups.values()];
}

// What ends at midnight is good for the day before.
function lastDayOf({ expiresAt }: Lot, { shop }: Program): string {
  const { year, month, day } = dateIn(new Date((expiresAt?.getTime() ?? 0) - 1), shop.timeZone);
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

async function tell(scope: Scope, key: string, { walletId, lastDay, lots: ending }: Group, steps: readonly Step[]): Promise<boolean> {
  const nearest = steps.find(({ until }) => ending.every(({ expiresAt }) => expiresAt !== null && expiresAt <= until));
  if (!nearest || ending.every(({ remindedDays }) => remindedDays !== null && remindedDays <= nearest.days)) return false;
  const amount = ending.reduce((sum, { remaining }) => sum + remaining, 0);
  const { days } = nearest;
  const made = await scope.sql
    .insert(reminders)
    .values({ shopId: shopOf(scope), memberId: key, walletId, lastDay, days, amount, at: scope.now })
    .onConflictDoNothing()
    .returning({ days: reminders.days });
  for (const { lotId } of ending) await scope.sql.update(lots).set({ remindedDays: days }).where(and(mineOf(scope, key), eq(lots.lotId, lotId)));
  if (made.length === 0) return false;
  const daysLeft = daysUntil(lastDay, scope);
  const expiresAt = ending[0]?.expiresAt?.toISOString();
  await scope.sql.insert(outbox).values({ shopId: shopOf(scope), at: scope.now, topic: 'points.expiring', memberId: key, payload: { walletId, amount, lastDay, daysLeft, expiresAt } });
  return true;
}

function daysUntil(lastDay: string, { program, now }: Scope): number {
  const { year, month, day } = dateIn(now, program.shop.timeZone);
  return Math.round((Date.parse(lastDay) - Date.UTC(year, month, day)) / 86_400_000);
}
