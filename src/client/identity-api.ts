import type { ErrorKind } from '../domain/error.schema.js';
import { PortalError } from '../domain/errors.js';
import type { VafaConfig } from './config.js';

/** What the gateway says when it gives a token, as far as it is one. */
export interface Given {
  readonly token?: unknown;
  /** Gets the next token, for as long as the sign-in lasts. */
  readonly session?: unknown;
  readonly expiresInSeconds?: unknown;
}

/** Asks where the gateway makes tokens; fails with a `PortalError`. The body is texts alone, which no page's `toJSON` can touch. */
export async function askIdentity({ api = '', deadline = 8_000 }: VafaConfig, path: 'codes' | 'tokens', body: Readonly<Record<string, string>>): Promise<Given> {
  const members = Object.entries(body).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{${members.join()}}`,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(deadline),
  } as const;
  const where = `identity/${path}`;
  const [response, answer] = await window.fetch(`${api.replace(/\/$/, '')}/identity/v1/${path}`, init).then(
    async (made): Promise<[Response, unknown]> => [made, await made.json().catch(() => undefined)],
    (thrown: unknown) => Promise.reject(unreachable(where, thrown)),
  );
  const told = typeof answer === 'object' && answer !== null ? answer : undefined;
  if (response.ok && told) return told;
  throw refusal(where, response.status, told ?? {});
}

/** A gateway that has no such way of signing in answers without CORS, too: what is wrong then cannot be told from here. */
function unreachable(where: string, cause: unknown): PortalError {
  const detail = `${where}: could not be reached: offline, blocked by the page’s connect-src, not answered with CORS (the gateway’s origins), or a gateway without the strategy one-time-code`;
  return new PortalError({ kind: 'unavailable', detail }, { cause });
}

const kinds: ReadonlyMap<number, ErrorKind> = new Map([
  [401, 'unauthenticated'],
  [404, 'unsupported'],
  [422, 'rejected'],
  [429, 'rate_limited'],
]);

function refusal(where: string, status: number, told: { code?: unknown; retryAfter?: unknown; detail?: unknown }): PortalError {
  const { code, retryAfter, detail } = told;
  return new PortalError({
    kind: kinds.get(status) ?? 'unavailable',
    detail: `${where}: ${typeof detail === 'string' ? detail : `HTTP ${status}`}`,
    ...(typeof code === 'string' && { code }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  });
}
