import type { Operation } from '../../domain/capabilities.schema.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import { mistakesText, type Mistake } from '../../domain/mistakes.js';
import { Compiler, type Give } from './compiler.js';
import type { AdapterDocument, Op } from './document.schema.js';
import type { FailureRules } from './failures.js';
import { taken } from './root.js';
import type { Idempotency } from './runner.js';
import { settled, type SettingValues } from './settings.js';
import { requestsOf, rulesOf, stepsOf, type Request, type Rule } from './steps.js';

/** An operation, ready to be asked. */
export interface Operating {
  readonly at: string;
  /** What must hold before anything is asked. */
  readonly before: readonly Rule[];
  readonly requests: readonly Request[];
  readonly map: Give<unknown>;
  readonly guest: boolean;
  /** Something of it is missing; the description says what. */
  readonly degraded: boolean;
  readonly idempotency: Idempotency;
  readonly recover: { readonly requests: readonly Request[]; readonly map: Give<unknown> } | undefined;
  readonly codes: ReadonlyMap<string, ErrorKind>;
}

/** A description that was read and found sound. */
export interface Description {
  readonly document: AdapterDocument;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly baseUrl: string;
  readonly auth: AdapterDocument['auth'];
  readonly hosts: ReadonlySet<string>;
  readonly headers: Give<readonly (readonly [string, string])[]>;
  readonly define: readonly (readonly [name: string, give: Give<unknown>])[];
  readonly lookup: { readonly requests: readonly Request[]; readonly id: Give<unknown>; readonly keep: number } | undefined;
  readonly failures: FailureRules;
  readonly ops: ReadonlyMap<Operation, Operating>;
}

/** A description of an adapter that cannot be used: every mistake with its path and what to change. */
export class DescriptionError extends Error {
  constructor(
    readonly mistakes: readonly Mistake[],
    whole = 'The adapter',
  ) {
    super(`${whole} is not valid:\n${mistakesText(mistakes)}`);
    this.name = 'DescriptionError';
  }
}

/** Compiles a document that its schema took, whose expressions are read by `reading`. Fails with a `DescriptionError`. */
export function compiled(document: AdapterDocument, values: SettingValues, reading?: ConstructorParameters<typeof Compiler>[0]): Description {
  const compiler = new Compiler(reading);
  const { settings, baseUrl, auth, hosts } = settled(document, values, compiler.mistakes);
  const { member, headers, define = {} } = document;
  const description: Description = {
    document,
    settings,
    baseUrl,
    auth,
    hosts,
    headers: compiler.texts('headers', headers),
    define: Object.entries(define).map(([name, source]) => [name, compiler.expression(`define.${name}`, source)] as const),
    lookup: member.lookup && {
      requests: stepsOf(compiler, 'member.lookup.steps', member.lookup.steps),
      id: compiler.expression('member.lookup.id', member.lookup.id),
      keep: (member.lookup.cache ?? 300) * 1_000,
    },
    failures: failureRules(compiler, document),
    ops: new Map(operationsOf(document).map(([name, op]) => [name, operating(compiler, name, op)])),
  };
  compiler.mistakes.push(...misnamed(description));
  if (compiler.mistakes.length > 0) throw new DescriptionError(compiler.mistakes);
  return description;
}

function operationsOf({ ops }: AdapterDocument): [Operation, Op][] {
  return Object.entries(ops).flatMap(([name, op]): [Operation, Op][] => (op ? [[name as Operation, op]] : []));
}

function operating(compiler: Compiler, name: Operation, op: Op): Operating {
  const at = `ops.${name}`;
  return {
    at,
    before: rulesOf(compiler, `${at}.before`, op.before),
    requests: requestsOf(compiler, at, op),
    map: compiler.expression(`${at}.map`, op.map),
    guest: op.guest ?? false,
    degraded: op.degraded !== undefined,
    idempotency: idempotencyOf(op.idempotency ?? 'none'),
    recover: op.recover && { requests: stepsOf(compiler, `${at}.recover.steps`, op.recover.steps), map: compiler.expression(`${at}.recover.map`, op.recover.map) },
    codes: new Map(Object.entries(op.errors ?? {})),
  };
}

function idempotencyOf(written: string): Idempotency {
  const at = written.indexOf(':');
  const [kind, rest] = [written.slice(0, at), written.slice(at + 1)];
  if (kind === 'header') return { kind, name: rest.toLowerCase() };
  return kind === 'body' ? { kind, path: rest.split('.') } : { kind: 'none' };
}

function failureRules(compiler: Compiler, { errors = {}, auth }: AdapterDocument): FailureRules {
  return {
    when: compiler.maybe('errors.when', errors.when),
    code: compiler.maybe('errors.code', errors.code),
    userMessage: compiler.maybe('errors.userMessage', errors.userMessage),
    codes: new Map(Object.entries(errors.codes ?? {})),
    statuses: new Map(Object.entries(errors.statuses ?? {}).map(([status, kind]) => [Number(status), kind])),
    memberToken: auth.type === 'member',
  };
}

function misnamed({ ops, lookup }: Description): Mistake[] {
  const all = [...(lookup?.requests ?? []), ...[...ops.values()].flatMap(({ requests, recover }) => [...requests, ...(recover?.requests ?? [])])];
  return all.flatMap(({ at, as }) => (as !== 'body' && taken.includes(as) ? [{ path: `${at}.as`, says: `“${as}” means something else in expressions; take another name` }] : []));
}
