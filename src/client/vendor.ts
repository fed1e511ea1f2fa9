import { boundedText } from '../adapters/bounded-text.js';
import { DescriptionError } from '../adapters/declarative/description.js';
import { pageBackend } from '../adapters/declarative/for-page.js';
import type { MemberToken } from '../adapters/declarative/signing.js';
import type { Fetch } from '../adapters/declarative/transport.js';
import type { Connection, PortalAdapter, PortalBackend, Session, TokenSource, WriteName } from '../adapters/port.js';
import { snapshotOf } from '../adapters/snapshot.js';
import { PortalError } from '../domain/errors.js';
import { advise } from './advise.js';
import { onceKept } from './once-kept.js';
import { claimsOf } from './subject.js';

/** Counts whom the page spoke for: a number that is another one for each who signs in. */
export interface Identities {
  readonly epoch: number;
}

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
    return portOf(pageBackend(told, { fetch: bareFetch, memberToken: memberTokenOf(connection), once: onceKept(api) }), connection, identities);
  } catch (thrown) {
    if (!(thrown instanceof DescriptionError)) throw thrown;
    const [{ path, says } = { path: api, says: '' }] = thrown.mistakes;
    advise('vendor', api, path, says);
    throw new PortalError({ kind: 'unsupported', detail: `${path}: ${says}` });
  }
}

async function documentAt({ api, deadline = 8_000 }: Connection): Promise<unknown> {
  try {
    const response = await bareFetch(new URL(api, document.baseURI).href, { signal: AbortSignal.timeout(deadline) });
    const text = await boundedText(response, mostBytes);
    if (response.ok) return JSON.parse(text);
    throw new Error(`HTTP ${response.status}`);
  } catch (thrown) {
    throw new PortalError({ kind: 'unavailable', detail: `${api}: the description could not be read (${thrown instanceof Error ? thrown.message : ''})` }, { cause: thrown });
  }
}

// Looked up late: a page may replace it. The member’s token is all that speaks for them: cookies stay out of it.
const bareFetch: Fetch = (url, init) => window.fetch(url, { ...init, credentials: 'omit' });

function memberTokenOf(tokens: TokenSource): MemberToken {
  let last: string | undefined;
  return async (_, anew) => (last = await (anew && last !== undefined && tokens.renew ? tokens.renew(last) : tokens.token()));
}

function portOf(backend: PortalBackend, tokens: TokenSource, identities: Identities): VendorPort {
  const open = async (): Promise<PortalAdapter> => backend.open(await speaker(tokens, identities));
  const port: VendorPort = {
    capabilities: async (call) => (await open()).capabilities(call),
    snapshot: async (includes, call) => snapshotOf(await open(), includes, call),
  };
  const offered = backend.open({ shopId: '' });
  for (const name of writes) if (offered[name]) addWrite(port, name, open);
  return port;
}

function addWrite<W extends WriteName>(port: PortalAdapter, name: W, open: () => Promise<PortalAdapter>): void {
  const write = async (input: never, call: never): Promise<never> => {
    const written: unknown = await (await open())[name]?.(input, call);
    return written as never;
  };
  port[name] = write;
}

/** Whom the page speaks for: the vendor judges the token, so its claims only name what is theirs. */
async function speaker(tokens: TokenSource, { epoch }: Identities): Promise<Session> {
  const token = await tokens.token();
  if (token === undefined) return { shopId: '' };
  const { sub, email, name } = claimsOf(token);
  return { shopId: '', memberId: textOr(sub) ?? `member-${epoch}`, ...(textOr(email) && { email: textOr(email) }), ...(textOr(name) && { name: textOr(name) }) };
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
