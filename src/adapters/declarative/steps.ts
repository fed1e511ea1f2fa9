import type { ErrorKind } from '../../domain/error.schema.js';
import type { Compiler, Give } from './compiler.js';
import { writeJson } from '../json-text.js';
import { isList } from './json.js';
import type { Op, Step } from './document.schema.js';
import type { Method, PagingRules, PollRules } from './rules.js';
import { pagingOf, pollOf } from './rules.js';
import type { Root } from './root.js';

/** What must hold, and what it means when it does not. */
export interface Rule {
  /** Where it is written. */
  readonly at: string;
  readonly that: Give<unknown>;
  readonly kind: ErrorKind;
  readonly say: string | undefined;
}

/** One request, ready to be made. */
export interface Request {
  /** Where it is written, e.g. `ops.tiers.steps[0]`. */
  readonly at: string;
  readonly as: string;
  readonly method: Method;
  readonly path: Give<string>;
  readonly query: Give<readonly (readonly [string, string])[]>;
  readonly headers: Give<readonly (readonly [string, string])[]>;
  /** The body and its type; none for requests without. */
  readonly content: Give<Content> | undefined;
  readonly graphql: boolean;
  /** It may change something at the vendor; what only asks may be asked again. */
  readonly changes: boolean;
  readonly when: Give<unknown> | undefined;
  readonly each: Give<unknown> | undefined;
  readonly accept: ReadonlySet<number>;
  /** What must hold after it. */
  readonly require: readonly Rule[];
  /** Milliseconds for which the same request is not sent again. */
  readonly keep: number;
  readonly retries: number | undefined;
  readonly poll: PollRules | undefined;
  readonly paging: PagingRules | undefined;
}

/** A body as it goes over the wire. */
export interface Content {
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  readonly text: string;
}

type Written = Omit<Step, 'as'>;
type WrittenRule = Exclude<NonNullable<Written['require']>, readonly unknown[]>;

/** The requests of an operation, in their order: its own one, its steps, or none. */
export function requestsOf(compiler: Compiler, at: string, op: Op): Request[] {
  const own = op.path !== undefined || op.graphql !== undefined;
  if (own && op.steps) compiler.mistakes.push({ path: at, says: 'has a path of its own and steps; put the request among the steps' });
  return own ? [requestOf(compiler, at, 'body', op)] : stepsOf(compiler, `${at}.steps`, op.steps ?? []);
}

/** Requests that are written as steps. */
export function stepsOf(compiler: Compiler, at: string, steps: readonly Step[]): Request[] {
  return steps.map((step, index) => requestOf(compiler, `${at}[${index}]`, step.as, step));
}

function requestOf(compiler: Compiler, at: string, as: string, written: Written): Request {
  const { path, graphql, accept = [], cache = 0, retries } = written;
  if (path === undefined && graphql === undefined) compiler.mistakes.push({ path: at, says: 'names no path and no graphql: there is nothing to ask' });
  return {
    at,
    as,
    method: methodOf(written),
    path: compiler.path(`${at}.path`, path ?? ''),
    query: compiler.texts(`${at}.query`, written.query),
    headers: compiler.texts(`${at}.headers`, written.headers),
    content: contentOf(compiler, at, written),
    graphql: graphql !== undefined,
    changes: written.reads !== true && (graphql === undefined ? methodOf(written) !== 'GET' : mutates(graphql)),
    when: compiler.maybe(`${at}.when`, written.when),
    each: compiler.maybe(`${at}.each`, written.each),
    accept: new Set(accept),
    require: rulesOf(compiler, `${at}.require`, written.require),
    keep: cache * 1_000,
    retries,
    poll: written.poll && pollOf(compiler, `${at}.poll`, written.poll),
    paging: written.paging && pagingOf(compiler, `${at}.paging`, written.paging),
  };
}

// Outside comments, texts and braces, and no variable.
function mutates(graphql: string): boolean {
  let bare = graphql.replaceAll(/"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|#.*/g, '');
  for (let inner = ''; inner !== bare; ) [inner, bare] = [bare, bare.replaceAll(/\{[^{}]*\}/g, ' ')];
  return /(^|[^$\w])mutation\b/.test(bare);
}

function methodOf({ method, body, form, graphql }: Written): Method {
  return method ?? (body === undefined && form === undefined && graphql === undefined ? 'GET' : 'POST');
}

/** Rules, ready to be held. */
export function rulesOf(compiler: Compiler, at: string, written: Written['require']): Rule[] {
  if (written === undefined) return [];
  return isList(written) ? written.map((rule, index) => ruleOf(compiler, `${at}[${index}]`, rule)) : [ruleOf(compiler, at, written)];
}

function ruleOf(compiler: Compiler, at: string, rule: WrittenRule): Rule {
  return { at, that: compiler.expression(`${at}.that`, rule.that), kind: rule.else, say: rule.say };
}

function contentOf(compiler: Compiler, at: string, { body, form, graphql, variables }: Written): Give<Content> | undefined {
  const kinds = [body, form, graphql].filter((each) => each !== undefined);
  if (kinds.length > 1) compiler.mistakes.push({ path: at, says: 'has more than one of body, form and graphql; keep one' });
  if (graphql !== undefined) {
    const given = compiler.value(`${at}.variables`, variables ?? {});
    return (root) => json({ query: graphql, variables: given(root) });
  }
  if (form !== undefined) {
    const pairs = compiler.texts(`${at}.form`, form);
    return (root) => ({ type: 'application/x-www-form-urlencoded', text: new URLSearchParams(pairs(root).map(([name, text]) => [name, text])).toString() });
  }
  if (body === undefined) return undefined;
  const give = compiler.value(`${at}.body`, body);
  return (root: Root) => json(give(root));
}

function json(value: unknown): Content {
  return { type: 'application/json', text: writeJson(value) };
}
