import type { CodeSender, CodeStore, VerifiedAddress } from './code-store.js';
import type { Nonces } from './nonces.js';

/** Members’ tokens are JWTs that the shop’s server signs with `token.secrets`. */
export interface JwtStrategy {
  readonly type: 'jwt';
}

/** Members’ tokens are `v1.<payload>.<digest>`: three lines of code in any language. */
export interface HmacDigestStrategy {
  readonly type: 'hmac-digest';
  /** Secrets that a digest may be made with; `token.secrets` without them. */
  readonly secrets?: readonly string[];
  /** The longest a token is good for, counted from its `iat`; 300, at most 900. */
  readonly maxAgeSeconds?: number;
}

/** The shop’s server asks the gateway for a token, with a signed request. */
export interface SessionExchangeStrategy {
  readonly type: 'session-exchange';
  /** Secrets that a request may be signed with; `shop.secrets` without them. */
  readonly secrets?: readonly string[];
  /** Where requests that came before are remembered; in this process without it. */
  readonly nonces?: Nonces;
}

/** Shopify says who is signed in: the page asks an address of its own shop, which Shopify forwards, signed. */
export interface ShopifyAppProxyStrategy {
  readonly type: 'shopify-app-proxy';
  /** The app’s client secret; several while it is being replaced. */
  readonly secrets: readonly string[];
  /** The one shop that is meant, e.g. `my-shop.myshopify.com`: an app has one secret for all the shops that installed it. */
  readonly shop: string;
  /** The longest ago that Shopify may have signed; 60, at most 300. */
  readonly maxAgeSeconds?: number;
}

/** A member proves an address: a code is sent there, and the page sends it back. */
export interface OneTimeCodeStrategy {
  readonly type: 'one-time-code';
  /** Makes members’ ids out of addresses, and what is stored of codes. Never change it: every member would be a new one. */
  readonly secret: string;
  readonly send: CodeSender;
  /** Where codes are kept; in this process without it. */
  readonly store?: CodeStore;
  /** Which addresses are taken; e-mail alone without it. */
  readonly channels?: readonly ('email' | 'sms')[];
  /** Finds who an address belongs to at the shop. Asked only once the address is proven; without an answer the id is made out of the address. */
  readonly memberOf?: (address: VerifiedAddress) => Promise<{ readonly memberId: string; readonly name?: string } | undefined>;
  /** Codes that one network address may ask for in an hour; 20. */
  readonly codesPerHour?: number;
  /** Codes that one network address may try in an hour; 60. */
  readonly guessesPerHour?: number;
  /** Hours until a member must prove the address again; 12, at most 720. 0 gives no session. */
  readonly sessionHours?: number;
}

/** A way in which members prove who they are. */
export type IdentityStrategy = JwtStrategy | HmacDigestStrategy | SessionExchangeStrategy | ShopifyAppProxyStrategy | OneTimeCodeStrategy;

/** The strategy of this type, if it is one of those that are given. */
export function strategyOf<T extends IdentityStrategy['type']>(strategies: readonly IdentityStrategy[], type: T): Extract<IdentityStrategy, { type: T }> | undefined {
  return strategies.find((each): each is Extract<IdentityStrategy, { type: T }> => each.type === type);
}

/** The strategies that are in force; signed JWTs alone where nothing is said. */
export function strategiesOf(given: readonly IdentityStrategy[] | undefined): readonly IdentityStrategy[] {
  if (given === undefined) return [{ type: 'jwt' }];
  const types = given.map(({ type }) => type);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined) throw new Error(`identity has ${twice} twice. Each strategy may be there once.`);
  if (given.length === 0) throw new Error('identity is empty: nobody could sign in. Leave it out for signed JWTs, or name a strategy.');
  return given;
}

/** A number of an option, within its bounds. */
export function within(path: string, value: number, least: number, most: number): number {
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Error(`${path} is ${value}. It must be ${least} to ${most}.`);
}
