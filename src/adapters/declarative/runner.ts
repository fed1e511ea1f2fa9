import { isRetryable, PortalError } from '../../domain/errors.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import type { Answers } from './answers.js';
import { failureOf, type FailureRules } from './failures.js';
import { writeJson } from '../json-text.js';
import { isList, isRecord, isTruthy } from './json.js';
import { linesOf, nextCursor, pageAt } from './paging.js';
import type { Root } from './root.js';
import type { Session } from '../port.js';
import { unfitForHeader } from './signing.js';
import type { Content, Request, Rule } from './steps.js';
import type { Trace } from './trace.js';
import { late, pause, refused, type Answer, type Outgoing, type Room, type Transport } from './transport.js';

/** What the requests of one operation have in common. */
export interface Run {
  readonly transport: Transport;
  readonly answers: Answers;
  readonly failures: FailureRules;
  /** Codes that mean something else in this operation. */
  readonly codes: ReadonlyMap<string, ErrorKind>;
  readonly baseUrl: string;
  readonly headers: (root: Root) => readonly (readonly [string, string])[];
  readonly write: boolean;
  /** Where the key of a write goes. */
  readonly idempotency: Idempotency;
  readonly session: Session;
  /** Of a write: whether anything was sent that may have changed something. */
  readonly progress: Progress;
  readonly room: Room;
  readonly signal: AbortSignal;
  readonly trace: Trace | undefined;
}

/** How far a write has come. */
export interface Progress {
  /** What was sent that may change something, and was not refused. */
  readonly sent: Set<unknown>;
  /** Something was changed: what fails after it fails too late. */
  done: boolean;
  /** The vendor was asked for a change, whatever it said. */
  asked: boolean;
  /** Nobody waits any more: nothing that changes something is sent now. */
  over: boolean;
}

/** A write that has not begun. */
export function untouched(): Progress {
  return { sent: new Set(), done: false, asked: false, over: false };
}

/** How a vendor is told that two requests are one wish. */
export type Idempotency = { readonly kind: 'none' } | { readonly kind: 'header'; readonly name: string } | { readonly kind: 'body'; readonly path: readonly string[] };

/** What requests came to. */
export interface Ran {
  readonly root: Root;
  /** The cursor of the next page, where there is one. */
  readonly next: string | undefined;
}

/** The longest list that `each` asks for. */
const mostEach = 25;
/** Lines of all pages that one operation asks for. */
const mostLines = 20_000;

/** Makes requests one after the other; each sees the answers of those before. Fails with a `PortalError`. */
export async function runAll(requests: readonly Request[], start: Root, run: Run): Promise<Ran> {
  let root = start;
  let next: string | undefined;
  for (const request of requests) {
    if (request.when && !isTruthy(request.when(root))) {
      root = { ...root, [request.as]: null };
      continue;
    }
    const ran = await runOne(request, root, run);
    root = ran.root;
    next = ran.next ?? next;
    for (const rule of request.require) hold(rule, root);
  }
  return { root, next };
}

async function runOne(request: Request, root: Root, run: Run): Promise<Ran> {
  if (request.each) return { root: await askEach(request, root, run), next: undefined };
  if (request.paging) return askPages(request, root, run);
  return { root: seen(root, request, await ask(request, root, run)), next: undefined };
}

/** Fails as a rule says where it does not hold. */
export function hold({ at, that, kind, say }: Rule, root: Root): void {
  if (!isTruthy(that(root))) throw new PortalError({ kind, code: kind === 'conflict' ? 'changed' : undefined, detail: `${at}: ${say ?? 'does not hold'}` });
}

async function askEach(request: Request, root: Root, run: Run): Promise<Root> {
  const items = request.each?.(root);
  const wanted = isList(items) ? items.slice(0, mostEach) : [];
  const answers = await Promise.all(wanted.map((item) => ask(request, { ...root, item }, run)));
  return { ...root, [request.as]: answers.map(({ body }) => body), body: answers.map(({ body }) => body) };
}

async function askPages(request: Request, start: Root, run: Run): Promise<Ran> {
  const rules = request.paging;
  if (!rules) return { root: start, next: undefined };
  const { cursor, limit } = wished(start, rules.all);
  let page = pageAt(rules, cursor, limit);
  let root = start;
  let next: string | undefined;
  const items: unknown[] = [];
  for (let asked = 0; asked < rules.all; asked += 1) {
    const answer = await ask(request, { ...start, page }, run);
    root = seen({ ...start, page }, request, answer);
    const lines = linesOf(rules, root);
    for (const line of lines) items.push(line);
    if (items.length > mostLines) throw refused(`${request.at}.paging: more than ${mostLines} lines. Ask for fewer pages (all) or narrower ones (query).`);
    next = nextCursor(rules, root, page, lines, answer);
    // A cursor that leads back to itself would never end.
    if (next === page.cursor) next = undefined;
    if (next === undefined) break;
    page = pageAt(rules, next, page.limit);
  }
  return { root: { ...root, items, lines: { ...start.lines, [request.as]: items } }, next };
}

// Reads that have no pages of their own ask for all of them from the beginning.
function wished({ input }: Root, all: number): { cursor: string | undefined; limit: number | undefined } {
  if (all > 1 || !isRecord(input)) return { cursor: undefined, limit: undefined };
  const { cursor, limit } = input;
  return { cursor: typeof cursor === 'string' ? cursor : undefined, limit: typeof limit === 'number' ? limit : undefined };
}

/** Makes one request, polls on after a 202, and fails as the answer says. */
async function ask(request: Request, root: Root, run: Run): Promise<Answer> {
  const { progress } = run;
  const wish = {};
  const answer = await got(request, root, run, wish);
  const { status } = answer;
  const failure = failureOf(answer, seen(root, request, answer), run.failures, { ...request, write: run.write, codes: run.codes });
  // Whoever refuses has done nothing: by the status, or as the description reads the answer.
  if ((status >= 400 && status < 500 && status !== 408) || (failure && refuses(failure) && !partly(answer))) progress.sent.delete(wish);
  else if (!failure && progress.sent.has(wish)) progress.done = true;
  if (failure) throw failure;
  if (request.accept.has(answer.status)) return { ...answer, body: null };
  return request.poll && answer.status === 202 ? polled(request, seen(root, request, answer), answer, run) : answer;
}

/** Whether a failure says that nothing happened. No answer, or one that cannot be read, may mean that it did. */
export function refuses({ kind, code }: PortalError): boolean {
  return code !== 'unmapped' && code !== 'misshapen' && (!isRetryable(kind) || kind === 'rate_limited');
}

// GraphQL tells of errors beside what it did.
function partly({ body }: Answer): boolean {
  return isRecord(body) && isList(body.errors) && isRecord(body.data) && Object.values(body.data).some((each) => each !== null);
}

async function polled(request: Request, root: Root, first: Answer, run: Run): Promise<Answer> {
  const rules = request.poll;
  if (!rules) return first;
  const end = performance.now() + rules.patience;
  let answer = first;
  while (performance.now() + rules.every < end) {
    await pause(rules.every, run.signal);
    const path = rules.path ?? request.path;
    answer = await send({ ...request, at: `${request.at}.poll`, method: 'GET', changes: false, path, query: rules.query, content: undefined }, root, { ...run, write: false }, {});
    const now = seen(root, request, answer);
    const failure = failureOf(answer, now, run.failures, { ...request, at: `${request.at}.poll`, write: run.write, codes: run.codes });
    if (failure) throw failure;
    if (rules.until(now) === true) break;
  }
  return answer;
}

function got(request: Request, root: Root, run: Run, wish: object): Promise<Answer> {
  // A wish is judged by what the vendor says now, not by what was kept.
  if (run.write) return send(request, root, run, wish);
  const outgoing = outgoingOf(request, root, run);
  const reader = run.session.memberId ?? '';
  // The member’s own token decides what is answered: then no two members share an answer.
  const name = writeJson([run.failures.memberToken ? reader : null, outgoing.method, outgoing.url, outgoing.headers, outgoing.content?.text]);
  return run.answers.get(name, reader, request.keep, () => transmit(request, outgoing, run, wish));
}

function send(request: Request, root: Root, run: Run, wish: object): Promise<Answer> {
  return transmit(request, outgoingOf(request, root, run), run, wish);
}

function transmit(request: Request, outgoing: Outgoing, run: Run, wish: object): Promise<Answer> {
  const { signal, trace, session, progress, room } = run;
  const change = run.write && request.changes;
  const begin = (): void => {
    if (progress.over) throw late(outgoing.at);
    progress.sent.add(wish);
    progress.asked = true;
  };
  // Tried again only where twice is once.
  const repeatable = !change || run.idempotency.kind !== 'none';
  return run.transport.send(outgoing, { session, signal, trace, room, begin: change ? begin : undefined, refused: () => void progress.sent.delete(wish), retries: repeatable ? (request.retries ?? 2) : 0 });
}

function outgoingOf(request: Request, root: Root, run: Run): Outgoing {
  const { at, method } = request;
  const query = new URLSearchParams(request.query(root).map(([name, text]) => [name, text])).toString();
  const url = `${run.baseUrl}${request.path(root)}${query === '' ? '' : `?${query}`}`;
  const keyed = run.write && request.changes ? run.idempotency : undefined;
  const key = root.ctx.key ?? '';
  const headers = [...run.headers(root), ...request.headers(root), ...(keyed?.kind === 'header' ? [[keyed.name, key] as const] : [])];
  for (const [name, text] of headers) if (unfitForHeader.test(text)) throw new PortalError({ kind: 'invalid', detail: `${at}.headers.${name}: the value cannot go into a header.` });
  const content = request.content?.(root);
  return { at, method, url, headers, content: keyed?.kind === 'body' && content ? withKey(content, keyed.path, key) : content };
}

function withKey(content: Content, path: readonly string[], key: string): Content {
  if (content.type !== 'application/json') return content;
  return { ...content, text: writeJson(put(JSON.parse(content.text), path, key)) };
}

function put(value: unknown, [name, ...rest]: readonly string[], key: string): unknown {
  if (name === undefined) return key;
  const members = isRecord(value) ? value : {};
  return { ...members, [name]: put(members[name], rest, key) };
}

function seen(root: Root, { as }: Request, { body, status, headers }: Answer): Root {
  return { ...root, [as]: body, body, status, headers };
}
