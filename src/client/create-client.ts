import { snapshotsOf } from '../adapters/portal-api/link.js';
import type { Connection } from '../adapters/port.js';
import { PortalError } from '../domain/errors.js';
import { Messages } from '../i18n/messages.js';
import { advise } from './advise.js';
import type { Care } from './care.js';
import { Client, partOf, type LoadPart, type Port } from './client.js';
import { readConfig, type GetToken, type VafaConfig } from './config.js';
import type { Session } from './session.js';
import type { VendorPart } from './vendor.js';

/** Makes a client from settings: the browser's one place where the parts are put together. */
export function createClient(config: VafaConfig, load: LoadPart, scope: HTMLElement = document.documentElement): Client {
  const messages = new Messages(load);
  for (const [locale, words] of Object.entries(config.messages ?? {})) messages.override(locale, words);
  const getToken = config.getToken ?? (config.tokenUrl === undefined ? undefined : tokenFrom(config.tokenUrl));
  return new Client({ config: { ...config, ...(getToken && { getToken }) }, messages, scope, load, adapter: (session, care, turn) => adapterOf(config, session, load, care, turn) });
}

/** Reads settings from their channels, and says of each that is wrong what it should be, once, in the console. */
export function settings(...channels: unknown[]): VafaConfig {
  return readConfig(channels, (name) => advise('setting', name));
}

function adapterOf({ adapter, api, deadline }: VafaConfig, session: Session, load: LoadPart, care: () => Promise<Care>, turn: () => void): { adapter: Port; connection?: Connection } {
  if (adapter) return { adapter };
  if (api === undefined) return { adapter: { snapshot: notSet } };
  const connection: Connection = { api, deadline, token: () => session.token(), renew: async (refused) => (await care()).renew(refused, () => session.renew(refused), turn) };
  if (/\.json([?#]|$)/i.test(api)) return { adapter: vendorAt(connection, session, load) };
  return { adapter: { snapshot: snapshotsOf(connection, async () => (await care()).connect(connection)) }, connection };
}

/** Stands for a vendor that the page speaks to itself, until its part of the kit takes the place. */
function vendorAt(connection: Connection, session: Session, load: LoadPart): Port {
  const port: Port = {
    snapshot: async (...asked) => partOf<VendorPart>(await load('vendor'), 'vendor').vendor(port, connection, session).then((made) => made.snapshot(...asked)),
  };
  return port;
}

/** Stands where the page has not said where its club is. */
function notSet(): Promise<never> {
  advise('api');
  return Promise.reject(new PortalError({ kind: 'unsupported', detail: 'The setting `api` is missing.' }));
}

/** Gets the token from an address on the page's own origin, with the shop's cookies. */
function tokenFrom(tokenUrl: string): GetToken {
  return async () => {
    const url = new URL(tokenUrl, document.baseURI);
    const own = url.origin === location.origin;
    const response = own ? await window.fetch(url, { credentials: 'same-origin', cache: 'no-store' }) : undefined;
    if (response?.status === 204 || response?.status === 401) return null;
    const answer: unknown = response?.ok ? await response.json() : undefined;
    const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : undefined;
    if (typeof token === 'string') return token;
    throw new PortalError({ kind: 'unavailable', detail: `tokenUrl: HTTP ${response?.status}` });
  };
}
