import type { ErrorKind } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import { UnmappedValue, type Give } from './compiler.js';
import { textOf } from './functions-texts.js';
import { isList, isRecord, isTruthy } from './json.js';
import type { Root } from './root.js';
import { waitOf, type Answer } from './transport.js';

/** How a vendor’s failures are read. */
export interface FailureRules {
  readonly when: Give<unknown> | undefined;
  readonly code: Give<unknown> | undefined;
  readonly userMessage: Give<unknown> | undefined;
  readonly codes: ReadonlyMap<string, ErrorKind>;
  readonly statuses: ReadonlyMap<number, ErrorKind>;
  /** The vendor judges the member’s own token, not the gateway’s secret. */
  readonly memberToken: boolean;
}

/** What was asked, as far as a failure depends on it. */
export interface Asked {
  readonly at: string;
  readonly write: boolean;
  readonly graphql: boolean;
  readonly accept: ReadonlySet<number>;
  /** Codes that mean something else in this operation. */
  readonly codes: ReadonlyMap<string, ErrorKind>;
}

/** The failure that an answer tells of, or `undefined` when it tells of none. */
export function failureOf(answer: Answer, root: Root, rules: FailureRules, asked: Asked): PortalError | undefined {
  const { status } = answer;
  if (asked.accept.has(status)) return undefined;
  const failed = status >= 400 || toldBy(answer, root, rules, asked);
  if (!failed) return undefined;
  const code = codeOf(answer, root, rules);
  const known = code === undefined ? undefined : (asked.codes.get(code) ?? rules.codes.get(code));
  // What is neither described nor looks like a code may be anything, also what was sent.
  const shown = known !== undefined || /^[\w.:-]{1,80}$/.test(code ?? '') ? code : undefined;
  const kind = known ?? rules.statuses.get(status) ?? kindOf(status, rules, asked);
  const wait = waitOf(answer);
  return new PortalError({
    kind,
    detail: `${asked.at}: the vendor answered ${status}${shown === undefined ? '' : ` with the code ${shown}`}${hint(status, rules)}.`,
    ...(shown !== undefined && { code: shown }),
    ...(wait !== undefined && { retryAfter: Math.ceil(wait / 1_000) }),
    ...said(root, rules),
  });
}

function toldBy({ body }: Answer, root: Root, { when }: FailureRules, { graphql }: Asked): boolean {
  if (graphql && isRecord(body) && isList(body.errors) && body.errors.length > 0) return true;
  return when !== undefined && isTruthy(when(root));
}

function codeOf({ body }: Answer, root: Root, { code }: FailureRules): string | undefined {
  const told = code ? textOf(quietly(code, root)) : undefined;
  if (told !== undefined) return told;
  const first = isRecord(body) && isList(body.errors) ? body.errors[0] : undefined;
  return isRecord(first) && isRecord(first.extensions) ? textOf(first.extensions.code) : undefined;
}

function said(root: Root, { userMessage }: FailureRules): { userMessage?: string } {
  const text = userMessage ? textOf(quietly(userMessage, root)) : undefined;
  return text === undefined ? {} : { userMessage: text.slice(0, 1_000) };
}

// An error page has another shape than an answer: what cannot be read there says nothing.
function quietly(give: Give<unknown>, root: Root): unknown {
  try {
    return give(root);
  } catch (thrown) {
    if (thrown instanceof UnmappedValue) return undefined;
    throw thrown;
  }
}

function kindOf(status: number, { memberToken }: FailureRules, { write }: Asked): ErrorKind {
  if (status === 401) return memberToken ? 'unauthenticated' : 'unavailable';
  if (status === 403) return memberToken ? 'forbidden' : 'unavailable';
  if (status === 404) return 'not_found';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'unavailable';
  // A read that is refused was asked wrongly: nothing the member did.
  return write ? 'rejected' : 'unavailable';
}

function hint(status: number, { memberToken }: FailureRules): string {
  if (memberToken || (status !== 401 && status !== 403)) return '';
  return ': it does not accept the gateway’s credentials; check auth and its secret';
}
