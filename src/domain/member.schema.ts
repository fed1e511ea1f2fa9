import * as z from 'zod/mini';
import { id, instant, openEnum, softAddress, text } from './schema.js';

/** Who is looking at the page, as the club knows them. */
export const member = z.object({
  id,
  state: openEnum(['guest', 'not_enrolled', 'enrolled', 'blocked']),
  name: z.optional(text),
  /** When the membership began. */
  since: z.optional(instant),
  /** What is shown at the till: the number, as text and as a code to scan. */
  card: z.optional(
    z.object({
      number: z.string().check(z.regex(/^[\x20-\x7e]{1,80}$/)),
      /** Addresses that put the card into the wallet of a phone. */
      appleUrl: softAddress,
      googleUrl: softAddress,
    }),
  ),
});
/** Who is looking at the page, as the club knows them. */
export type Member = z.infer<typeof member>;
