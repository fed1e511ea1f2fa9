import { and, eq, inArray, notInArray } from 'drizzle-orm';
import type { Perk, Tier } from '../../domain/tier.schema.js';
import { meets, type Values } from './ladders.js';
import type { Ladder } from './program/ladder.js';
import type { Program } from './program/program.js';
import { windowOf } from './obstacle.js';
import { shopOf, type Scope } from './scope.js';
import { redemptions } from './tables.js';
import { amountText } from './tier-why.js';
import { tierWords } from './tier-words.js';
import type { Words } from './words.js';

/** Rewards whose limit a member has used up, and when it counts anew; never where there is no such day. */
export type PerkUses = ReadonlyMap<string, Date | undefined>;

/** The rewards behind perks that a member has had as often as their limit allows for now. */
export async function usedPerks(scope: Scope, key: string): Promise<PerkUses> {
  const { program, now } = scope;
  const behind = new Set(program.ladders.flatMap(({ tiers }) => tiers).flatMap(({ perks }) => perks).map(({ reward }) => reward));
  const limited = program.rewards.filter(({ id, limit }) => limit && behind.has(id));
  if (limited.length === 0) return new Map();
  const had = await hadOf(scope, key, limited.map(({ id }) => id));
  return new Map(
    limited.flatMap((rule) => {
      const { start, end } = windowOf(program, rule, now);
      const times = had.filter(({ rewardId, at }) => rewardId === rule.id && (start === undefined || at >= start)).length;
      return times >= (rule.limit?.count ?? Number.POSITIVE_INFINITY) ? [[rule.id, end] as const] : [];
    }),
  );
}

// What failed or was undone was not had.
function hadOf(scope: Scope, key: string, rewards: readonly string[]) {
  return scope.sql
    .select({ rewardId: redemptions.rewardId, at: redemptions.at })
    .from(redemptions)
    .where(
      and(
        eq(redemptions.shopId, shopOf(scope)),
        eq(redemptions.memberId, key),
        inArray(redemptions.rewardId, [...rewards]),
        notInArray(redemptions.state, ['failed', 'cancelled']),
      ),
    );
}

/** What a perk is seen in. */
export interface PerkView {
  readonly program: Program;
  readonly ladder: Ladder;
  /** Place of the tier held. */
  readonly rank: number;
  readonly values: Values;
  readonly used: PerkUses;
  readonly words: Words;
}

/** A perk of a tier as the member has it: theirs, used up, or locked with what unlocks it. */
export function perkOf(view: PerkView, tier: Tier, perk: Perk): Perk {
  const { ladder, rank, used, words } = view;
  const given = ladder.tiers.slice(0, rank + 1).flatMap(({ perks }) => perks).find(({ id }) => id === perk.id);
  if (!given) return { ...perk, state: 'locked', note: unlocks(view, tier, perk) };
  if (given.reward === undefined || !used.has(given.reward)) return { ...perk, state: 'available' };
  const again = used.get(given.reward);
  const note = again ? words.fill(tierWords.usedUntil, { day: words.day(again) }) : words.pick(tierWords.used);
  return { ...perk, state: 'used', note };
}

// The lowest tier that gives it, and what is missing to get there.
function unlocks({ program, ladder, values, words }: PerkView, tier: Tier, perk: Perk): string {
  const lowest = ladder.tiers.find(({ perks }) => perks.some(({ id }) => id === perk.id));
  const name = lowest ? words.pick(lowest.name) : tier.name;
  const missing = ladder.criteria.filter(({ id }) => (lowest?.enter[id] ?? 0) > (values[id] ?? 0));
  const [first] = missing;
  // Of several things that count, one amount would be half the truth.
  if (!lowest || !first || missing.length > 1 || meets(ladder, lowest.enter, values)) return words.fill(tierWords.unlocksWith, { tier: name });
  const amount = amountText(program, first, (lowest.enter[first.id] ?? 0) - (values[first.id] ?? 0), words);
  return words.fill(tierWords.unlocks, { tier: name, missing: amount });
}
