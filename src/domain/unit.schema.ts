import * as z from 'zod/mini';
import { currencyCode, id, openEnum, text } from './schema.js';

/** What a wallet counts: points, store credit or stamps. */
export const unit = z.object({
  /** Stable name of the unit within the shop. */
  id,
  kind: openEnum(['points', 'credit', 'stamps']),
  /** Singular in the reader's language, e.g. `star`; without it the kit's own word for the kind is used. */
  one: z.optional(text),
  /** Plural in the reader's language, e.g. `stars`. */
  other: z.optional(text),
  /** Amounts are integers in 10^-decimals of the unit; 0 to 6. */
  decimals: z.int().check(z.minimum(0), z.maximum(6)),
  /** For credit: the currency the unit is counted in. */
  currency: z.optional(currencyCode),
});
/** What a wallet counts: points, store credit or stamps. */
export type Unit = z.infer<typeof unit>;
