import type { PortalAdapter } from '../adapters/port.js';
import type { Overrides } from '../i18n/catalog.js';
import type { CartAdapter } from './cart.js';

/** Gives the member's token, or nothing for a guest. */
export type GetToken = () => Promise<string | null | undefined> | string | null | undefined;

/** How the kit behaves on a page. Every member may be left out. */
export interface VafaConfig {
  /**
   * Address of the gateway, e.g. `https://club.example.com`; the one thing a page must say. An address that ends in
   * `.json` is that of a vendor’s description, which the page then speaks to itself.
   */
  api?: string;
  /** BCP 47 tag of the language; without it the page's own. */
  locale?: string;
  /** Direction; without it the language's, or the page's. */
  dir?: 'ltr' | 'rtl';
  /** Colours: the page's (`auto`), or one scheme. */
  theme?: 'auto' | 'light' | 'dark';
  /** `latn` writes Latin digits in every language. */
  digits?: 'locale' | 'latn';
  /** Calendar of dates; `locale` is the language's own. */
  calendar?: 'locale' | 'gregory' | 'persian';
  /** Gives the member's token; called again when the API refuses it. */
  getToken?: GetToken;
  /** Address on the shop's own origin that answers `{"token": "…"}`, or 204 for a guest. */
  tokenUrl?: string;
  /** Where a guest signs in. */
  signInUrl?: string;
  /** The shop's own words: `{ en: { 'points.heading': 'Your stars' } }`. */
  messages?: Record<string, Overrides>;
  /** Folder the script's further parts are fetched from; without it the script's own. */
  base?: string;
  /** Milliseconds after which a call to the API counts as failed, 1,000 to 60,000. Default 8,000. */
  deadline?: number;
  /** A policy of the page's own for Trusted Types, or `null` to make none. */
  trustedTypesPolicy?: { createHTML(html: string): unknown } | null;
  /** The page's cart, so that rewards go straight into it. */
  cart?: CartAdapter;
  /** Stands in for the HTTP adapter: a club in memory, or a backend of your own. `getToken` still says whether a member is here. */
  adapter?: PortalAdapter;
}

type Check = (value: unknown) => boolean;

const oneOf =
  (...values: string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const isTag: Check = (value) => typeof value === 'string' && /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(value);

const schema: { readonly [K in keyof Required<VafaConfig>]: Check } = {
  api: isAddress,
  locale: isTag,
  dir: oneOf('ltr', 'rtl'),
  theme: oneOf('auto', 'light', 'dark'),
  digits: oneOf('locale', 'latn'),
  calendar: oneOf('locale', 'gregory', 'persian'),
  getToken: (value) => typeof value === 'function',
  tokenUrl: isAddress,
  signInUrl: isAddress,
  messages: isObject,
  base: isAddress,
  deadline: (value) => typeof value === 'number' && value >= 1_000 && value <= 60_000,
  trustedTypesPolicy: (value) => typeof value === 'object',
  cart: isObject,
  adapter: isObject,
};

/** The names of all settings. */
export const settingNames = Object.keys(schema);

/**
 * Reads settings from the channels a page has, the most important first. What is not right is left out and named to `refuse`.
 * Own members only, so that neither `__proto__` in JSON nor a page's additions to `Object.prototype` become settings.
 */
export function readConfig(channels: readonly unknown[], refuse: (name: string) => void): VafaConfig {
  const config: Record<string, unknown> = { __proto__: null };
  for (const channel of channels) {
    if (typeof channel !== 'object' || channel === null) continue;
    const given: Record<string, unknown> = { ...channel };
    for (const [name, value] of Object.entries(given)) {
      if (name in config || value === undefined) continue;
      if (isSetting(name) && schema[name](value)) config[name] = value;
      else refuse(name);
    }
  }
  return config;
}

function isSetting(name: string): name is keyof VafaConfig {
  return Object.hasOwn(schema, name);
}

/** Whether a text is an http(s) address, absolute or against the page, without user info. */
function isAddress(text: unknown): boolean {
  try {
    const url = new URL(String(text), document.baseURI);
    return typeof text === 'string' && text !== '' && /^https?:$/.test(url.protocol) && !url.username;
  } catch {
    return false;
  }
}
