import * as z from 'zod/mini';
import { count, id, instant, list } from './schema.js';

/** Several reads in one answer; each part stands or fails alone. Parts are decoded by their own read's schema. */
export const snapshot = z.object({
  /** Grows with every change of the member's data; an answer with a smaller one is out of date. */
  version: z.optional(count),
  /** When the answer was made. */
  at: instant,
  /** `true` when nothing changed since the version that was asked about; `parts` is then empty. */
  unchanged: z.optional(z.boolean()),
  parts: list(
    z.object({
      /** The include this answers, to the letter, e.g. `activity?limit=5`. */
      key: id,
      data: z.optional(z.unknown()),
      error: z.optional(z.unknown()),
    }),
    50,
  ),
});

/** One event of the change stream. */
export const change = z.object({
  version: z.optional(count),
  /** Names of the reads whose answers changed, e.g. `wallets`. */
  keys: list(id, 50),
});
/** One event of the change stream. */
export type Change = z.infer<typeof change>;
