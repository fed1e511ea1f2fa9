import * as z from 'zod/mini';
import { amount, currencyCode, id, instant, list, openEnum, softAddress, text } from './schema.js';
import { unit } from './unit.schema.js';

/** Something a tier gives. */
export const perk = z.object({
  id,
  kind: openEnum(['benefit', 'points', 'exclusive_service', 'response_level']),
  title: text,
  /** Whether the member has it now, has used it up, or what stands before it. */
  state: z.optional(openEnum(['locked', 'available', 'used'])),
  /** For a locked perk what unlocks it, for a used one when it comes back; in the reader's language. */
  note: z.optional(text),
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

const metric = openEnum(['points', 'spend', 'orders', 'visits', 'referrals', 'custom']);

/** One of several things that count on a ladder. */
export const criterion = z.object({
  metric,
  /** What it is called, where `metric` does not say it. */
  title: z.optional(text),
  /** For `points`: the unit they are counted in. */
  unit: z.optional(unit),
  /** For `spend`: the currency it is counted in. */
  currency: z.optional(currencyCode),
  /** What counted so far in the period. */
  value: z.optional(amount),
  /** What the next tier asks for. */
  target: z.optional(amount),
  remaining: z.optional(amount),
  /** What is missing to keep the current tier. */
  keep: z.optional(amount),
});
/** One of several things that count on a ladder. */
export type Criterion = z.infer<typeof criterion>;

/** One change of a member's tier. */
export const tierChange = z.object({
  at: instant,
  /** Id of the tier held from then on. */
  tierId: id,
  reason: openEnum(['joined', 'reached', 'kept', 'lapsed', 'returned', 'granted', 'program']),
  /** Why, in the reader's language. */
  title: z.optional(text),
});
/** One change of a member's tier. */
export type TierChange = z.infer<typeof tierChange>;

/** Where a member stands on one ladder. */
export const tierTrack = z.object({
  id,
  /** Id of the tier held now. */
  current: z.optional(id),
  /** Id of the tier to reach next; absent at the top. */
  next: z.optional(id),
  tiers: list(tier, 50),
  /** What counts; of several the first. */
  metric,
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
  /** Every criterion with its own progress, where there are several; the first is the one above. */
  criteria: z.optional(list(criterion, 10)),
  /** Whether every criterion or any one of them leads up. */
  match: z.optional(openEnum(['all', 'any'])),
  /** What keeps the current tier. */
  retain: z.optional(
    z.object({
      remaining: z.optional(amount),
      /** What counts for keeping so far, and what keeping asks for. It is not `value`: for keeping it counts anew. */
      value: z.optional(amount),
      target: z.optional(amount),
      /** Since when, or from when on, it counts for keeping. */
      since: z.optional(instant),
      by: z.optional(instant),
      /** Until when the tier stays although `by` has passed without enough. */
      graceUntil: z.optional(instant),
    }),
  ),
  /** Where the present pace leads: the tier, and when it is reached or decided. */
  forecast: z.optional(z.object({ tierId: id, at: z.optional(instant) })),
  /**
   * Id of the current tier, as long as the member rose to it by their own doings (orders, ways to earn, a period that
   * counted) and has not been shown that: something to celebrate, until `dismiss` says that it was. Never the tier a
   * member starts with, one that the shop gave or that was brought along by an import, one that an owner's change of
   * the ladder put them on, or one that was kept or fallen to. A tier that is lost before anybody saw it is no news.
   */
  news: z.optional(id),
  /** Changes of the tier, newest first. */
  history: z.optional(list(tierChange, 100)),
  /** How the value comes about, a sentence each, in the reader's language. */
  why: z.optional(list(text, 10)),
});
/** Where a member stands on one ladder. */
export type TierTrack = z.infer<typeof tierTrack>;
/** The ladders a member is on. */
export const tierTracks = list(tierTrack, 20);

/** What a member has been shown and need not be shown again. */
export const dismissInput = z.discriminatedUnion('kind', [
  /** The news of a tier. */
  z.object({ kind: z.literal('tier'), trackId: id, tierId: id }),
]);
/** What a member has been shown and need not be shown again. */
export type DismissInput = z.infer<typeof dismissInput>;

/** What changed with it, each by the name of its read. */
export const dismissed = z.object({ tiers: z.optional(tierTracks) });
/** What changed with it, each by the name of its read. */
export type Dismissed = z.infer<typeof dismissed>;
