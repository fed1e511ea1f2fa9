import * as z from 'zod/mini';
import { id, instant, openEnum, text } from './schema.js';

/** Who is looking at the page, as the club knows them. */
export const member = z.object({
  id,
  state: openEnum(['guest', 'not_enrolled', 'enrolled', 'blocked']),
  name: z.optional(text),
  /** When the membership began. */
  since: z.optional(instant),
});
/** Who is looking at the page, as the club knows them. */
export type Member = z.infer<typeof member>;
