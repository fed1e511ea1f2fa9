import * as z from 'zod/mini';
import { expression, header, name, says, secret, sentence, setting } from '../../adapters/declarative/document.schema.js';

/** How a delivery proves where it is from. */
const verify = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hmac-sha256'), header, encoding: z.enum(['base64', 'hex']), secret, prefix: says('Text before the signature, e.g. sha256=.', z.optional(z.string())) }),
  z.strictObject({ kind: z.literal('secret-header'), header, secret, prefix: says('Text before the secret, e.g. Bearer.', z.optional(z.string())) }),
]);

/** What one kind of delivery means. */
const event = z.strictObject({
  topic: says('The topic that it is for; * for any.', z.string()),
  when: says('Expression: whether it means anything.', z.optional(expression)),
  map: says('Expression: the event of the shop, or a list of them: {id, at, type, data}. null means nothing.', expression),
});

/** A shop system’s webhooks, described: how they are verified, and which events of the shop they mean. */
export const inboundDocument = z.strictObject({
  $schema: z.optional(z.string()),
  format: says('Version of this format.', z.literal(1)),
  dialect: z.literal('jmespath-community/1'),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  title: z.optional(sentence),
  settings: z.optional(z.record(name, setting)),
  verify,
  topic: says('Expression: what the delivery is about, e.g. headers."x-shopify-topic".', expression),
  define: z.optional(z.record(name, expression)),
  events: z.array(event).check(z.minLength(1), z.maxLength(50)),
  orders: says('Expression on one order of an export: the events it means; for `vafa import orders`.', z.optional(expression)),
});
/** A shop system’s webhooks, described. */
export type InboundDocument = z.infer<typeof inboundDocument>;
