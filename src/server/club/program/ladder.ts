import * as z from 'zod/mini';
import { address, currencyCode, daysOrNone, id, months, natural, says, texts } from './parts.js';

const perk = z.strictObject({
  id,
  kind: z.enum(['benefit', 'points', 'exclusive_service', 'response_level']),
  title: texts,
  reward: says('The reward that gives it: the perk counts as used while the member’s limit of that reward is used up.', z.optional(id)),
});

/** What counts towards a tier. */
const criterion = z.discriminatedUnion('metric', [
  says('Points that became spendable in the period, less what went back with its order.', z.strictObject({ id, metric: z.literal('points'), wallet: id, title: z.optional(texts) })),
  says('Paid for delivered orders in the period, less what came back, in the currency’s smallest step.', z.strictObject({ id, metric: z.literal('spend'), currency: currencyCode, title: z.optional(texts) })),
  says('Delivered orders in the period that did not come back whole.', z.strictObject({ id, metric: z.literal('orders'), title: z.optional(texts) })),
]);
/** What counts towards a tier. */
export type LadderCriterion = z.infer<typeof criterion>;

const thresholds = z.record(id, natural);

/** One step: what to reach to enter it, what to keep it, and what it gives. */
const step = z.strictObject({
  id,
  name: texts,
  image: address,
  enter: says('By criterion id; the lowest tier asks for nothing.', thresholds),
  keep: says('By criterion id, where keeping asks for less than entering.', z.optional(thresholds)),
  perks: z.array(perk),
});
/** One step of a ladder. */
export type LadderTier = z.infer<typeof step>;

/** Which stretch of time counts, and how long a tier holds. */
const period = z.discriminatedUnion('kind', [
  says('Everything ever counts; a tier has no end.', z.strictObject({ kind: z.literal('lifetime') })),
  says('A year of the calendar; a tier reached in it holds to the end of the next.', z.strictObject({ kind: z.literal('calendar'), calendar: z.enum(['gregory', 'persian']) })),
  says('A year from the day of joining; a tier reached in it holds to the end of the next.', z.strictObject({ kind: z.literal('anniversary') })),
  says('The months before now; a tier reached holds for as many from that day.', z.strictObject({ kind: z.literal('rolling'), months })),
]);
/** Which stretch of time counts. */
export type LadderPeriod = z.infer<typeof period>;

/** A ladder of tiers. */
export const ladder = z
  .object({
    id,
    criteria: z.array(criterion).check(z.minLength(1), z.maxLength(5)),
    match: says('Whether a tier asks for all of its thresholds or any one.', z._default(z.enum(['all', 'any']), 'all')),
    period,
    graceDays: says('Days a tier stays although its period ended without enough.', z._default(daysOrNone, 0)),
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
