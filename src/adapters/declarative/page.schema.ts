import * as z from 'zod/mini';
import { shop } from '../../domain/shop.schema.js';
import { adapterDocument } from './document.schema.js';

/** What a page is told that speaks to a vendor itself: `vafa page` writes it, and a page reads it. */
export const pageDocument = z.strictObject({
  format: z.literal(1),
  /** What the shop is, by the language of the reader; for vendors that know nothing of it. */
  shop: z.optional(z.record(z.string(), shop)),
  adapter: adapterDocument,
  /** What the shop says of itself, by the names in the description. */
  settings: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});
/** What a page is told that speaks to a vendor itself. */
export type PageDocument = z.infer<typeof pageDocument>;
