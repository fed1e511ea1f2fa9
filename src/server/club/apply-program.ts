import { asc, and, eq, sql } from 'drizzle-orm';
import type { Actor } from './audit.js';
import { appliedProgram } from './live-program.js';
import { lockMember, memberReads, touch } from './members.js';
import { programs } from './owner-tables.js';
import { effectsOf, type Effects } from './program-effects.js';
import { changesBetween, movesTiers, type ProgramChange } from './program/changes.js';
import { parseProgram, type Program } from './program/program.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { members } from './tables.js';
import { membersToReview, reviewForProgram } from './tier-review.js';
import { tierMoves } from './tiers.js';
import { transact } from './transaction.js';

/** So many members would move from one tier to another. */
export interface Moving {
  readonly ladder: string;
  /** None when they are not on the ladder yet. */
  readonly from: string | undefined;
  readonly to: string;
  readonly members: number;
}

/** What applying a program would do. */
export interface ProgramPlan extends Effects {
  /** The revision in force; 0 when none was applied. */
  readonly revision: number;
  readonly changes: readonly ProgramChange[];
  readonly movesTiers: boolean;
  /** Tiers that members would hold at once. Nobody falls before their period ends. */
  readonly moving: readonly Moving[];
}

/** Says what applying the scope's program would do, and changes nothing. `given` is what the club runs with where none was applied. */
export async function planProgram(scope: Scope, given?: Program): Promise<ProgramPlan> {
  const applied = await appliedProgram(scope.sql, shopOf(scope));
  const before = applied && readable(applied.document);
  const changes: readonly ProgramChange[] = before ? changesBetween(before, scope.program) : [{ kind: 'added', what: 'the whole program', details: [] }];
  const moves = !before || movesTiers(before, scope.program);
  return { revision: applied?.revision ?? 0, changes, movesTiers: moves, moving: moves ? await movingWith(scope) : [], ...(await effectsOf(scope, applied ? before : given)) };
}

// One that an older version wrote may not be readable any more; then everything is said to be new.
function readable(document: unknown): Program | undefined {
  try {
    return parseProgram(document);
  } catch {
    return undefined;
  }
}

async function movingWith(scope: Scope): Promise<Moving[]> {
  const keys = await scope.sql
    .select({ key: members.memberId })
    .from(members)
    .where(and(eq(members.shopId, shopOf(scope)), eq(members.state, 'enrolled')))
    .orderBy(asc(members.memberId));
  const found = new Map<string, Moving>();
  for (const { key } of keys) {
    for (const move of await tierMoves(scope, key, scope.now)) {
      const name = JSON.stringify([move.ladder, move.from, move.to]);
      found.set(name, { ...move, members: (found.get(name)?.members ?? 0) + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.members - a.members);
}

/** What is stored with a new revision. */
export interface NewRevision {
  /** As it was written. */
  readonly document: unknown;
  readonly plan: ProgramPlan;
  /** Who, and why. */
  readonly actor: Actor;
}

/** Stores the scope's program as a new revision; every gateway takes it up as soon as this is committed. Answers the revision. */
export async function applyProgram(scope: Scope, { document, plan, actor }: NewRevision): Promise<number> {
  const { blockers, revision: before } = plan;
  if (blockers[0] !== undefined) refuse('rejected', blockers[0], { code: 'program' });
  const shopId = shopOf(scope);
  return transact(scope.sql, actor, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`program ${shopId}`}, 0))`);
    const now = (await appliedProgram(tx, shopId))?.revision ?? 0;
    if (now !== before) refuse('conflict', `Revision ${now} of the program was applied in the meantime. Look at it (vafa club program), then apply again.`, { code: 'revision' });
    await tx.insert(programs).values({ shopId, revision: before + 1, at: scope.now, document, movesTiers: plan.movesTiers });
    // A page that asks “anything since version 7?” must hear that there is.
    await tx.update(members).set({ version: sql`${members.version} + 1` }).where(eq(members.shopId, shopId));
    return before + 1;
  });
}

/** Holds every member against the ladders of a revision that was just applied; the job does what this leaves undone. Answers how many moved. */
export async function reviewMembers(scope: Scope, revision: number, actor: Actor): Promise<number> {
  let moved = 0;
  for (const key of await membersToReview(scope, revision)) {
    const changed = await transact(scope.sql, actor, async (tx) => {
      const mine = { ...scope, sql: tx };
      await lockMember(mine, key);
      const went = await reviewForProgram(mine, key, revision);
      if (went) await touch(mine, key, memberReads);
      return went;
    });
    if (changed) moved += 1;
  }
  return moved;
}
