import { PortalError } from '../../domain/errors.js';
import type { Session } from '../port.js';
import { boundedText, TooLong } from '../bounded-text.js';
import { exactJson } from './exact-json.js';
import { deepest, isDeeper, isRecord } from './json.js';
import type { Signer } from './signing.js';
import type { Budget } from './budget.js';
import type { Method } from './rules.js';
import type { Content } from './steps.js';
import type { Trace } from './trace.js';

/** A request as it goes over the wire, but for what signs it. */
export interface Outgoing {
  /** Where it is written, e.g. `ops.tiers.steps[0]`. */
  readonly at: string;
  readonly method: Method;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly content: Content | undefined;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** By small-letter name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON, or `null` where there was no body. */
  readonly body: unknown;
}

/** As much of `fetch` as is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the way to a vendor is made of. */
export interface TransportParts {
  readonly fetch: Fetch;
  /** Hosts that may be asked. */
  readonly hosts: ReadonlySet<string>;
  /** Hosts that may be asked by plain http: those inside the shop’s own network. */
  readonly plainHosts: ReadonlySet<string>;
  readonly budget: Budget;
  readonly signer: Signer;
}

/** Letters that the answers to one operation may still have. */
export interface Room {
  left: number;
}

/** How one request is to be made. */
export interface Sending {
  /** For whom. */
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly retries: number;
  readonly trace: Trace | undefined;
  readonly room: Room;
  /** Told right before anything goes over the wire. May fail, and then nothing does. */
  readonly begin?: (() => void) | undefined;
  /** Told when the token was refused, and with it what was sent. */
  readonly refused?: () => void;
}

/** Bytes of an answer at most. */
const mostBytes = 5_000_000;
/** A wait, in milliseconds, that goes on while a member looks at a skeleton. */
const patience = 2_000;
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Sends requests to the hosts of a description and nowhere else. Fails with a `PortalError`. */
export class Transport {
  constructor(private readonly parts: TransportParts) {}

  /** Sends a request, again where that may help, within the signal's time. Any status is an answer but a redirect. */
  async send(outgoing: Outgoing, sending: Sending): Promise<Answer> {
    this.#checkHost(outgoing);
    for (let tried = 0; ; tried += 1) {
      const last = tried >= sending.retries;
      const wait = 200 * 2 ** tried * (0.5 + Math.random() / 2);
      try {
        const answer = await this.#once(outgoing, sending, false);
        const asked = passing.has(answer.status) ? (waitOf(answer) ?? wait) : undefined;
        if (asked === undefined || last || asked > patience) return answer;
        await pause(asked, sending.signal);
      } catch (thrown) {
        if (last || !(thrown instanceof PortalError) || thrown.kind !== 'unavailable' || thrown.code === 'refused') throw thrown;
        await pause(wait, sending.signal);
      }
    }
  }

  #checkHost({ at, url }: Outgoing): void {
    const { protocol, host, username, password } = new URL(url);
    const secure = protocol === 'https:' || (protocol === 'http:' && this.parts.plainHosts.has(host));
    if (!secure) throw refused(`${at}: ${protocol}//${host} is not asked: only https is. Change baseUrl.`);
    if (username || password || !this.parts.hosts.has(host)) throw refused(`${at}: the host ${host} is not in allowedHosts, so it is not asked.`);
  }

  async #once(outgoing: Outgoing, sending: Sending, anew: boolean): Promise<Answer> {
    const { at, method, url, headers, content } = outgoing;
    const { signal, trace, session, room } = sending;
    await this.parts.budget.take(signal);
    const signed = await this.parts.signer.sign(session, anew);
    const typed = content && { 'content-type': content.type };
    trace?.({ kind: 'request', at, method, url, body: content?.text });
    sending.begin?.();
    const response = await reach(at, signal, () =>
      this.parts.fetch(url, { method, headers: { accept: 'application/json', ...typed, ...Object.fromEntries(headers), ...signed }, body: content?.text ?? null, redirect: 'manual', signal }),
    );
    const answer = await answerOf(at, response, signal, trace, room);
    // A token that was good a moment ago may have been taken back: once with a new one.
    if (answer.status !== 401 || anew || !this.parts.signer.renews) return answer;
    sending.refused?.();
    return this.#once(outgoing, { ...sending, trace: undefined }, true);
  }
}

async function reach<T>(at: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PortalError) throw thrown;
    if (signal.aborted) throw late(at);
    throw new PortalError({ kind: 'unavailable', detail: `${at}: the vendor could not be reached${causeOf(thrown)}.` });
  }
}

async function answerOf(at: string, response: Response, signal: AbortSignal, trace: Trace | undefined, room: Room): Promise<Answer> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400 && response.headers.has('location'))) {
    await response.body?.cancel().catch(() => undefined);
    trace?.({ kind: 'answer', at, status, text: '', headers: Object.fromEntries(response.headers) });
    throw refused(`${at}: the vendor answered with a redirect, which is not followed. Set baseUrl and path to the final address.`);
  }
  const text = await reach(at, signal, () => textOf(at, response));
  room.left -= text.length;
  if (room.left < 0) throw refused(`${at}: the answers of this operation are too long together. Ask for fewer or smaller pages.`);
  trace?.({ kind: 'answer', at, status, text: text.slice(0, 2_000), headers: Object.fromEntries(response.headers) });
  return { status, headers: Object.fromEntries(response.headers), body: bodyOf(at, text, response) };
}

async function textOf(at: string, response: Response): Promise<string> {
  try {
    return await boundedText(response, mostBytes);
  } catch (thrown) {
    if (thrown instanceof TooLong) throw refused(`${at}: the vendor answered more than ${mostBytes} bytes. Ask for smaller pages.`);
    throw thrown;
  }
}

// What is no JSON is a failure only where an answer is expected: an error page says enough by its status.
function bodyOf(at: string, text: string, { ok, headers }: Response): unknown {
  if (text.trim() === '') return null;
  let body: unknown;
  try {
    body = exactJson(text);
  } catch {
    if (!ok) return null;
    throw refused(`${at}: the vendor answered something that is no JSON (${headers.get('content-type') ?? 'no content type'}).`);
  }
  // Whatever walks through it would run out of stack, after a wish perhaps.
  if (!isDeeper(body)) return body;
  if (!ok) return null;
  throw refused(`${at}: the vendor answered more than ${deepest} values within each other.`);
}

/** Milliseconds that an answer asks to wait; a day at most. */
export function waitOf({ headers }: Pick<Answer, 'headers'>): number | undefined {
  const told = headers['retry-after'] ?? '';
  const wait = /^\d+(\.\d+)?$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - Date.now();
  return wait >= 0 ? Math.min(wait, 86_400_000) : undefined;
}

/** The failure of what took too long. */
export function late(at: string): PortalError {
  return new PortalError({ kind: 'timeout', detail: `${at}: the vendor did not answer in time (timeoutSeconds).` });
}

/** A pause that the signal ends. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => (clearTimeout(timer), reject(late('pause')));
    const timer = setTimeout(() => (signal.removeEventListener('abort', end), resolve()), milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** A failure that trying again does not mend. */
export function refused(detail: string): PortalError {
  return new PortalError({ kind: 'unavailable', code: 'refused', detail });
}

// A code alone (ECONNREFUSED): messages may repeat what was sent, a secret among it.
function causeOf(thrown: unknown): string {
  const code: unknown = isRecord(thrown) ? (isRecord(thrown.cause) && thrown.cause.code) || thrown.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? ` (${code})` : '';
}
