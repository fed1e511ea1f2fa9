import type { Capabilities } from '../../domain/capabilities.schema.js';
import type { Call, PortalAdapter, PortalBackend, Session } from '../port.js';
import { Answers } from './answers.js';
import { Asker, type Question } from './asker.js';
import { signer, type MemberToken } from './auth.js';
import { budgetOf } from './budget.js';
import { describe, type Description } from './description.js';
import { onceInMemory, type OnceStore } from './once.js';
import { activityOf, ordersOf } from './pages.js';
import type { Secrets } from './secrets.js';
import type { SettingValues } from './settings.js';
import { shapes } from './shapes.js';
import type { Trace } from './trace.js';
import { Transport, type Fetch } from './transport.js';
import { wished, type WishParts } from './wishes.js';

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
  /** Told of each request, answer and mapping: for `vafa doctor`. */
  readonly trace?: Trace;
}

/** A backend from the description of a vendor’s API. Fails with a `DescriptionError` or a `MissingSecret`. */
export function createDeclarative(document: unknown, options: DeclarativeOptions = {}): PortalBackend {
  return declarativeOf(describe(document, options.settings), options);
}

/** A backend from a description that was read already. */
export function declarativeOf(description: Description, options: DeclarativeOptions = {}): PortalBackend {
  const { secrets = () => undefined, once = onceInMemory(), now = () => new Date(), trace, memberToken } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalFetch(url, init));
  const { document, hosts } = description;
  const plainHosts = new Set(options.plainHosts);
  const signed = signer(document.auth, { secrets, fetch, hosts, plainHosts, memberToken });
  const transport = new Transport({ fetch, hosts, plainHosts, budget: budgetOf(document.budget), signer: signed });
  const asker = new Asker({ description, transport, answers: new Answers(), now, trace });
  return { open: (session) => port(description, { asker, once, id: document.id }, session, options.timeZone) };
}

// Looked up late: a page may replace it.
function globalFetch(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init);
}

/** What the described operations amount to. */
export function capabilitiesOf({ ops }: Description): Capabilities {
  return Object.fromEntries([...ops.keys()].map((name) => [name, ops.get(name)?.degraded ? 'degraded' : 'yes']));
}

function port(description: Description, parts: WishParts, session: Session, timeZone: string | undefined): PortalAdapter {
  const { asker } = parts;
  const to = (input: unknown, call: Call | undefined): Question => ({ session, input, call });
  const whole: Required<Omit<PortalAdapter, 'snapshot' | 'watch'>> = {
    capabilities: async (call) => {
      call?.signal?.throwIfAborted();
      return capabilitiesOf(description);
    },
    shop: (call) => asker.ask('shop', shapes.shop, to({}, call)),
    member: (call) => asker.ask('member', shapes.member, to({}, call)),
    wallets: (call) => asker.ask('wallets', shapes.wallets, to({}, call)),
    tiers: (call) => asker.ask('tiers', shapes.tiers, to({}, call)),
    activity: async (query, call) => activityOf(asker, query, to(query, call), await daysOf(adapter, call, timeZone)),
    rewards: (call) => asker.ask('rewards', shapes.rewards, to({}, call)),
    redemptions: (call) => asker.ask('redemptions', shapes.redemptions, to({}, call)),
    earnActions: (call) => asker.ask('earnActions', shapes.earnActions, to({}, call)),
    orders: (query, call) => ordersOf(asker, query, to(query, call)),
    order: (query, call) => asker.ask('order', shapes.order, to(query, call)),
    estimate: (query, call) => asker.ask('estimate', shapes.estimate, to(query, call)),
    join: (input, call) => wished(parts, adapter, 'join', shapes.join, session, input, call),
    redeem: (input, call) => wished(parts, adapter, 'redeem', shapes.redeem, session, input, call),
    cancelRedemption: (input, call) => wished(parts, adapter, 'cancelRedemption', shapes.cancelRedemption, session, input, call),
    completeEarnAction: (input, call) => wished(parts, adapter, 'completeEarnAction', shapes.completeEarnAction, session, input, call),
    dismiss: (input, call) => wished(parts, adapter, 'dismiss', shapes.dismiss, session, input, call),
  };
  const adapter: PortalAdapter = whole;
  for (const name of operationNames) if (!description.ops.has(name)) delete adapter[name];
  return adapter;
}

const operationNames = ['shop', 'member', 'wallets', 'tiers', 'activity', 'rewards', 'redemptions', 'earnActions', 'orders', 'order', 'estimate', 'join', 'redeem', 'cancelRedemption', 'completeEarnAction', 'dismiss'] as const;

// Days are the shop’s where it is known, else those of UTC.
async function daysOf(adapter: PortalAdapter, call: Call | undefined, told: string | undefined): Promise<(at: string) => string> {
  const timeZone = told ?? (await adapter.shop?.(call))?.timeZone;
  if (timeZone === undefined) return (at) => at.slice(0, 10);
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => (at.length === 10 ? at : format.format(new Date(at)));
}
