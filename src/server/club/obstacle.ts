import type { Reward } from '../../domain/reward.schema.js';
import { addDays } from './calendar.js';
import { intervalAround } from './interval.js';
import type { RewardRule } from './program/reward.js';
import type { Program } from './program/program.js';

/** One time a member had a reward, or has wished for it. */
export interface Had {
  readonly redemptionId: string;
  readonly at: Date;
  readonly pending: boolean;
}

/** What decides whether a member may have a reward now. */
export interface Standing {
  readonly now: Date;
  /** What can be spent, of the reward's wallet; below zero when something is owed. */
  readonly balance: number;
  /** The tier held, by ladder. */
  readonly tiers: ReadonlyMap<string, string>;
  readonly tags: readonly string[];
  /** Newest first; those that failed or were undone do not count. */
  readonly had: readonly Had[];
  /** How many are left; absent without an end. */
  readonly left: number | undefined;
}

/** What stands in the way of a reward. The texts are found by the caller: this knows no language. */
export type Obstacle = Omit<NonNullable<Reward['obstacle']>, 'unlock'>;

/** The first thing that stands between a member and a reward, as `vafa_redeem` judges it too; `undefined` when nothing does. */
export function obstacleOf(program: Program, rule: RewardRule, standing: Standing): Obstacle | undefined {
  return season(rule, standing.now) ?? admission(program, rule, standing) ?? repetition(program, rule, standing) ?? means(rule, standing);
}

/** Not begun, or over. */
export function season({ startsAt, endsAt }: RewardRule, now: Date): Obstacle | undefined {
  if (startsAt !== undefined && now < new Date(startsAt)) return { reason: 'not_started', until: startsAt };
  if (endsAt !== undefined && now >= new Date(endsAt)) return { reason: 'ended' };
  return undefined;
}

function admission(program: Program, { requires }: RewardRule, { left, tiers, tags }: Standing): Obstacle | undefined {
  if (left !== undefined && left <= 0) return { reason: 'stock' };
  const tier = requires?.tier;
  if (tier && !tiersFrom(program, tier).includes(tiers.get(tier.ladder) ?? '')) return { reason: 'tier' };
  if (requires?.tags && !requires.tags.some((tag) => tags.includes(tag))) return { reason: 'segment' };
  return undefined;
}

/** The tier named and those above it. */
export function tiersFrom({ ladders }: Program, named: { readonly ladder: string; readonly tier: string }): string[] {
  const ids = ladders.find(({ id }) => id === named.ladder)?.tiers.map(({ id }) => id) ?? [];
  const from = ids.indexOf(named.tier);
  return from < 0 ? [] : ids.slice(from);
}

function repetition(program: Program, rule: RewardRule, { now, had }: Standing): Obstacle | undefined {
  const { start, end } = windowOf(program, rule, now);
  const used = had.filter(({ at }) => start === undefined || at >= start);
  const waiting = had.find(({ pending }) => pending);
  if (rule.limit && used.length >= rule.limit.count) {
    if (waiting) return { reason: 'pending', redemptionId: waiting.redemptionId };
    if (!end && rule.limit.count === 1) return { reason: 'claimed', redemptionId: used[0]?.redemptionId };
    return { reason: 'limit', ...(end ? { until: end.toISOString() } : {}) };
  }
  const last = had[0]?.at;
  const ready = rule.cooldownDays === undefined || !last ? undefined : addDays(last, rule.cooldownDays);
  return ready && ready > now ? { reason: 'cooldown', until: ready.toISOString() } : undefined;
}

/** The stretch of time in which a reward's limit counts now; without bounds when it counts for ever. */
export function windowOf(program: Program, { limit }: RewardRule, now: Date): { readonly start?: Date; readonly end?: Date } {
  return limit?.interval ? intervalAround(now, limit.interval, program.shop) : {};
}

function means({ price }: RewardRule, { balance }: Standing): Obstacle | undefined {
  const least = price.kind === 'fixed' ? price.cost : price.min;
  return least > Math.max(0, balance) ? { reason: 'insufficient', missing: least - balance } : undefined;
}
