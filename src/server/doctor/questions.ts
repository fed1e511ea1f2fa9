import { boundedText } from '../../adapters/bounded-text.js';
import type { Fetch } from '../../adapters/declarative/transport.js';
import type { Exchange } from './examine.js';

/** Where a check stopped, why, and what to change. */
export class Stopped extends Error {
  constructor(
    readonly stage: 'reached' | 'mapped' | 'valid',
    says: string,
    readonly advice: string,
  ) {
    super(says);
    this.name = 'Stopped';
  }
}

/** One question to a shop system. */
export interface Question {
  /** The setting that it is asked for, e.g. `codes`. */
  readonly at: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What was answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON; `undefined` for what is none. */
  readonly body: unknown;
}

/** Who is asked, and how that is told. */
export interface Asked {
  /** As it is called in messages. */
  readonly vendor: string;
  /** What to look at when nothing answers. */
  readonly unreached: string;
  readonly fetch: Fetch;
  /** Takes out of a text what nobody may see. */
  readonly hide: (text: string) => string;
}

const mostBytes = 1_000_000;
const patience = 15_000;
/** Letters of an answer that are shown. */
const shown = 300;

/** Asks a shop system and keeps each question with the beginning of its answer, for whoever looks for a fault. */
export class Questions {
  readonly exchanges: Exchange[] = [];

  constructor(private readonly asked: Asked) {}

  /** Fails with `Stopped` where nothing answers, or from elsewhere. Any other status is an answer. */
  async ask({ at, method, url, headers, body }: Question): Promise<Reply> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const request = `${method} ${url}${sent === undefined ? '' : ` ${sent}`}`;
    const { vendor, fetch, hide, unreached } = this.asked;
    const told = { at, request: hide(request), version: undefined };
    try {
      const answer = await fetch(url, { method, headers: { accept: 'application/json', ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers }, body: sent ?? null, redirect: 'manual', signal: AbortSignal.timeout(patience) });
      const text = await boundedText(answer, mostBytes);
      this.exchanges.push({ ...told, status: answer.status, answer: hide(text).replaceAll(/\s+/g, ' ').slice(0, shown) });
      if (answer.status >= 300 && answer.status < 400) throw new Stopped('reached', `${vendor} answered with a redirect, which is not followed.`, unreached);
      return { status: answer.status, headers: answer.headers, body: jsonIn(text) };
    } catch (thrown) {
      if (thrown instanceof Stopped) throw thrown;
      this.exchanges.push({ ...told, status: undefined, answer: '' });
      throw new Stopped('reached', `${vendor} could not be reached (${hide(reasonOf(thrown))}).`, unreached);
    }
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// `fetch failed` says nothing; what lies beneath does.
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? thrown.cause.message || thrown.cause.name : thrown.message;
}
