import { advise } from '../client/advise.js';
import type { Client } from '../client/client.js';
import type { GetToken, VafaConfig } from '../client/config.js';
import { page } from '../client/page.js';
import type { Overrides } from '../i18n/catalog.js';
import { version } from '../version.js';
import { isCallable } from '../client/callable.js';

/** What `window.vafa` is once the script has run. */
export interface VafaHandle {
  /** The exact version. */
  readonly version: string;
  /** Fulfilled when the elements are known to the page. */
  readonly ready: Promise<void>;
  /** Sets or changes settings. */
  configure(config: VafaConfig): void;
  /** Somebody else is here; `null` is logout: everything of the member is forgotten. */
  identify(getToken?: GetToken | null): void;
  /** Asks again for what is shown. */
  refresh(): void;
  /** Listens to an event of the kit anywhere in the document; returns the way to stop. */
  on(name: string, listener: (event: Event) => void): () => void;
  /** Tells what the kit sees: version, settings by name, who is here. Never a token. */
  debug(): { version: string; settings: string[]; session: Client['session'] };
  /** Adds a language, or the shop's own words for some keys of one. */
  addLocale(locale: string, messages: Overrides): void;
  /** Ends every request and timer. */
  destroy(): void;
  /** Runs a call that was queued: `['configure', { … }]`, or a function of the handle. */
  push(...calls: unknown[]): void;
}

/** Makes the handle of a page. */
export function makeHandle(ready: Promise<void>): VafaHandle {
  const handle: VafaHandle = {
    version,
    ready,
    configure: (config) => page.configure(config),
    identify: (getToken) => page.client.identify(getToken),
    refresh: () => page.client.refresh(),
    on(name, listener) {
      const type = name.startsWith('vafa-') ? name : `vafa-${name}`;
      document.addEventListener(type, listener);
      return () => document.removeEventListener(type, listener);
    },
    debug: () => ({ version, settings: Object.keys(page.config), session: page.client.session }),
    addLocale: (locale, messages) => page.client.messages.override(locale, messages),
    destroy: () => page.client.destroy(),
    push: (...calls) => calls.forEach((call) => run(handle, call)),
  };
  return Object.freeze(handle);
}

/** Runs one queued call; what it does not know, or what throws, is told and skipped. */
function run(handle: VafaHandle, call: unknown): void {
  try {
    if (isCallable(call)) {
      call(handle);
      return;
    }
    const list: readonly unknown[] = Array.isArray(call) ? call : [];
    const [name, ...values] = list;
    const method: unknown = typeof name === 'string' && Object.hasOwn(handle, name) && Reflect.get(handle, name);
    if (isCallable(method)) method(...values);
    else advise('call', String(name));
  } catch (thrown) {
    advise('failed', thrown instanceof Error ? thrown.message : typeof thrown);
  }
}
