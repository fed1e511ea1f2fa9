import type { Mistake } from '../../domain/mistakes.js';
import type { AdapterDocument } from './document.schema.js';

/** What a shop says of itself, by the names that the description asks for. */
export type SettingValues = Readonly<Record<string, string | number | boolean>>;

/** Where a description leads for one shop. */
export interface Settled {
  readonly settings: Readonly<Record<string, unknown>>;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** How requests are signed; an address in it leads to one of the hosts. */
  readonly auth: AdapterDocument['auth'];
  readonly hosts: ReadonlySet<string>;
}

const form = /^[a-z0-9.-]+(:\d{1,5})?$/;

/** A shop’s settings with what is said by default; what is missing or unknown becomes a mistake. */
export function settingsOf(wanted: NonNullable<AdapterDocument['settings']>, values: SettingValues, mistakes: Mistake[]): Readonly<Record<string, unknown>> {
  const names = Object.keys(wanted);
  for (const name of Object.keys(values)) if (!Object.hasOwn(wanted, name)) mistakes.push({ path: `settings.${name}`, says: `“${name}” is no setting here; there ${names.length > 0 ? `are ${names.join(', ')}` : 'is none'}` });
  const settings: Record<string, unknown> = {};
  for (const [name, { says, default: otherwise, example }] of Object.entries(wanted)) {
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? otherwise;
    if (value === undefined || value === '') mistakes.push({ path: `settings.${name}`, says: `is missing: ${says}${example === undefined ? '' : ` For example ${JSON.stringify(example)}.`}` });
    settings[name] = value ?? '';
  }
  return settings;
}

/** Puts a shop’s settings into the addresses of a description; what leads elsewhere becomes a mistake. */
export function settled(document: AdapterDocument, values: SettingValues, mistakes: Mistake[]): Settled {
  const settings = settingsOf(document.settings ?? {}, values, mistakes);
  const put = (path: string, text: string): string => text.replaceAll(/\{settings\.([A-Za-z0-9_]+)\}/g, (_, name: string) => inserted(path, name, settings, mistakes));
  const hosts = new Set(document.allowedHosts.map((host, at) => hostOf(`allowedHosts[${at}]`, put(`allowedHosts[${at}]`, host), mistakes)));
  const address = (path: string, text: string, as: Address): string => addressOf(path, put(path, text), as, hosts, mistakes);
  const { auth } = document;
  return {
    settings,
    baseUrl: address('baseUrl', document.baseUrl, baseAddress).replace(/\/+$/, ''),
    auth: auth.type === 'oauth' ? { ...auth, tokenUrl: address('auth.tokenUrl', auth.tokenUrl, tokenAddress) } : auth,
    hosts,
  };
}

function inserted(path: string, name: string, settings: Readonly<Record<string, unknown>>, mistakes: Mistake[]): string {
  if (!Object.hasOwn(settings, name)) {
    mistakes.push({ path, says: `names {settings.${name}}, which settings does not describe` });
    return '';
  }
  const value = String(settings[name]);
  if (/^[A-Za-z0-9.:_-]*$/.test(value)) return value;
  mistakes.push({ path: `settings.${name}`, says: `“${value.slice(0, 60)}” goes into an address: letters, digits, dots and hyphens only` });
  return '';
}

function hostOf(path: string, host: string, mistakes: Mistake[]): string {
  if (!form.test(host)) mistakes.push({ path, says: `“${host.slice(0, 60)}” is no host: write it as api.example.com, small letters, no path` });
  return host;
}

interface Address {
  readonly example: string;
  readonly barred: RegExp;
  readonly without: string;
}
const baseAddress: Address = { example: 'https://api.example.com/v1', barred: /[?#\\\s]/, without: 'user, parameters, #, spaces or \\: parameters go into query' };
/** RFC 6749, 3.2: a query may be part of it, a fragment may not. */
const tokenAddress: Address = { example: 'https://api.example.com/oauth/token', barred: /[#\\\s]/, without: 'user, #, spaces or \\' };

function addressOf(path: string, text: string, { example, barred, without }: Address, hosts: ReadonlySet<string>, mistakes: Mistake[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const says = !url
    ? `“${text.slice(0, 80)}” is no address; write it as ${example}`
    : !/^https?:$/.test(url.protocol) || barred.test(text) || url.username || url.password
      ? `must be an https address without ${without}`
      : !hosts.has(url.host)
        ? `its host ${url.host} is not in allowedHosts`
        : undefined;
  if (says !== undefined) mistakes.push({ path, says });
  return text;
}
