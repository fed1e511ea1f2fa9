import { PortalError } from '../../domain/errors.js';
import type { Connection } from '../port.js';

/** One request, as the adapter words it. */
export interface Ask {
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly key?: string;
  readonly signal?: AbortSignal | undefined;
  readonly locale?: string | undefined;
}

/** Larger answers are refused: no read of a member comes near it. */
const maxLength = 4_000_000;

/** The signal that bounds one call. */
export function deadlineOf({ deadline = 8_000 }: Connection): AbortSignal {
  return AbortSignal.timeout(deadline);
}

/** The address of a request. */
export function urlOf({ api }: Connection, { path, query = [] }: Ask): string {
  const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${api.replace(/\/$/, '')}/portal/v1/${path}${text && `?${text}`}`;
}

/** What goes with every request; never a cookie, never a stored answer, never to another address. */
export function initOf({ signal, locale }: Ask, token: string | undefined, deadline?: AbortSignal) {
  return {
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(locale && { 'accept-language': locale }) },
    signal: AbortSignal.any([signal, deadline].filter((each) => each !== undefined)),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
  } as const;
}

/** Calls the page's `fetch`, looked up each time: pages wrap it after us, and expect us to go through it. */
export function send({ fetch }: Connection, input: string | URL | Request, init?: RequestInit): Promise<Response> {
  return (fetch ?? window.fetch)(input, init);
}

/** The JSON of a body, refused past its limit before it fills the page's memory. */
export async function readJson({ body }: Response, path: string): Promise<unknown> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    text += decoder.decode(piece.value, { stream: true });
    if (text.length < maxLength) continue;
    reader?.cancel().catch(() => undefined);
    throw invalid(path, 'too long');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(path, `not JSON: ${text.slice(0, 60)}`);
  }
}

/** No answer within the deadline. */
export function late(path: string): PortalError {
  return new PortalError({ kind: 'timeout', detail: `${path}: no answer in time` });
}

/** An answer that cannot be read. */
export function invalid(path: string, why: string): PortalError {
  return new PortalError({ kind: 'invalid', detail: `${path}: ${why}` });
}
