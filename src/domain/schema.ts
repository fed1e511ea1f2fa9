import * as z from 'zod/mini';

/** The pieces every entity schema is made of. Limits bound what one hostile answer can cost. */

/** An opaque identifier. */
export const id = z.string().check(z.minLength(1), z.maxLength(200));

/** A text a person reads; never markup. At most 20,000 characters. */
export const text = z.string().check(z.maxLength(20_000));

/** An amount in the smallest step of its unit; a safe integer, or the entity is refused. */
export const amount = z.int();

/** A count or size: a safe integer that is not negative. */
export const count = z.int().check(z.minimum(0));

/** ISO 8601 in UTC (`2026-05-03T10:00:00Z`), or a date alone (`2026-05-03`). */
export const instant = z
  .string()
  .check(
    z.regex(
      /^\d{4}-(0\d|1[0-2])-[0-3]\d(T[0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?Z)?$/,
    ),
  );

/** ISO 4217 code, or a unit-table code such as `IRT`. */
export const currencyCode = z.string().check(z.regex(/^[A-Z]{3,8}$/));

/** An `https:` address, `http:` on this machine only, or a path on the page's own origin; no user info. */
export const webAddress = z
  .string()
  .check(
    z.maxLength(2_000),
    z.regex(/^(https:\/\/[^\s\\@/?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?|(?=\/(?![/\\])))([/?#][^\s\\]*)?$/i),
  );

/** A link or picture that is left out, not fatal, when its address is not acceptable. */
export const softAddress = z.catch(z.optional(webAddress), undefined);

/** A closed list on our side, an open one on the wire: what we do not know decodes to `other`. */
export const openEnum = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.catch(z.enum([...values, 'other'] as const), 'other');

/** At most `max` items, so that no answer fills the page's memory. */
export const list = <T extends z.core.$ZodType>(item: T, max = 1_000) =>
  z.array(item).check(z.maxLength(max));
