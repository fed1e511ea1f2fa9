import * as z from 'zod/mini';
import { count, id, list, softAddress, text } from './schema.js';
import { currencyUnit } from './money.schema.js';

/** What the kit must know of a shop to speak for it. */
export const shop = z.object({
  id,
  /** The shop's name, as its customers know it. */
  name: text,
  /** IANA time zone in which the shop's days begin and end, e.g. `Asia/Tehran`. */
  timeZone: z.string().check(z.regex(/^[A-Za-z0-9_+\-/]{1,64}$/)),
  /** The unit table: currencies ISO 4217 lacks or the shop shows its own way. */
  currencies: list(currencyUnit, 50),
  display: z.object({
    /** `latn` keeps Latin digits in every language. */
    digits: z.catch(z.enum(['locale', 'latn']), 'locale'),
    /** Calendar of dates: the reader's own, or one for all. */
    calendar: z.catch(z.enum(['locale', 'gregory', 'persian']), 'locale'),
    /** Days before expiry from which points are shown as expiring. */
    expiringDays: count,
  }),
  /** The club's terms, linked beside the join button. */
  termsUrl: softAddress,
});
/** What the kit must know of a shop to speak for it. */
export type Shop = z.infer<typeof shop>;
