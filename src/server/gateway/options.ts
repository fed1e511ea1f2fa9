import type { MiddlewareHandler } from 'hono';
import type { PortalBackend } from '../../adapters/port.js';
import type { ShopPort } from '../../adapters/shop-port.js';
import type { IdentityStrategy } from './identity/strategies.js';
import type { Env } from './env.js';
import type { Inbound } from './inbound.js';

/** How many requests are let through. */
export interface Limits {
  /** Per signed-in member and minute; 300 by default. */
  readonly memberPerMinute: number;
  /** Per address and minute, members included; 1,200 by default: a whole office may sit behind one address. */
  readonly addressPerMinute: number;
  /** Change streams open at once per member; 20 by default. */
  readonly streamsPerMember: number;
}

/** The limits without configuration. */
export const defaultLimits: Limits = { memberPerMinute: 300, addressPerMinute: 1_200, streamsPerMember: 20 };

/** How members prove who they are. */
export interface TokenRules {
  /** Secrets that a token may be signed with, each at least 32 bytes; several while one is being replaced. */
  readonly secrets: readonly string[];
  /** The only `iss` that is accepted. */
  readonly issuer: string;
}

/** What a gateway serves, to whom. */
export interface GatewayOptions {
  readonly backend: PortalBackend;
  /** The shop that all sessions are of. */
  readonly shopId: string;
  readonly token: TokenRules;
  /** The ways in which members prove who they are; JWTs that the shop’s server signs, without it. */
  readonly identity?: readonly IdentityStrategy[];
  /** Exact origins of pages that may call, e.g. `https://shop.example`. */
  readonly origins: readonly string[];
  /** The shop's side; without it there is no `/shop/v1`. */
  readonly shop?: { readonly port: ShopPort; readonly secrets: readonly string[]; /** Webhooks of shop systems, at `/shop/v1/inbound/<id>`. */ readonly inbound?: readonly Inbound[] };
  /** Folder of the built script, served under `/v1/`. */
  readonly scripts?: string;
  readonly limits?: Partial<Limits>;
  /** The address a request comes from, for the limits; see `clientAddress`. */
  readonly addressOf?: (request: RequestFrom) => string;
  readonly now?: () => Date;
  /** Sees every request first and its answer last: for logs and numbers. */
  readonly observe?: MiddlewareHandler<Env>;
  /** Answers `/ready`: whether requests can be served now. Without it there is no such address. */
  readonly ready?: () => Promise<boolean>;
  /** Told of failures that the caller only hears an id of, and, each once a minute at most, of what is wrong with tokens that were never good. */
  readonly onError?: (error: unknown, requestId: string) => void;
  /** Ends every open change stream, for a graceful stop. */
  readonly stopping?: AbortSignal;
  /** Seconds between signs of life on a quiet stream; 15. */
  readonly keepAliveSeconds?: number;
}

/** What is known of where a request comes from. */
export interface RequestFrom {
  /** Address of the other end of the connection. */
  readonly peer: string | undefined;
  /** The `X-Forwarded-For` header. */
  readonly forwarded: string | undefined;
}

/**
 * The address that limits are counted by. `X-Forwarded-For` is believed only for as many proxies as are named:
 * with one, the last entry is the proxy's own word; anything before it may be invented by the caller.
 */
export function clientAddress(trustedProxies: number): (from: RequestFrom) => string {
  return ({ peer, forwarded }) => {
    const hops = forwarded === undefined ? [] : forwarded.split(',').map((hop) => hop.trim());
    const named = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
    return named || peer || 'unknown';
  };
}
