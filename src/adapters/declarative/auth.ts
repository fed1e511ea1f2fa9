import * as z from 'zod/mini';
import { PortalError } from '../../domain/errors.js';
import { boundedText } from '../bounded-text.js';
import type { AdapterDocument, SecretHeader } from './document.schema.js';
import { isToBeGiven, keptToken, type Kept } from './renewal.js';
import { givenOrKept, MissingSecret, secretOf, type Secrets } from './secrets.js';
import { ownToken, unfitForHeader, unsigned, type MemberToken, type Sign, type Signer } from './signing.js';
import type { Fetch } from './transport.js';

/** What signing needs. */
export interface AuthParts {
  readonly secrets: Secrets;
  readonly fetch: Fetch;
  readonly plainHosts: ReadonlySet<string>;
  /** The member’s own token at the vendor, for vendors that have such. */
  readonly memberToken?: MemberToken | undefined;
}

/** How requests are signed. The secrets are looked up at once: one that is missing fails here, with a `MissingSecret`. */
export function signer(auth: AdapterDocument['auth'], parts: AuthParts): Signer {
  const { sign, renews } = firstSigner(auth, parts);
  const more = auth.type === 'none' ? [] : (auth.more ?? []).map((each, at) => secretIn(each, `auth.more[${at}].secret`, parts));
  return { sign: async (session, anew) => ({ ...(await sign(session, anew)), ...Object.fromEntries(more) }), renews };
}

function firstSigner(auth: AdapterDocument['auth'], parts: AuthParts): Signer {
  switch (auth.type) {
    case 'none':
      return unsigned;
    case 'bearer':
      return fixed(...secretIn({ header: 'authorization', secret: auth.secret, prefix: 'Bearer ' }, 'auth.secret', parts));
    case 'header':
      return fixed(...secretIn(auth, 'auth.secret', parts));
    case 'basic': {
      const user = givenOrKept(parts.secrets, 'auth.user', auth.user);
      const secret = auth.secret === undefined ? '' : secretOf(parts.secrets, 'auth.secret', auth.secret);
      return fixed('authorization', basic(user, secret));
    }
    case 'oauth':
      return { sign: oauth(auth, parts), renews: true };
    case 'member':
      return ownToken(auth, parts.memberToken);
    default:
      return auth satisfies never;
  }
}

function secretIn({ header, secret, prefix = '' }: SecretHeader, path: string, { secrets }: AuthParts): readonly [name: string, value: string] {
  const value = `${prefix}${secretOf(secrets, path, secret)}`;
  if (unfitForHeader.test(value)) throw new MissingSecret(path, secret, 'holds letters that cannot go into a header');
  return [header.toLowerCase(), value];
}

function fixed(name: string, value: string): Signer {
  return { sign: async () => ({ [name]: value }), renews: false };
}

function basic(user: string, secret: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${secret}`)))}`;
}

/** Bytes of a grant that are read. */
const mostBytes = 50_000;
const granted = z.object({ access_token: z.string().check(z.minLength(1), z.maxLength(20_000)), expires_in: z.optional(z.coerce.number()) });
type OAuth = Extract<AdapterDocument['auth'], { type: 'oauth' }>;

// Client credentials (RFC 6749, 4.4): one token for all, asked for once, renewed a minute before its end.
function oauth(auth: OAuth, parts: AuthParts): Sign {
  const client = { id: givenOrKept(parts.secrets, 'auth.clientId', auth.clientId), secret: secretOf(parts.secrets, 'auth.secret', auth.secret) };
  let held: Kept<string> | undefined;
  return async (_session, anew) => {
    if (!held || !isToBeGiven(held, anew)) held = keptToken(grantedToken(auth, client, parts), anew);
    return { authorization: `Bearer ${await held.token}` };
  };
}

async function grantedToken(auth: OAuth, client: { id: string; secret: string }, { fetch, plainHosts }: AuthParts): Promise<{ token: string; seconds: number }> {
  const { host, protocol } = new URL(auth.tokenUrl);
  if (protocol !== 'https:' && !plainHosts.has(host)) throw broken(`auth.tokenUrl: ${host} is not reached by https.`, undefined, 'refused');
  const byBody = auth.send !== 'basic';
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(auth.scope && { scope: auth.scope }), ...(byBody && { client_id: client.id, client_secret: client.secret }) });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...(!byBody && { authorization: basic(client.id, client.secret) }) };
  const answer = await fetch(auth.tokenUrl, { method: 'POST', headers, body: form.toString(), redirect: 'manual', signal: AbortSignal.timeout(8_000) }).catch((thrown: unknown) => {
    throw broken('auth.tokenUrl: could not be reached.', thrown);
  });
  const json: unknown = await boundedText(answer, mostBytes).then(JSON.parse).catch(() => undefined);
  const told = z.safeParse(granted, json);
  if (!answer.ok || !told.success) throw broken(`auth.tokenUrl: answered ${answer.status} and no token; check auth.clientId and auth.secret.`, undefined, answer.status < 500 ? 'refused' : undefined);
  if (unfitForHeader.test(told.data.access_token)) throw broken('auth.tokenUrl: answered a token that cannot go into a header.', undefined, 'refused');
  return { token: told.data.access_token, seconds: told.data.expires_in ?? 3_600 };
}

// `refused`: trying again does not mend it.
function broken(detail: string, cause?: unknown, code?: 'refused'): PortalError {
  return new PortalError({ kind: 'unavailable', detail, ...(code && { code }) }, { cause });
}
