import type { PortalAdapter } from '../adapters/port.js';
import type { Overrides } from '../i18n/catalog.js';

/** Gives the member's token, or nothing for a guest. */
export type GetToken = () => Promise<string | null | undefined> | string | null | undefined;

/** How the kit behaves on a page. Every member may be left out. */
export interface VafaConfig {
  /** Address of the gateway, e.g. `https://club.example.com`; the one thing a page must say. */
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
  /** Stands in for the HTTP adapter: a club in memory, or a backend of your own. `getToken` still says whether a member is here. */
  adapter?: PortalAdapter;
}

/** A setting that was left out because it is not what it should be. */
export interface ConfigProblem {
  /** Which setting, e.g. `messages.fa`. */
  readonly path: string;
  /** What it should be. */
  readonly expected: string;
}

type Check = (value: unknown) => boolean;

const oneOf =
  (...values: string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const isAddress: Check = (value) => typeof value === 'string' && address(value) !== undefined;
const isTag: Check = (value) => typeof value === 'string' && /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(value);
const isDeadline: Check = (value) => typeof value === 'number' && value >= 1_000 && value <= 60_000;

const schema: { readonly [K in keyof Required<VafaConfig>]: readonly [Check, string] } = {
  api: [isAddress, 'an https address, such as https://club.example.com'],
  locale: [isTag, 'a language tag, such as fa or en-GB'],
  dir: [oneOf('ltr', 'rtl'), 'ltr or rtl'],
  theme: [oneOf('auto', 'light', 'dark'), 'auto, light or dark'],
  digits: [oneOf('locale', 'latn'), 'locale or latn'],
  calendar: [oneOf('locale', 'gregory', 'persian'), 'locale, gregory or persian'],
  getToken: [(value) => typeof value === 'function', 'a function that gives a token'],
  tokenUrl: [isAddress, 'an address on this site'],
  signInUrl: [isAddress, 'an address of this site'],
  messages: [isObject, 'an object of languages'],
  base: [isAddress, 'the address of a folder'],
  deadline: [isDeadline, 'milliseconds from 1000 to 60000'],
  trustedTypesPolicy: [(value) => typeof value === 'object', 'a policy with createHTML, or null'],
  adapter: [isObject, 'an object with the methods of PortalAdapter'],
};

/** The names of all settings. */
export const settingNames = Object.keys(schema);

/**
 * Reads settings from the channels a page has, the most important first. What is not right is left out and told.
 * Own members only, so that neither `__proto__` in JSON nor a page's additions to `Object.prototype` become settings.
 */
export function readConfig(channels: readonly unknown[], tell: (problem: ConfigProblem) => void): VafaConfig {
  const config: Record<string, unknown> = Object.create(null);
  for (const channel of channels) {
    if (typeof channel !== 'object' || channel === null) continue;
    for (const [name, value] of Object.entries(channel)) {
      if (name in config || value === undefined) continue;
      const rule = isSetting(name) ? schema[name] : undefined;
      if (!rule) tell({ path: name, expected: `one of ${settingNames.join(', ')}` });
      else if (!rule[0](value)) tell({ path: name, expected: rule[1] });
      else config[name] = value;
    }
  }
  return config;
}

function isSetting(name: string): name is keyof VafaConfig {
  return Object.hasOwn(schema, name);
}

/** An http(s) address as an absolute one against the page; `undefined` for any other scheme. */
export function address(text: string): string | undefined {
  try {
    const url = new URL(text, document.baseURI);
    return /^https?:$/.test(url.protocol) && !url.username ? url.href : undefined;
  } catch {
    return undefined;
  }
}
