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

const secret = z.string().check(z.regex(/^(env:[A-Z][A-Z0-9_]{0,99}|file:.+)$/, 'must be env:NAME or file:/path, where the secret is: never the secret itself'));
const wholeFrom = (least: number, most: number) => z.optional(z.int().check(z.minimum(least), z.maximum(most)));

const shopifyShop = says('E.g. my-shop.myshopify.com.', z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com$/, 'must be like my-shop.myshopify.com')));

const sender = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('webhook'), url: says('Address of the shop’s mailer, e.g. https://shop.example/codes.', z.string().check(z.regex(/^https?:\/\/[^\s\\@/?#]+([/?#][^\s\\]*)?$/, 'must be an address like https://shop.example/codes'))), secret: says('Signs what is sent there.', secret) }),
  z.strictObject({ type: says('Writes codes to the log, for development: refused in production.', z.literal('log')) }),
]);

const oneTimeCode = z.strictObject({
  type: z.literal('one-time-code'),
  secret: says('Makes members’ ids out of addresses. Never change it: every member would be a new one.', secret),
  sender,
  channels: says('Which addresses are taken; e-mail alone without it.', z.optional(z.array(z.enum(['email', 'sms'])).check(z.minLength(1), z.maxLength(2)))),
  codesPerHour: says('Codes that one network address may ask for in an hour; 20.', wholeFrom(1, 10_000)),
  guessesPerHour: says('Codes that one network address may try in an hour; 60.', wholeFrom(1, 10_000)),
  sessionHours: says('Hours until a member must prove the address again; 12. 0 gives no session.', wholeFrom(0, 720)),
});

const strategy = z.discriminatedUnion('type', [
  z.strictObject({ type: says('The shop’s server signs JWTs with VAFA_TOKEN_SECRET.', z.literal('jwt')) }),
  z.strictObject({ type: z.literal('hmac-digest'), secret: says('VAFA_TOKEN_SECRET without it.', z.optional(secret)), maxAgeSeconds: says('The longest a token is good for; 300.', wholeFrom(10, 900)) }),
  z.strictObject({ type: z.literal('session-exchange'), secret: says('VAFA_SHOP_SECRET without it.', z.optional(secret)) }),
  z.strictObject({ type: z.literal('shopify-app-proxy'), shop: shopifyShop, secret: says('The app’s client secret.', secret), maxAgeSeconds: wholeFrom(5, 300) }),
  oneTimeCode,
]);
/** One way in which members prove who they are. */
export type StrategyConfig = z.infer<typeof strategy>;

const club = z.strictObject({ type: z.literal('club'), program: says('File of the club’s program; else what was applied to the database.', z.optional(z.string())) });
const memberToken = says(
  'The shop’s server, which gives a member’s own token at the vendor: asked with a signed POST {memberId}, it answers {token, expiresIn}, or 204.',
  z.optional(z.strictObject({ url: z.string().check(z.regex(/^https?:\/\/[^\s@]+$/, 'must be an address')), secret })),
);
const preset = z.strictObject({ type: z.literal('preset'), preset: says('Name of a preset that comes with this package.', z.string()), settings: z.optional(values), baseUrl: says('Another address than the preset’s: a sandbox, a mock, a server of your own.', z.optional(z.string())), memberToken });
const adapter = z.strictObject({ type: z.literal('adapter'), file: says('File of a description of your own.', z.string()), settings: z.optional(values), baseUrl: z.optional(z.string()), memberToken });
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

const codesMoney = {
  currency: says('The shop’s own currency; rewards worth another are refused.', currencyCode),
  decimals: says('Digits of its smallest step, where ISO 4217 does not know it.', wholeFrom(0, 6)),
  prefix: says('What codes begin with; VAFA.', z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,12}$/, 'must be capital letters and digits, 12 at most')))),
  codeSecret: says('Codes are derived from it; without it, from the secret that the shop system gave.', z.optional(secret)),
};

const codes = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('shopify-discount'), shop: shopifyShop, token: says('An Admin API access token with write_discounts.', secret), apiVersion: says('Of the Admin API; 2026-10.', z.optional(z.string().check(z.regex(/^20\d\d-(01|04|07|10)$/, 'must be like 2026-10')))), ...codesMoney }),
  z.strictObject({ type: z.literal('woocommerce-coupon'), url: says('Where WordPress is, e.g. https://shop.example.', z.string().check(z.regex(/^https:\/\/[^\s\\@?#]+$/, 'must be an https address like https://shop.example'))), key: says('The consumer key.', secret), secret: says('The consumer secret.', secret), ...codesMoney }),
]);
/** Who makes a club’s codes. */
export type CodesConfig = z.infer<typeof codes>;

/** What `vafa serve` is told: whose shop it is, who may call, and which backend answers. */
export const serveConfig = z.strictObject({
  $schema: z.optional(z.string()),
  format: says('Version of this format.', z.literal(1)),
  shop: says('The shop, as the kit must know it. A club brings its own, in its program.', z.optional(shop)),
  origins: says('Exact origins of the pages that may call, e.g. https://shop.example.', z.array(z.string()).check(z.maxLength(100))),
  port: z.optional(z.int().check(z.minimum(0), z.maximum(65_535))),
  host: z.optional(z.string()),
  trustedProxies: says('Proxies in front, whose word on addresses is believed.', z._default(z.int().check(z.minimum(0), z.maximum(9)), 0)),
  identity: says('The ways in which members prove who they are; {"type": "jwt"} without it.', z.optional(z.array(strategy).check(z.minLength(1), z.maxLength(5)))),
  issuer: says('The `iss` of members’ tokens; the shop’s id by default.', z.optional(z.string())),
  scripts: says('Folder of the built script; the one that comes with the package by default.', z.optional(z.string())),
  privateHosts: says('Hosts (with their port) inside your own network that adapters may reach, by plain http too.', z._default(z.array(z.string().check(z.regex(/^[a-z0-9.[\]:-]+$/))).check(z.maxLength(50)), [])),
  inbound: says('Webhooks of the shop’s own system, at /shop/v1/inbound/<name>; for a club.', z._default(z.array(inbound).check(z.maxLength(10)), [])),
  codes: says('Who makes the codes that rewards with `"by": "callback"` give: the shop system, as discounts of its own. For a club.', z.optional(codes)),
  backend: z.discriminatedUnion('type', [club, preset, adapter, composed]),
});
/** What `vafa serve` is told. */
export type ServeConfig = z.infer<typeof serveConfig>;
