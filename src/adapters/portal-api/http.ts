import ky, { HTTPError, TimeoutError, type KyInstance } from 'ky';
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
  readonly #ky: KyInstance;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#ky = ky.create({
      // Looked up at each call: pages wrap `fetch` after us, and expect us to go through it.
      fetch: (input, init) => (options.fetch ?? window.fetch)(input, init),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      retry: { limit: 2, methods: ['get'], maxRetryAfter: 30_000, jitter: true },
    });
  }

  /** The JSON of an answer. */
  async json(ask: Ask): Promise<unknown> {
    const limit = new AbortController();
    const signal = ask.signal ? AbortSignal.any([ask.signal, limit.signal]) : limit.signal;
    const deadline = this.#options.deadline ?? 8_000;
    const text = await this.#send(ask, (request) =>
      request(this.#url(ask), {
        ...init(ask, signal),
        timeout: deadline,
        totalTimeout: deadline,
        onDownloadProgress: ({ transferredBytes }) => {
          if (transferredBytes > maxBytes) limit.abort(new PortalError({ kind: 'invalid', detail: `${ask.path}: the answer is larger than ${maxBytes} bytes` }));
        },
      }).text(),
    );
    return parse(text, ask.path);
  }

  /** The body of an answer that goes on; it has no deadline but for its headers. */
  async stream(ask: Ask): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#send(ask, (request) =>
      request(this.#url(ask), { ...init(ask, ask.signal), headers: { ...headers(ask), accept: 'text/event-stream' }, retry: 0, timeout: this.#options.deadline ?? 8_000 }),
    );
    if (!body) throw new PortalError({ kind: 'unsupported', detail: `${ask.path}: the answer has no body to stream` });
    return body;
  }

  async #send<T>(ask: Ask, run: (request: KyInstance) => Promise<T>): Promise<T> {
    const { token, renew } = this.#options;
    const first = await token.call(this.#options);
    try {
      return await run(this.#as(first));
    } catch (thrown) {
      ask.signal?.throwIfAborted();
      const error = toError(thrown, ask.path);
      if (error.kind !== 'unauthenticated' || first === undefined || !renew) throw error;
      const second = await renew.call(this.#options, first);
      if (second === undefined || second === first) throw error;
      return run(this.#as(second)).catch((again: unknown) => {
        ask.signal?.throwIfAborted();
        throw toError(again, ask.path);
      });
    }
  }

  #as(token: string | undefined): KyInstance {
    return token === undefined ? this.#ky : this.#ky.extend({ headers: { authorization: `Bearer ${token}` } });
  }

  #url({ path, query = [] }: Ask): string {
    const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    return `${this.#options.api.replace(/\/$/, '')}/portal/v1/${path}${text && `?${text}`}`;
  }
}

function init(ask: Ask, signal: AbortSignal | undefined) {
  return {
    method: ask.key === undefined ? 'get' : 'post',
    headers: headers(ask),
    ...(signal && { signal }),
    // Written by hand and sent as text: pages put `toJSON` on the prototypes that JSON.stringify asks.
    ...(ask.key !== undefined && { body: writeJson(ask.body) }),
  };
}

function headers(ask: Ask): Record<string, string> {
  return {
    accept: 'application/json',
    ...(ask.locale && { 'accept-language': ask.locale }),
    ...(ask.key !== undefined && { 'idempotency-key': ask.key, 'content-type': 'application/json' }),
  };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PortalError({ kind: 'invalid', detail: `${path}: the answer is not JSON; it begins “${text.slice(0, 60)}”` }, { cause });
  }
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
  if (thrown instanceof TimeoutError) return new PortalError({ kind: 'timeout', detail: `${path}: no answer within the deadline` }, { cause: thrown });
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
