import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { boundedText } from '../adapters/bounded-text.js';
import { isToBeGiven, keptToken, type Kept } from '../adapters/declarative/renewal.js';
import type { MemberToken } from '../adapters/declarative/signing.js';
import type { Fetch } from '../adapters/declarative/transport.js';
import { PortalError } from '../domain/errors.js';
import { signed } from './club/callback.js';

/** How the shop's server is asked for a vendor's token of a member. */
export interface MemberTokenOptions {
  readonly url: string;
  /** Shared with the shop's server; `whsec_` and base64, or any text. */
  readonly secret: string;
  readonly fetch: Fetch;
  readonly now: () => Date;
}

/** Milliseconds that the shop's server may take. */
const waitFor = 4_000;
/** Bytes of an answer that are read. */
const mostBytes = 50_000;
/** Seconds a token is kept where the shop does not say. */
const usualSeconds = 300;
/** Members at most whose token is kept. */
const most = 10_000;
const granted = z.object({ token: z.string().check(z.minLength(1), z.maxLength(20_000)), expiresIn: z.optional(z.number().check(z.minimum(1))) });

/**
 * Tokens of members at a vendor, asked of the shop's server with a signed POST (Standard Webhooks): it answers
 * `{token, expiresIn?}`, seconds, or 204 for somebody who has none. They are kept in memory until shortly before their end.
 */
export function memberTokens(options: MemberTokenOptions): MemberToken {
  // Fails here and now where the secret has no key in it.
  signed(options.secret, 'start', options.now(), '');
  const held = new Map<string, Kept<string | undefined>>();
  return ({ memberId }, anew) => {
    if (memberId === undefined) return Promise.resolve(undefined);
    const known = held.get(memberId);
    if (known && isToBeGiven(known, anew)) return known.token;
    const entry = keptToken(ask(options, memberId), anew);
    held.delete(memberId);
    held.set(memberId, entry);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
    return entry.token;
  };
}

async function ask({ url, secret, fetch, now }: MemberTokenOptions, memberId: string): Promise<{ token: string | undefined; seconds: number }> {
  const body = JSON.stringify({ type: 'token.requested', memberId });
  const headers = { accept: 'application/json', ...signed(secret, `token_${randomUUID()}`, now(), body) };
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(waitFor) }).catch((thrown: unknown) => {
    throw new PortalError({ kind: 'unavailable', detail: `memberToken.url: ${new URL(url).origin} could not be reached.` }, { cause: thrown });
  });
  if (answer.status === 204) return { token: undefined, seconds: 10 };
  const json: unknown = await boundedText(answer, mostBytes).then(JSON.parse).catch(() => undefined);
  const told = z.safeParse(granted, json);
  if (answer.ok && told.success) return { token: told.data.token, seconds: told.data.expiresIn ?? usualSeconds };
  throw new PortalError({ kind: 'unavailable', detail: `memberToken.url: ${new URL(url).origin} answered ${answer.status} and no token. It must answer 200 with {"token": "…"}, or 204.` });
}
