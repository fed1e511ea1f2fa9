import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createClientFromOperations } from '@stoplight/prism-http/dist/client.js';
import { isRecord } from '../../src/adapters/declarative/json.js';
import type { Fetch } from '../../src/adapters/declarative/transport.js';

/** Where the vendors' descriptions lie: beside the project, or where VAFA_SPECS says. They are not part of it. */
export const specs = process.env.VAFA_SPECS ?? fileURLToPath(new URL('../../../shared/specs', import.meta.url));
/** Whether they are at hand. */
export const specsAreHere = existsSync(specs);

/** What a mock found wrong with a request, by the vendor's own description. */
export interface Violation {
  readonly request: string;
  readonly says: string;
}

/** A vendor as its description has it: judges requests, and answers by its examples or, `dynamic`, with random values. */
export interface Mock {
  readonly fetch: Fetch;
  readonly violations: Violation[];
  readonly asked: string[];
}

const silent = { child: () => silent, success() {}, info() {}, warn() {}, error() {}, debug() {}, trace() {}, fatal() {}, isLevelEnabled: () => false, level: 'silent' };
const methods = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/** Operations by file: reading a large description takes a second. */
const read = new Map<string, ReturnType<typeof getHttpOperationsFromSpec>>();

/** What an example answer must say otherwise, for the examples to fit together. Of a list: each of its items. */
export interface Amendment {
  /** Method and path. */
  readonly request: RegExp;
  readonly to: object;
}

/** A mock of the vendor that a file describes. `prefix` is the path before the description's own. */
export async function mockOf(file: string, { prefix, amended = [], dynamic = false, seed }: { prefix: string; amended?: readonly Amendment[]; dynamic?: boolean; seed?: string }): Promise<Mock> {
  const operations = read.get(file) ?? getHttpOperationsFromSpec(`${specs}/${file}`).then((all) => all.map(mended));
  read.set(file, operations);
  const mock = { dynamic, ...(seed !== undefined && { seed }) };
  const client = createClientFromOperations(await operations, { mock, isProxy: false, checkSecurity: true, validateRequest: true, validateResponse: true, errors: false, upstreamProxy: undefined, logger: silent } as never);
  const violations: Violation[] = [];
  const asked: string[] = [];
  const fetch: Fetch = async (address, { method = 'GET', headers, body }) => {
    const url = new URL(address);
    const name = `${method} ${url.pathname}`;
    asked.push(name);
    const text = typeof body === 'string' && body !== '' ? body : undefined;
    const sent = Object.fromEntries(new Headers(headers));
    const input = { method: methods[method as keyof typeof methods], headers: sent, ...(text !== undefined && { body: sent['content-type'] === 'application/json' ? (JSON.parse(text) as unknown) : text }) };
    const answer = await client.request(url.pathname.slice(prefix.length) + url.search, input).catch((thrown: unknown) => thrown);
    if (answer instanceof Error) {
      // Where the mock itself cannot make an answer up, nothing was wrong with the request.
      if (!answer.message.includes('json-schema-faker')) violations.push({ request: name, says: answer.message });
      return Response.json({ error: { code: 'mock', message: answer.message } }, { status: 'status' in answer && typeof answer.status === 'number' ? answer.status : 500 });
    }
    const told = answer as Awaited<ReturnType<typeof client.request>>;
    for (const { message, path, severity } of told.violations.input) if (Number(severity) === 0) violations.push({ request: name, says: `${(path ?? []).join('.')}: ${message}` });
    const content = typeof told.data === 'string' ? told.data : JSON.stringify(dynamic ? (told.data ?? null) : amend(told.data ?? null, name, amended));
    return new Response(told.status === 204 ? null : content, { status: told.status, headers: { 'content-type': 'application/json' } });
  };
  return { fetch, violations, asked };
}

type HttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** A description’s own slips, which no request could please: a path that calls its parameter otherwise than the list of parameters, a cursor of another form than those it gives. */
function mended(operation: HttpOperation): HttpOperation {
  const { path: params = [], query = [] } = operation.request ?? {};
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const free = names.filter((name) => !params.some((param) => param.name === name));
  const path = params.map((param) => (names.includes(param.name) ? param : { ...param, name: free.shift() ?? param.name }));
  const cursors = query.map((param) => (param.name === 'cursor' && param.schema ? { ...param, schema: { ...param.schema, pattern: undefined } } : param));
  return { ...operation, request: { ...operation.request, path, query: cursors } } as HttpOperation;
}

/** An answer with some of its members told otherwise; a list takes the place of a list. */
function amend(answer: unknown, name: string, amended: readonly Amendment[]): unknown {
  return amended.filter(({ request }) => request.test(name)).reduce<unknown>((so, { to }) => merged(so, to), answer);
}

// What is said of the items of a list is said of each.
function merged(answer: unknown, otherwise: unknown): unknown {
  if (Array.isArray(answer) && isRecord(otherwise)) return answer.map((each) => merged(each, otherwise));
  if (!isRecord(answer) || !isRecord(otherwise)) return otherwise;
  return { ...answer, ...Object.fromEntries(Object.entries(otherwise).map(([name, each]) => [name, merged(answer[name], each)])) };
}
