import { compose } from '../../adapters/compose.js';
import type { MemberToken } from '../../adapters/declarative/signing.js';
import { declarativeOf, type DeclarativeOptions } from '../../adapters/declarative/declarative.js';
import { describe } from '../../adapters/declarative/describe.js';
import { DescriptionError, type Description } from '../../adapters/declarative/description.js';
import { MissingSecret, secretOf } from '../../adapters/declarative/secrets.js';
import type { PortalBackend } from '../../adapters/port.js';
import { readJsonFile } from '../json-file.js';
import { memberTokens } from '../member-tokens.js';
import { outboundFetch } from '../outbound.js';
import { UserError } from '../user-error.js';
import type { LoadedConfig } from './config.js';
import type { ServeConfig, SingleBackend } from './config.schema.js';
import { presetOf } from './presets.js';
import { shopBackend } from './shop-backend.js';

/** What backends are made with. */
export interface BackendParts extends Pick<DeclarativeOptions, 'secrets' | 'fetch' | 'once' | 'now' | 'trace'> {
  /** Opens the one club of the configuration; `program` is its file. */
  readonly club: (program: string | undefined) => Promise<PortalBackend>;
}

/** The backend of a configuration. What is wrong is a `UserError` that names the path. */
export async function backendOf({ config, path }: LoadedConfig, parts: BackendParts): Promise<PortalBackend> {
  const { backend, shop } = config;
  const made = backend.type === 'compose' ? await composedOf(backend, { config, path }, parts) : await singleOf(backend, 'backend', { config, path }, parts);
  const club = backend.type === 'club' || (backend.type === 'compose' && Object.values(backend.parts).some(({ type }) => type === 'club'));
  // A club knows its shop itself.
  return shop && !club ? compose({ parts: { made, shop: shopBackend(shop) }, operations: { shop: 'shop' }, otherwise: 'made' }) : made;
}

type Loaded = Pick<LoadedConfig, 'config' | 'path'>;

async function composedOf({ parts, operations, otherwise }: Extract<ServeConfig['backend'], { type: 'compose' }>, loaded: Loaded, made: BackendParts): Promise<PortalBackend> {
  const backends: Record<string, PortalBackend> = {};
  for (const [name, part] of Object.entries(parts)) backends[name] = await singleOf(part, `backend.parts.${name}`, loaded, made);
  return compose({ parts: backends, operations, ...(otherwise !== undefined && { otherwise }) });
}

async function singleOf(backend: SingleBackend, at: string, loaded: Loaded, parts: BackendParts): Promise<PortalBackend> {
  if (backend.type === 'club') return parts.club(backend.program === undefined ? undefined : loaded.path(backend.program));
  const description = await descriptionOf(backend, at, loaded);
  const { privateHosts, shop } = loaded.config;
  try {
    const memberToken = memberTokenOf(backend, description, at, loaded, parts);
    return declarativeOf(description, { ...parts, plainHosts: privateHosts, ...(shop && { timeZone: shop.timeZone }), ...(memberToken && { memberToken }) });
  } catch (thrown) {
    if (thrown instanceof MissingSecret) throw new UserError(`${at}: ${thrown.message}`);
    throw thrown;
  }
}

/** Where the tokens come from that a vendor wants of each member; needed by those that are signed with them, and by no other. */
export function memberTokenOf({ memberToken }: Exclude<SingleBackend, { type: 'club' }>, { document }: Description, at: string, { config }: Pick<Loaded, 'config'>, { secrets = () => undefined, fetch = outboundFetch({ privateHosts: config.privateHosts }), now = () => new Date() }: Pick<BackendParts, 'secrets' | 'fetch' | 'now'>): MemberToken | undefined {
  const wanted = document.auth.type === 'member';
  if (!memberToken) {
    if (wanted) throw new UserError(`${at}.memberToken is missing: this vendor answers a member’s own token only. Name the shop’s server that has it: {"url": "https://shop.example/vendor-token", "secret": "env:NAME"} (docs/adapters.md).`);
    return undefined;
  }
  if (!wanted) throw new UserError(`${at}.memberToken is not used: this vendor is signed for with ${document.auth.type}. Leave it out.`);
  const { protocol, host } = new URL(memberToken.url);
  if (protocol !== 'https:' && !config.privateHosts.includes(host)) throw new UserError(`${at}.memberToken.url must be https, or its host ${host} among privateHosts.`);
  return memberTokens({ url: memberToken.url, secret: secretOf(secrets, `${at}.memberToken.secret`, memberToken.secret), fetch, now });
}

/** The description of a vendor’s API that a configuration names, with its settings put in. */
export async function descriptionOf(backend: Exclude<SingleBackend, { type: 'club' }>, at: string, { path }: Pick<Loaded, 'path'>): Promise<Description> {
  const document = backend.type === 'preset' ? await presetOf(backend.preset) : await readJsonFile(path(backend.file), 'description');
  try {
    return describe(backend.baseUrl === undefined ? document : elsewhere(document, backend.baseUrl), backend.settings);
  } catch (thrown) {
    if (thrown instanceof DescriptionError) throw new UserError(`${at} (${backend.type === 'preset' ? `preset ${backend.preset}` : backend.file}): ${thrown.message}`);
    throw thrown;
  }
}

// A sandbox or mock: the address and the host that goes with it.
function elsewhere(document: unknown, baseUrl: string): unknown {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
  const written = typeof document === 'object' && document !== null ? document : {};
  const hosts: unknown = 'allowedHosts' in written ? written.allowedHosts : [];
  return { ...written, baseUrl, allowedHosts: [...(Array.isArray(hosts) ? (hosts as unknown[]) : []), host] };
}
