import * as z from 'zod/mini';
import { operations } from '../../domain/capabilities.schema.js';
import { currencyCode, id, text, webAddress } from '../../domain/schema.js';

/** A schema with the sentence that an editor shows beside it. */
function says<T extends z.ZodMiniType>(sentence: string, schema: T): T {
  return schema.check(z.describe(sentence));
}

const texts = says('A text, or one for each language by its BCP 47 tag.', z.union([text.check(z.minLength(1)), z.record(z.string().check(z.minLength(2)), text)]));
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const name = z.string().check(z.regex(/^[a-z][A-Za-z0-9_-]{0,39}$/, 'must be a name: a small letter, then letters, digits, - and _'));

const club = z.strictObject({ type: z.literal('club'), program: says('File of the club’s program; else what was applied to the database.', z.optional(z.string())) });
const preset = z.strictObject({ type: z.literal('preset'), preset: says('Name of a preset that comes with this package.', z.string()), settings: z.optional(values), baseUrl: says('Another address than the preset’s: a sandbox, a mock, a server of your own.', z.optional(z.string())) });
const adapter = z.strictObject({ type: z.literal('adapter'), file: says('File of a description of your own.', z.string()), settings: z.optional(values), baseUrl: z.optional(z.string()) });
const single = z.discriminatedUnion('type', [club, preset, adapter]);

const composed = z.strictObject({
  type: z.literal('compose'),
  parts: says('The backends, by names of your own.', z.record(name, single)),
  operations: says('Who answers what.', z.partialRecord(z.enum(operations.filter((each) => each !== 'watch')), name)),
  otherwise: says('Who answers the rest; without it the rest is not offered.', z.optional(name)),
});

/** One backend of a configuration. */
export type SingleBackend = z.infer<typeof single>;

const currency = z.strictObject({
  code: currencyCode,
  decimals: z.int().check(z.minimum(0), z.maximum(6)),
  label: texts,
  position: z._default(z.enum(['before', 'after']), 'after'),
  shows: z.optional(z.strictObject({ of: currencyCode, factor: z.int().check(z.minimum(1)) })),
});

const shop = z.strictObject({
  id,
  name: texts,
  timeZone: says('IANA time zone in which the shop’s days begin and end.', z._default(z.string(), 'UTC')),
  currencies: says('Currencies that ISO 4217 lacks or the shop shows its own way.', z._default(z.array(currency), [])),
  display: z._default(
    z.strictObject({
      digits: z._default(z.enum(['locale', 'latn']), 'locale'),
      calendar: z._default(z.enum(['locale', 'gregory', 'persian']), 'locale'),
      expiringDays: z._default(z.int().check(z.minimum(0), z.maximum(36_500)), 30),
    }),
    { digits: 'locale', calendar: 'locale', expiringDays: 30 },
  ),
  termsUrl: z.optional(webAddress),
});

const inbound = z.union([
  z.strictObject({ preset: says('Name of a shop system: shopify, woocommerce, magento.', z.string()), settings: z.optional(values) }),
  z.strictObject({ file: says('File of a description of your own.', z.string()), settings: z.optional(values) }),
]);

/** Webhooks of a shop system, as a configuration names them. */
export type InboundChoice = z.infer<typeof inbound>;

/** What `vafa serve` is told: whose shop it is, who may call, and which backend answers. */
export const serveConfig = z.strictObject({
  $schema: z.optional(z.string()),
  format: says('Version of this format.', z.literal(1)),
  shop: says('The shop, as the kit must know it. A club brings its own, in its program.', z.optional(shop)),
  origins: says('Exact origins of the pages that may call, e.g. https://shop.example.', z.array(z.string()).check(z.maxLength(100))),
  port: z.optional(z.int().check(z.minimum(0), z.maximum(65_535))),
  host: z.optional(z.string()),
  trustedProxies: says('Proxies in front, whose word on addresses is believed.', z._default(z.int().check(z.minimum(0), z.maximum(9)), 0)),
  issuer: says('The `iss` of members’ tokens; the shop’s id by default.', z.optional(z.string())),
  scripts: says('Folder of the built script; the one that comes with the package by default.', z.optional(z.string())),
  privateHosts: says('Hosts (with their port) inside your own network that adapters may reach, by plain http too.', z._default(z.array(z.string().check(z.regex(/^[a-z0-9.[\]:-]+$/))).check(z.maxLength(50)), [])),
  inbound: says('Webhooks of the shop’s own system, at /shop/v1/inbound/<name>; for a club.', z._default(z.array(inbound).check(z.maxLength(10)), [])),
  backend: z.discriminatedUnion('type', [club, preset, adapter, composed]),
});
/** What `vafa serve` is told. */
export type ServeConfig = z.infer<typeof serveConfig>;
