import ky, { HTTPError, type Options } from 'ky';
import { problem } from '../../domain/guards.generated.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import { writeJson } from './json.js';

/** Where the member's token comes from. */
export interface TokenSource {
  /** The token to send, or nothing for a guest. */
  token(): Promise<string | undefined>;
  /** A newer token than the one the API refused; the same promise for all who ask at once. */
  renew?(refused: string): Promise<string | undefined>;
}

/** How the Portal API is reached. */
export interface HttpOptions extends TokenSource {
  /** Address of the gateway, e.g. `https://club.example.com`. */
  readonly api: string;
  /** Milliseconds for a call, headers, body and retries together. Default 8,000. */
  readonly deadline?: number | undefined;
  /** Stands in for the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

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
const maxBytes = 4_000_000;

/** The Portal API over HTTP; everything it throws is a `PortalError`, but for an abort. The only place that knows ky. */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** The JSON of an answer. One deadline holds over the token, the headers, the retries and the body. */
  async json(ask: Ask): Promise<unknown> {
    const deadline = AbortSignal.timeout(this.#options.deadline ?? 8_000);
    const text = await this.#send(ask, deadline, async (response) => read(response, ask.path));
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new PortalError({ kind: 'invalid', detail: `${ask.path}: the answer is not JSON; it begins “${text.slice(0, 60)}”` }, { cause });
    }
  }

  /** The body of an answer that goes on; only the caller's signal ends it. */
  stream(ask: Ask): Promise<Response> {
    return this.#send(ask, undefined, async (response) => response);
  }

  async #send<T>(ask: Ask, deadline: AbortSignal | undefined, take: (response: Response) => Promise<T>): Promise<T> {
    const signals = [ask.signal, deadline].filter((signal) => signal !== undefined);
    const run = async (token: string | undefined): Promise<T> => {
      try {
        return await take(await ky(this.#url(ask), this.#request(ask, token, AbortSignal.any(signals))));
      } catch (thrown) {
        ask.signal?.throwIfAborted();
        throw deadline?.aborted ? late(ask.path) : toError(thrown, ask.path);
      }
    };
    const first = await this.#options.token();
    try {
      return await run(first);
    } catch (thrown) {
      const refused = thrown instanceof PortalError && thrown.kind === 'unauthenticated';
      const second = refused && first !== undefined ? await this.#options.renew?.(first) : undefined;
      if (second === undefined || second === first) throw thrown;
      return run(second);
    }
  }

  #request({ key, body, locale }: Ask, token: string | undefined, signal: AbortSignal): Options {
    return {
      method: key === undefined ? 'get' : 'post',
      headers: {
        accept: 'application/json, text/event-stream',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(locale && { 'accept-language': locale }),
        ...(key !== undefined && { 'idempotency-key': key, 'content-type': 'application/json' }),
      },
      // Written by hand and sent as text: pages put `toJSON` on the prototypes that JSON.stringify asks.
      ...(key !== undefined && { body: writeJson(body) }),
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      timeout: false,
      retry: { limit: 2, methods: ['get'], maxRetryAfter: 30_000, jitter: true },
      // Looked up at each call: pages wrap `fetch` after us, and expect us to go through it.
      fetch: (input, init) => (this.#options.fetch ?? window.fetch)(input, init),
    };
  }

  #url({ path, query = [] }: Ask): string {
    const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    return `${this.#options.api.replace(/\/$/, '')}/portal/v1/${path}${text && `?${text}`}`;
  }
}

/** The text of a body, refused past its limit before it fills the page's memory. */
async function read({ body }: Response, path: string): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    text += decoder.decode(piece.value, { stream: true });
    if (text.length < maxBytes) continue;
    reader?.cancel().catch(() => undefined);
    throw new PortalError({ kind: 'invalid', detail: `${path}: the answer is larger than ${maxBytes} characters` });
  }
  return text;
}

function late(path: string): PortalError {
  return new PortalError({ kind: 'timeout', detail: `${path}: no answer within the deadline` });
}

/** The kind that a bare status means; a problem's own `kind` goes before it. */
const kinds: ReadonlyMap<number, ErrorKind> = new Map([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [422, 'rejected'],
  [429, 'rate_limited'],
  [501, 'unsupported'],
  [504, 'timeout'],
]);

function toError(thrown: unknown, path: string): PortalError {
  if (thrown instanceof PortalError) return thrown;
  if (!(thrown instanceof HTTPError)) {
    const detail = `${path}: could not be reached (offline, blocked by the page’s connect-src, or CORS)`;
    return new PortalError({ kind: 'unavailable', detail }, { cause: thrown });
  }
  const { status, headers: given } = thrown.response;
  const kind = kinds.get(status) ?? 'unavailable';
  const after = Number(given.get('retry-after') ?? NaN);
  const base = { kind, detail: `${path}: HTTP ${status}`, ...(after >= 0 && after <= 86_400 && { retryAfter: after }) };
  return new PortalError({ ...base, ...told(thrown.data, kind) }, { cause: thrown });
}

/** What the answer's own problem document says, where it is one. */
function told(data: unknown, kind: ErrorKind) {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'kind')) return { kind };
  try {
    return problem(data);
  } catch {
    return { kind };
  }
}
