import type { PortalBackend } from '../port.js';
import { signer } from './auth.js';
import { describe } from './describe.js';
import type { Description } from './description.js';
import { backendsOf } from './engine.js';
import { hiding, type Hiding } from './hiding.js';
import { masked, remembering } from './masked.js';
import { meterExpressions } from './meter.js';
import { onceInMemory, type OnceStore } from './once.js';
import type { Secrets } from './secrets.js';
import type { SettingValues } from './settings.js';
import { zodShapes } from './shapes.js';
import type { MemberToken } from './signing.js';
import type { Trace } from './trace.js';
import type { Fetch } from './transport.js';

/** What a description needs besides itself to be an adapter. */
export interface DeclarativeOptions {
  /** What the shop says of itself, by the names in the description’s `settings`. */
  readonly settings?: SettingValues;
  /** Looks secrets up by their reference, `env:NAME` or `file:/path`. */
  readonly secrets?: Secrets;
  readonly fetch?: Fetch;
  /** Hosts that may be asked by plain http: those inside the shop’s own network. */
  readonly plainHosts?: readonly string[];
  /** The record of wishes; in memory by default. */
  readonly once?: OnceStore;
  readonly now?: () => Date;
  /** The member’s own token, where the description signs with it. */
  readonly memberToken?: MemberToken;
  /** IANA time zone of the shop, whose days a history is narrowed down by; that of the described shop by default, else UTC. */
  readonly timeZone?: string;
  /** Remembers what errors must not tell, for whoever shows more than errors. */
  readonly hidden?: Hiding;
  /** Told of each request, answer and mapping: for `vafa doctor`. */
  readonly trace?: Trace;
}

/** A backend from the description of a vendor’s API. Fails with a `DescriptionError` or a `MissingSecret`. */
export function createDeclarative(document: unknown, options: DeclarativeOptions = {}): PortalBackend {
  return declarativeOf(describe(document, options.settings), options);
}

/** A backend from a description that was read already. */
export function declarativeOf(description: Description, options: DeclarativeOptions = {}): PortalBackend {
  const { once = onceInMemory(), now = () => new Date(), timeZone, trace, memberToken } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalFetch(url, init));
  const plainHosts = new Set(options.plainHosts);
  meterExpressions();
  const { hidden = hiding(4) } = options;
  const secrets = hidden.secrets(options.secrets ?? (() => undefined));
  const signed = signer(description.auth, { secrets, fetch, plainHosts, memberToken });
  return masked(backendsOf(description, { shapes: zodShapes, signer: remembering(signed, hidden), fetch, plainHosts, once, now, timeZone, trace })(), hidden);
}

// Looked up late: a page may replace it.
function globalFetch(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init);
}
