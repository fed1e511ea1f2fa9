import { Http } from '../adapters/portal-api/http.js';
import { createPortalLink } from '../adapters/portal-api/link.js';
import { PortalError } from '../domain/errors.js';
import { Messages } from '../i18n/messages.js';
import { Client, type LoadPart, type Port } from './client.js';
import { address, readConfig, type GetToken, type VafaConfig } from './config.js';
import type { Session } from './session.js';

/** Makes a client from settings: the browser's one place where the parts are put together. */
export function createClient(config: VafaConfig, load: LoadPart, scope: HTMLElement = document.documentElement): Client {
  const messages = new Messages(load);
  for (const [locale, words] of Object.entries(config.messages ?? {})) messages.override(locale, words);
  const getToken = config.getToken ?? (config.tokenUrl === undefined ? undefined : tokenFrom(config.tokenUrl));
  return new Client({ config: { ...config, ...(getToken && { getToken }) }, messages, scope, load, adapter: (session) => adapterOf(config, session) });
}

/** Reads settings from their channels and says of each that is wrong what it should be, once, in the console. */
export function settings(...channels: unknown[]): VafaConfig {
  return readConfig(channels, ({ path, expected }) => {
    if (warned.has(path)) return;
    warned.add(path);
    console.warn(`vafa: the setting \`${path}\` was left out: it should be ${expected}.`);
  });
}

const warned = new Set<string>();

function adapterOf(config: VafaConfig, session: Session): { adapter: Port; http?: Http } {
  if (config.adapter) return { adapter: config.adapter };
  if (config.api === undefined) return { adapter: { snapshot: notSet } };
  const http = new Http({ api: config.api, deadline: config.deadline, token: () => session.token(), renew: (refused) => session.renew(refused) });
  return { adapter: createPortalLink(http), http };
}

/** Stands where the page has not said where its club is. */
function notSet(): Promise<never> {
  console.error('vafa: no club to talk to. Set data-api on the script tag, or call vafa.configure({ api: "https://…" }).');
  return Promise.reject(new PortalError({ kind: 'unsupported', detail: 'The setting `api` is missing.' }));
}

/** Gets the token from an address on the page's own origin, with the shop's cookies. */
function tokenFrom(tokenUrl: string): GetToken {
  return async () => {
    const url = address(tokenUrl);
    if (url === undefined || new URL(url).origin !== location.origin) {
      throw new PortalError({ kind: 'invalid', detail: `tokenUrl must be an address on ${location.origin}` });
    }
    const response = await window.fetch(url, { credentials: 'same-origin', cache: 'no-store', headers: { accept: 'application/json' } });
    if (response.status === 204 || response.status === 401) return null;
    if (!response.ok) throw new PortalError({ kind: 'unavailable', detail: `tokenUrl answered HTTP ${response.status}` });
    const answer: unknown = await response.json();
    const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : undefined;
    if (typeof token !== 'string') throw new PortalError({ kind: 'invalid', detail: 'tokenUrl must answer {"token": "…"}, or 204 for a guest' });
    return token;
  };
}
