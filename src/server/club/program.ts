import * as z from 'zod/mini';
import { currencyCode, id, softAddress, text } from '../../domain/schema.js';

/** A text in every language the shop speaks, by BCP 47 tag. */
const texts = z.record(z.string().check(z.minLength(2)), text).check(
  z.refine((value) => Object.keys(value).length > 0, 'needs at least one language'),
);
/** A text in every language the shop speaks. */
export type Texts = z.infer<typeof texts>;

const positive = z.int().check(z.minimum(1));

const shopSettings = z.object({
  id,
  name: texts,
  timeZone: z.string(),
  currencies: z.array(
    z.object({
      code: currencyCode,
      decimals: z.int().check(z.minimum(0), z.maximum(6)),
      label: texts,
      position: z.enum(['before', 'after']),
      shows: z.optional(z.object({ of: currencyCode, factor: positive })),
    }),
  ),
  display: z.object({
    digits: z.enum(['locale', 'latn']),
    calendar: z.enum(['locale', 'gregory', 'persian']),
    expiringDays: z.int().check(z.minimum(0)),
  }),
  termsUrl: softAddress,
});

const perk = z.object({ id, kind: z.enum(['benefit', 'points', 'exclusive_service', 'response_level']), title: texts });

/** What one club promises: its shop, its points, its tiers and its words. Data, so that an owner can change it. */
export const program = z
  .object({
    /** The language of a reader whose own is not written. */
    defaultLocale: z.string(),
    shop: shopSettings,
    wallet: z.object({
      id,
      unit: z.object({ id, kind: z.enum(['points', 'credit', 'stamps']), one: texts, other: texts, decimals: z.int().check(z.minimum(0), z.maximum(6)) }),
      /** What one unit is worth in money, in the currency's smallest step. */
      worth: z.optional(z.object({ minor: positive, currency: currencyCode })),
    }),
    earning: z.object({
      currency: currencyCode,
      /** So much spent earns one point, in the currency's smallest step. */
      per: positive,
      /** Days after placing from which points are spendable even if nobody said that the order arrived. */
      releaseDays: positive,
      /** Months after becoming spendable until which points are good, to the end of that day in the shop's time zone. */
      expiryMonths: positive,
    }),
    ladder: z.object({
      id,
      /** Points that became spendable in so many months count; so long is a tier kept, too. */
      months: positive,
      tiers: z.array(z.object({ id, name: texts, threshold: z.int().check(z.minimum(0)), perks: z.array(perk), image: softAddress })).check(z.minLength(1)),
    }),
    /** Titles of the history; `{number}` is the order's, `{owed}` what could not be taken back yet. */
    titles: z.object({
      order: texts,
      returned: texts,
      returnedOwing: texts,
      redeemed: texts,
      refunded: texts,
      adjusted: texts,
      expired: texts,
    }),
    /** Sentences for a member whose wish is refused. */
    refusals: z.object({ terms: texts, blocked: texts }),
  })
  .check(z.refine(startsAtZero, { path: ['ladder', 'tiers'], error: 'thresholds must begin at 0 and rise' }));
/** What one club promises. */
export type Program = z.infer<typeof program>;

function startsAtZero(value: { ladder: { tiers: { threshold: number }[] } }): boolean {
  const { tiers } = value.ladder;
  return tiers.every((tier, index) => (index === 0 ? tier.threshold === 0 : tier.threshold > (tiers[index - 1]?.threshold ?? 0)));
}

/** A program read from outside; what is wrong is said with its path. */
export function parseProgram(input: unknown): Program {
  const parsed = z.safeParse(program, input);
  if (parsed.success) return parsed.data;
  throw new Error(`The program is not valid:\n${z.prettifyError(parsed.error)}`);
}
