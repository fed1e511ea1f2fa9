import type { Tier, TierTrack } from '../../domain/tier.schema.js';
import { addMonths } from './calendar.js';
import type { Program } from './program/program.js';
import { one, type Scope } from './scope.js';
import { monthsOf, onlyLadder, pointsAt, rankOf, thresholdOf, tierStateOf, type TierState } from './tiers.js';
import { unitFor, type Words } from './words.js';

/** The ladder as anybody may see it. */
export function ladderOf(program: Program, words: Words): TierTrack {
  const ladder = onlyLadder(program);
  return {
    id: ladder.id,
    tiers: ladder.tiers.map((tier, rank): Tier => ({
      id: tier.id,
      name: words.pick(tier.name),
      rank,
      threshold: thresholdOf(tier),
      perks: tier.perks.map(({ id, kind, title }) => ({ id, kind, title: words.pick(title) })),
      image: tier.image,
    })),
    metric: 'points',
    unit: unitFor(one(program.wallets), words),
    period: { kind: 'rolling' },
  };
}

/** Where a member stands on the ladder. */
export async function readTiers(scope: Scope, key: string, words: Words): Promise<TierTrack[]> {
  const ladder = ladderOf(scope.program, words);
  const state = await tierStateOf(scope, key);
  if (!state) return [ladder];
  const value = await pointsAt(scope, key, scope.now);
  const rank = rankOf(scope.program, state.tierId);
  const current = ladder.tiers[rank];
  const next = ladder.tiers[rank + 1];
  return [
    {
      ...ladder,
      current: current?.id,
      value,
      ...(next?.threshold === undefined
        ? {}
        : { next: next.id, target: next.threshold, remaining: Math.max(0, next.threshold - value) }),
      period: { kind: 'rolling', start: addMonths(scope.now, -monthsOf(onlyLadder(scope.program))).toISOString() },
      ...(await keeping(scope, key, state, current?.threshold ?? 0)),
    },
  ];
}

// Until when the tier holds, and what of today's points will still count on that day.
async function keeping(scope: Scope, key: string, state: TierState, threshold: number): Promise<Partial<TierTrack>> {
  if (state.validUntil === null) return {};
  const by = state.validUntil.toISOString();
  const counting = await pointsAt(scope, key, state.validUntil);
  return { expiresAt: by, retain: { remaining: Math.max(0, threshold - counting), by } };
}
