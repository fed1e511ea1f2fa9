import { boundedText } from '../adapters/bounded-text.js';
import { DescriptionError } from '../adapters/declarative/description.js';
import { pageBackends } from '../adapters/declarative/for-page.js';
import type { Fetch } from '../adapters/declarative/transport.js';
import type { Connection, PortalAdapter, PortalBackend, WriteCall, WriteName } from '../adapters/port.js';
import { snapshotOf } from '../adapters/snapshot.js';
import { PortalError } from '../domain/errors.js';
import { advise } from './advise.js';
import { exclusively } from './locks.js';
import { onceKept } from './once-kept.js';
import { Speakers, type Identities } from './speaker.js';
import { forgetUnsettled } from './unsettled.js';

/** The part of the kit that lets a page speak to a vendor itself. */
export interface VendorPart {
  /** Puts the vendor’s port in the place of what stands for it. */
  readonly vendor: (port: Partial<PortalAdapter>, connection: Connection, identities: Identities) => Promise<VendorPort>;
}

/** Bytes of a description that are read. */
const mostBytes = 500_000;
const writes: readonly WriteName[] = ['join', 'redeem', 'cancelRedemption', 'completeEarnAction', 'dismiss'];

type VendorPort = PortalAdapter & Pick<Required<PortalAdapter>, 'snapshot'>;

/** The port that took a place, while it is made and after. */
const ports = new WeakMap<object, Promise<VendorPort>>();

/**
 * The port of a vendor that the page speaks to itself, by the description at `connection.api`: for vendors that answer a member’s
 * own token. What is wrong with the description is told to the developer; then, and while it cannot be had, it fails with a `PortalError`.
 */
export const vendor: VendorPart['vendor'] = async (port, connection, identities) => {
  const made = ports.get(port) ?? vendorPort(connection, identities);
  ports.set(port, made);
  made.catch(() => ports.delete(port));
  return Object.assign(port, await made);
};

async function vendorPort(connection: Connection, identities: Identities): Promise<VendorPort> {
  const { api } = connection;
  const told = await documentAt(connection);
  try {
    return portOf(told, connection, identities);
  } catch (thrown) {
    if (!(thrown instanceof DescriptionError)) throw thrown;
    const [{ path, says } = { path: api, says: '' }] = thrown.mistakes;
    throw unusable(api, path, says);
  }
}

function unusable(api: string, path: string, says: string): PortalError {
  advise('vendor', api, path, says);
  return new PortalError({ kind: 'unsupported', detail: `${path}: ${says}` });
}

// A description says where the member’s token goes: neither a <base> nor a redirect of the site may have another take its place.
async function documentAt({ api, deadline = 8_000 }: Connection): Promise<unknown> {
  const url = new URL(api, location.href);
  if (url.origin !== location.origin && !/^https?:/i.test(api)) throw unusable(api, 'data-api', `it is on ${url.host}: write the whole address, with https://`);
  try {
    const response = await bareFetch(url.href, { redirect: 'error', signal: AbortSignal.timeout(deadline) });
    const text = await boundedText(response, mostBytes);
    if (response.ok) return JSON.parse(text);
    throw new Error(`HTTP ${response.status}`);
  } catch (thrown) {
    throw new PortalError({ kind: 'unavailable', detail: `${api}: the description could not be read (${thrown instanceof Error ? thrown.message : ''})` }, { cause: thrown });
  }
}

// Looked up late: a page may replace it. The member’s token is all that speaks for them: cookies stay out of it.
const bareFetch: Fetch = (url, init) => window.fetch(url, { ...init, credentials: 'omit' });

function portOf(told: unknown, connection: Connection, identities: Identities): VendorPort {
  const { api } = connection;
  const speakers = new Speakers(connection, identities);
  const once = onceKept(api);
  const make = pageBackends(told, { fetch: bareFetch, memberToken: speakers.sign, once });
  // What was answered to one token is nobody else’s: it goes when the page’s session lets the token go.
  const backends = new WeakMap<Promise<unknown>, PortalBackend>();
  const open = async (isWrite: boolean): Promise<PortalAdapter> => {
    const given = connection.token();
    const session = await speakers.begin(given, isWrite);
    if (session.memberId === undefined && identities.state === 'guest') {
      once.forget();
      forgetUnsettled(api);
    }
    const backend = backends.get(given) ?? make();
    backends.set(given, backend);
    return backend.open(session);
  };
  const port: VendorPort = {
    capabilities: async (call) => (await open(false)).capabilities(call),
    snapshot: async (includes, call) => snapshotOf(await open(false), includes, call),
  };
  const offered = make().open({ shopId: '' });
  for (const name of writes) if (offered[name]) addWrite(port, name, api, () => open(true));
  return port;
}

// One wish at a time in the whole shop: two tabs may show one balance.
function addWrite<W extends WriteName>(port: PortalAdapter, name: W, api: string, open: () => Promise<PortalAdapter>): void {
  const write = async (input: never, call: WriteCall): Promise<never> => {
    if (!('subtle' in crypto)) throw insecure(name);
    const opened = await open();
    const written: unknown = await exclusively(`vafa-wish:${api}`, call.signal, async () => opened[name]?.(input, call as never));
    return written as never;
  };
  port[name] = write;
}

function insecure(name: string): PortalError {
  const detail = `${name}: a page by plain http has no crypto.subtle, so nothing was sent. Serve it by https`;
  advise('failure', detail);
  return new PortalError({ kind: 'unsupported', detail });
}
