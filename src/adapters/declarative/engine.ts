import type { Capabilities } from '../../domain/capabilities.schema.js';
import type { Call, PortalAdapter, PortalBackend, Session } from '../port.js';
import { Answers } from './answers.js';
import { Asker, type Question } from './asker.js';
import { budgetOf } from './budget.js';
import type { Description } from './description.js';
import type { OnceStore } from './once.js';
import { activityOf, ordersOf } from './pages.js';
import type { Shapes } from './shape.js';
import type { Signer } from './signing.js';
import type { Trace } from './trace.js';
import { Transport, type Fetch } from './transport.js';
import { Turns } from './turns.js';
import { wished, type WishParts } from './wishes.js';

/** What a description is run with. */
export interface EngineParts {
  readonly shapes: Shapes;
  readonly signer: Signer;
  readonly fetch: Fetch;
  /** Hosts that may be asked by plain http. */
  readonly plainHosts: ReadonlySet<string>;
  /** The record of wishes. */
  readonly once: OnceStore;
  /** Wishes are named in it by their key alone. */
  readonly byKey?: boolean;
  readonly now: () => Date;
  /** IANA time zone of the shop, whose days a history is narrowed down by; that of the described shop by default, else UTC. */
  readonly timeZone: string | undefined;
  readonly trace: Trace | undefined;
}

/**
 * Runs a description: nothing here knows where it runs. Gives a backend as often as it is asked to; they share what the vendor allows
 * and the turns of wishes, and no answer.
 */
export function backendsOf(description: Description, parts: EngineParts): () => PortalBackend {
  const { fetch, plainHosts, signer, shapes, now, trace, once, byKey, timeZone } = parts;
  const { document, hosts } = description;
  const transport = new Transport({ fetch, hosts, plainHosts, budget: budgetOf(document.budget), signer });
  const turns = new Turns();
  return () => {
    const asker = new Asker({ description, transport, shapes, answers: new Answers(), now, trace });
    return { open: (session) => port(description, { asker, once, turns, byKey, id: document.id }, session, timeZone) };
  };
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
    shop: (call) => asker.ask('shop', to({}, call)),
    member: (call) => asker.ask('member', to({}, call)),
    wallets: (call) => asker.ask('wallets', to({}, call)),
    tiers: (call) => asker.ask('tiers', to({}, call)),
    activity: async (query, call) => activityOf(asker, query, to(query, call), await daysOf(adapter, call, timeZone)),
    rewards: (call) => asker.ask('rewards', to({}, call)),
    redemptions: (call) => asker.ask('redemptions', to({}, call)),
    earnActions: (call) => asker.ask('earnActions', to({}, call)),
    orders: (query, call) => ordersOf(asker, query, to(query, call)),
    order: (query, call) => asker.ask('order', to(query, call)),
    estimate: (query, call) => asker.ask('estimate', to(query, call)),
    join: (input, call) => wished(parts, adapter, 'join', session, input, call),
    redeem: (input, call) => wished(parts, adapter, 'redeem', session, input, call),
    cancelRedemption: (input, call) => wished(parts, adapter, 'cancelRedemption', session, input, call),
    completeEarnAction: (input, call) => wished(parts, adapter, 'completeEarnAction', session, input, call),
    dismiss: (input, call) => wished(parts, adapter, 'dismiss', session, input, call),
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
