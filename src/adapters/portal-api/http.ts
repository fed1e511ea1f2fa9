import ky, { HTTPError, type Options } from 'ky';
import { problem } from '../../domain/guards.generated.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import { writeJson } from '../json-text.js';
import type { Attempt } from './quick.js';
import type { Connection } from '../port.js';
import { deadlineOf, initOf, late, readJson, send, urlOf, type Ask } from './request.js';

/** The Portal API over HTTP; everything it throws is a `PortalError`, but for an abort. The only place that knows ky. */
export class Http {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The JSON of an answer. One deadline holds over headers, retries and body; `attempt` is a first try already made. */
  json(ask: Ask, attempt?: Attempt): Promise<unknown> {
    const deadline = attempt?.deadline ?? deadlineOf(this.#connection);
    return this.#send(ask, deadline, async (response) => readJson(response, ask.path), attempt?.first);
  }

  /** An answer whose body goes on; only the caller's signal ends it. */
  stream(ask: Ask): Promise<Response> {
    return this.#send(ask, undefined, async (response) => response);
  }

  async #send<T>(ask: Ask, deadline: AbortSignal | undefined, take: (response: Response) => Promise<T>, made?: Promise<Response>): Promise<T> {
    const run = async (token: string | undefined, tried?: Promise<Response>): Promise<T> => {
      try {
        return await take(await ky(urlOf(this.#connection, ask), this.#init(ask, token, deadline, tried)));
      } catch (thrown) {
        ask.signal?.throwIfAborted();
        throw deadline?.aborted ? late(ask.path) : toError(thrown, ask.path);
      }
    };
    const first = await this.#connection.token();
    try {
      return await run(first, made);
    } catch (thrown) {
      const refused = thrown instanceof PortalError && thrown.kind === 'unauthenticated';
      const second = refused && first !== undefined ? await this.#connection.renew?.(first) : undefined;
      if (second === undefined || second === first) throw thrown;
      return run(second);
    }
  }

  #init(ask: Ask, token: string | undefined, deadline: AbortSignal | undefined, tried: Promise<Response> | undefined): Options {
    const { headers, ...init } = initOf(ask, token, deadline);
    const { key, body } = ask;
    let made = tried;
    const fetch: Options['fetch'] = async (input, given) => {
      const first = made;
      made = undefined;
      const answer = await (first ?? send(this.#connection, input, given));
      // A wait that no member sits out is told at once; the upkeep waits instead.
      if (!answer.ok && (waitOf(answer) ?? 0) > patience) throw refusal(answer, ask.path, await readJson(answer, ask.path).catch(() => undefined));
      return answer;
    };
    const retry = { limit: 2, methods: ['get'], maxRetryAfter: 30_000, jitter: true };
    if (key === undefined) return { ...init, headers, method: 'get', timeout: false, retry, fetch };
    // The body is written by hand and sent as text: pages put `toJSON` on the prototypes that JSON.stringify asks.
    const written = { 'idempotency-key': key, 'content-type': 'application/json' };
    return { ...init, headers: { ...headers, ...written }, method: 'post', body: writeJson(body), timeout: false, retry, fetch };
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

/** The longest wait, in seconds, that goes on behind a skeleton. */
const patience = 2;

/** Seconds a response asks to wait, a day at most; a date counts from now, and what is neither says nothing. */
function waitOf({ headers }: Response): number | undefined {
  const told = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(told) ? Number(told) : (Date.parse(told) - Date.now()) / 1_000;
  return wait >= 0 ? Math.min(wait, 86_400) : undefined;
}

function toError(thrown: unknown, path: string): PortalError {
  if (thrown instanceof PortalError) return thrown;
  if (thrown instanceof HTTPError) return refusal(thrown.response, path, thrown.data, thrown);
  const detail = `${path}: could not be reached: offline, blocked by the page’s connect-src, or not answered with CORS (the gateway’s origins must list this page’s to the letter)`;
  return new PortalError({ kind: 'unavailable', detail }, { cause: thrown });
}

/** A response that is no good answer, as an error: by its problem document where it has one, else by its status. */
function refusal(response: Response, path: string, data: unknown, cause?: Error): PortalError {
  const { status } = response;
  const kind = kinds.get(status) ?? 'unavailable';
  return new PortalError({ retryAfter: waitOf(response), detail: `${path}: HTTP ${status}`, ...told(data, kind) }, { cause });
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
