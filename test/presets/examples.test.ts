import { readdirSync, readFileSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import type { SettingValues } from '../../src/adapters/declarative/settings.js';
import type { PortalAdapter, Session } from '../../src/adapters/port.js';
import { vendor, type Seen } from '../adapters/vendor.js';

/** One request that a vendor is asked, and its answer. */
interface Exchange {
  readonly method: string;
  /** The end of the path; parameters that stand here must be those of the request, others are free. */
  readonly path: string;
  /** Members that the body of the request has, where the path does not tell two requests apart. */
  readonly sent?: object;
  readonly status?: number;
  readonly body: object | null;
}

/** One question of an element, and what it is told. */
interface Expected {
  readonly input?: object;
  /** Of a write: its result. */
  readonly answer?: object;
  readonly error?: object;
  /** Asks as a guest. */
  readonly guest?: boolean;
}

/** How a vendor answers, written by hand from the meaning of its API, and what is made of it. */
interface Example {
  readonly preset: string;
  readonly settings: SettingValues;
  readonly session: Session;
  readonly exchanges: readonly Exchange[];
  readonly expected: Readonly<Record<string, Expected | readonly Expected[]>>;
}

const examples = new URL('examples/', import.meta.url);
const presets = new URL('../../src/adapters/presets/', import.meta.url);

function read(folder: URL, name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

function fits({ method, path, sent }: Exchange, { url, ...asked }: Seen): boolean {
  const wanted = new URL(path, 'https://any.example');
  if (method !== asked.method || !decodeURIComponent(url.pathname).endsWith(decodeURIComponent(wanted.pathname))) return false;
  if ([...wanted.searchParams].some(([name, value]) => url.searchParams.get(name) !== value)) return false;
  return sent === undefined || matches(asked.body, sent);
}

function matches(value: unknown, wanted: object): boolean {
  try {
    expect(value).toMatchObject(wanted);
    return true;
  } catch {
    return false;
  }
}

function answerOf(exchanges: readonly Exchange[], asked: Seen): Response {
  const found = exchanges.find((each) => fits(each, asked));
  if (!found) throw new Error(`no exchange for ${asked.method} ${asked.url.pathname}${asked.url.search} ${asked.text}`);
  const { status = 200, body } = found;
  return status === 204 ? new Response(null, { status }) : Response.json(body, { status });
}

/** The port over the example’s vendor, the clock at noon of 25 November 2026. */
function portOf({ preset, settings, session, exchanges }: Example, guest: boolean): { port: PortalAdapter; missed: string[] } {
  const missed: string[] = [];
  const { fetch } = vendor((asked) => {
    try {
      return answerOf(exchanges, asked);
    } catch (thrown) {
      missed.push(String(thrown));
      return Response.json({}, { status: 599 });
    }
  });
  const backend = createDeclarative(read(presets, `${preset}.json`), { settings, secrets: () => 'a-secret-of-the-test', memberToken: async () => 'a-token-of-the-test', fetch, now: () => new Date('2026-11-25T12:00:00Z') });
  return { port: backend.open(guest ? { shopId: session.shopId } : session), missed };
}

async function told(port: PortalAdapter, operation: string, input: object | undefined): Promise<unknown> {
  const method = port[operation as 'wallets'] as ((...given: unknown[]) => Promise<unknown>) | undefined;
  if (!method) throw new Error(`${operation} is not offered`);
  const call = { locale: 'en', key: `key-${operation}` };
  const answer = input === undefined ? await method(call) : await method(input, call);
  return typeof answer === 'object' && answer !== null && 'result' in answer ? answer.result : answer;
}

const usual: Readonly<Record<string, object>> = { activity: {}, orders: {} };

describe.each(readdirSync(examples).filter((name) => name.endsWith('.json')))('the example %s', (name) => {
  const example = read(examples, name) as Example;
  const cases = Object.entries(example.expected).flatMap(([operation, expected]) => [expected].flat().map((each, at) => ({ operation, at, expected: each as Expected })));
  it.each(cases)('$operation ($at)', async ({ operation, expected }) => {
    const { port, missed } = portOf(example, expected.guest ?? false);
    const answer = told(port, operation, expected.input ?? usual[operation]);
    if (expected.error) await expect(answer).rejects.toMatchObject(expected.error);
    else expect(await answer.catch((thrown: unknown) => (missed.length > 0 ? missed : Promise.reject(thrown as Error)))).toMatchObject(expected.answer ?? {});
    expect(missed).toEqual([]);
  });
});
