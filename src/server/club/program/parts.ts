import * as z from 'zod/mini';
import { currencyCode, id, text, webAddress } from '../../../domain/schema.js';

/** A schema with the sentence that an editor shows beside it, through the JSON Schema of the program. */
export function says<T extends z.ZodMiniType>(sentence: string, schema: T): T {
  return schema.check(z.describe(sentence));
}

/** A text in every language the shop speaks, by BCP 47 tag. */
export const texts = z.record(z.string().check(z.minLength(2)), text).check(
  z.refine((value) => Object.keys(value).length > 0, 'needs at least one language'),
);
/** A text in every language the shop speaks. */
export type Texts = z.infer<typeof texts>;

/** A whole number above zero. */
export const positive = z.int().check(z.minimum(1));
/** A whole number that is not negative. */
export const natural = z.int().check(z.minimum(0));
/** So many times, as the database counts them. */
export const times = z.int().check(z.minimum(1), z.maximum(1_000_000));
/** Days, a hundred years at most: beyond that lie instants that nothing can hold. */
export const days = z.int().check(z.minimum(1), z.maximum(36_500));
/** Months, a hundred years at most. */
export const months = z.int().check(z.minimum(1), z.maximum(1_200));
/** Days, or none. */
export const daysOrNone = z.int().check(z.minimum(0), z.maximum(36_500));
/** An amount of money, in the currency's smallest step. */
export const sum = z.strictObject({ minor: positive, currency: currencyCode });
/** A link or picture; a wrong one is the owner's to mend, so it is refused and not left out. */
export const address = z.optional(webAddress);
/** Where a secret is kept: `env:NAME`. A program never holds the secret itself. */
export const secretRef = z.string().check(z.regex(/^env:[A-Z][A-Z0-9_]*$/, 'must be env:NAME, the environment variable that holds the secret'));
/** How often something counts anew; without one it counts once and for all. */
export const interval = z.enum(['day', 'week', 'month', 'year']);
export { currencyCode, id };
