import * as z from 'zod/mini';
import { amount, currencyCode, id, instant, list, openEnum, softAddress, text } from './schema.js';
import { unit } from './unit.schema.js';

/** Something a tier gives. */
export const perk = z.object({
  id,
  kind: openEnum(['benefit', 'points', 'exclusive_service', 'response_level']),
  title: text,
});
/** Something a tier gives. */
export type Perk = z.infer<typeof perk>;

/** One step of the ladder. */
export const tier = z.object({
  id,
  name: text,
  /** Place on the ladder; higher is better. */
  rank: z.int(),
  /** What the metric must reach to enter; absent where the backend does not say. */
  threshold: z.optional(amount),
  perks: list(perk, 100),
  image: softAddress,
});
/** One step of the ladder. */
export type Tier = z.infer<typeof tier>;

/** Where a member stands on one ladder. */
export const tierTrack = z.object({
  id,
  /** Id of the tier held now. */
  current: z.optional(id),
  /** Id of the tier to reach next; absent at the top. */
  next: z.optional(id),
  tiers: list(tier, 50),
  /** What counts. */
  metric: openEnum(['points', 'spend', 'orders', 'visits', 'referrals', 'custom']),
  /** For `points`: the unit they are counted in. */
  unit: z.optional(unit),
  /** For `spend`: the currency it is counted in. */
  currency: z.optional(currencyCode),
  /** What counted so far in the period. */
  value: z.optional(amount),
  /** What `next` asks for. */
  target: z.optional(amount),
  /** What is missing; the third of value, target and remaining is derived. */
  remaining: z.optional(amount),
  period: z.optional(
    z.object({
      kind: openEnum(['lifetime', 'calendar', 'anniversary', 'rolling']),
      start: z.optional(instant),
      end: z.optional(instant),
    }),
  ),
  /** Until when the current tier holds. */
  expiresAt: z.optional(instant),
  /** What keeps the current tier. */
  retain: z.optional(z.object({ remaining: z.optional(amount), by: z.optional(instant) })),
});
/** Where a member stands on one ladder. */
export type TierTrack = z.infer<typeof tierTrack>;
/** The ladders a member is on. */
export const tierTracks = list(tierTrack, 20);
