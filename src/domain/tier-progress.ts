import type { Perk, Tier, TierTrack } from './tier.schema.js';

/** Where a member stands between two tiers. */
export interface TierProgress {
  readonly value: number;
  readonly target: number;
  readonly remaining: number;
  /** 0 to 1, how much of the way is done. */
  readonly share: number;
}

/** What can be said of a track. */
export type TierStanding =
  /** The ladder has no steps. */
  | { readonly kind: 'empty' }
  /** The highest tier is reached, or the backend names no next one. */
  | { readonly kind: 'top'; readonly current: Tier }
  /** There is a next tier; without `progress` only `remaining`, or nothing, is known of the way. */
  | {
      readonly kind: 'climbing';
      readonly current: Tier | undefined;
      readonly next: Tier;
      readonly progress: TierProgress | undefined;
      readonly remaining: number | undefined;
    };

/** Reads a track: finds the tiers by id and derives the third of value, target and remaining. */
export function tierStanding(track: TierTrack): TierStanding {
  const current = track.tiers.find(({ id }) => id === track.current);
  const next = track.tiers.find(({ id }) => id === track.next);
  if (next) {
    const progress = tierProgress(track, next);
    return { kind: 'climbing', current, next, progress, remaining: progress?.remaining ?? track.remaining };
  }
  return current ? { kind: 'top', current } : { kind: 'empty' };
}

/**
 * Derives the third of value, target and remaining. The target falls back to the next tier's threshold. Nothing when
 * fewer than two are known or the target is not positive. A value past the target counts as all of the way.
 */
export function tierProgress(track: Pick<TierTrack, 'value' | 'target' | 'remaining'>, next?: Tier): TierProgress | undefined {
  const target = track.target ?? next?.threshold ?? sum(track.value, track.remaining);
  const value = track.value ?? difference(target, track.remaining);
  if (target === undefined || value === undefined || target <= 0) return undefined;
  const remaining = track.remaining ?? Math.max(0, target - value);
  return { value, target, remaining, share: Math.min(1, Math.max(0, value / target)) };
}

/** The perks a tier adds to the one before it, by id. */
export function addedPerks(next: Tier, current: Tier | undefined): Perk[] {
  const known = new Set(current?.perks.map(({ id }) => id));
  return next.perks.filter(({ id }) => !known.has(id));
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
