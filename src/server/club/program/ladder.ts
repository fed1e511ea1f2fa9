import * as z from 'zod/mini';
import { address, currencyCode, id, natural, positive, texts } from './parts.js';

const perk = z.object({
  id,
  kind: z.enum(['benefit', 'points', 'exclusive_service', 'response_level']),
  title: texts,
  /** The reward that gives it: the perk counts as used while the member's limit of that reward is used up. */
  reward: z.optional(id),
});

/** What counts towards a tier. */
const criterion = z.discriminatedUnion('metric', [
  /** Points that became spendable in the period, less what went back with its order. */
  z.object({ id, metric: z.literal('points'), wallet: id, title: z.optional(texts) }),
  /** Paid for delivered orders in the period, less what came back, in the currency's smallest step. */
  z.object({ id, metric: z.literal('spend'), currency: currencyCode, title: z.optional(texts) }),
  /** Delivered orders in the period that did not come back whole. */
  z.object({ id, metric: z.literal('orders'), title: z.optional(texts) }),
]);
/** What counts towards a tier. */
export type LadderCriterion = z.infer<typeof criterion>;

const thresholds = z.record(id, natural);

/** One step: what to reach to enter it, what to keep it, and what it gives. */
const step = z.object({
  id,
  name: texts,
  image: address,
  /** By criterion id; the lowest tier asks for nothing. */
  enter: thresholds,
  /** By criterion id, where keeping asks for less than entering. */
  keep: z.optional(thresholds),
  perks: z.array(perk),
});
/** One step of a ladder. */
export type LadderTier = z.infer<typeof step>;

/** Which stretch of time counts, and how long a tier holds. */
const period = z.discriminatedUnion('kind', [
  /** Everything ever counts; a tier has no end. */
  z.object({ kind: z.literal('lifetime') }),
  /** A year of the calendar; a tier reached in it holds to the end of the next. */
  z.object({ kind: z.literal('calendar'), calendar: z.enum(['gregory', 'persian']) }),
  /** A year from the day of joining; a tier reached in it holds to the end of the next. */
  z.object({ kind: z.literal('anniversary') }),
  /** The months before now; a tier reached holds for as many from that day. */
  z.object({ kind: z.literal('rolling'), months: positive }),
]);
/** Which stretch of time counts. */
export type LadderPeriod = z.infer<typeof period>;

/** A ladder of tiers. */
export const ladder = z
  .object({
    id,
    criteria: z.array(criterion).check(z.minLength(1), z.maxLength(5)),
    /** Whether a tier asks for all of its thresholds or any one. */
    match: z._default(z.enum(['all', 'any']), 'all'),
    period,
    /** Days a tier stays although its period ended without enough. */
    graceDays: z._default(natural, 0),
    tiers: z.array(step).check(z.minLength(1), z.maxLength(20)),
  })
  .check(z.refine(rises, { path: ['tiers'], error: 'each tier must name a threshold for every criterion; the first all 0, none less than the tier below, one of them more' }))
  .check(z.refine(keepsLess, { path: ['tiers'], error: '`keep` may not ask for more than `enter`' }));
/** A ladder of tiers. */
export type Ladder = z.infer<typeof ladder>;

interface Steps {
  readonly criteria: readonly { readonly id: string }[];
  readonly tiers: readonly { readonly enter: Readonly<Record<string, number>>; readonly keep?: Readonly<Record<string, number>> | undefined }[];
}

function rises({ criteria, tiers }: Steps): boolean {
  return tiers.every(({ enter }, at) => {
    const below = tiers[at - 1]?.enter;
    const grows = criteria.map(({ id }) => (enter[id] ?? Number.NaN) - (below?.[id] ?? 0));
    return below ? grows.every((more) => more >= 0) && grows.some((more) => more > 0) : grows.every((more) => more === 0);
  });
}

function keepsLess({ tiers }: Steps): boolean {
  return tiers.every(({ enter, keep = {} }) => Object.entries(keep).every(([id, amount]) => amount <= (enter[id] ?? -1)));
}
