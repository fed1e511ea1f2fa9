import type { Context } from 'hono';
import type { ErrorKind, Problem } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { Env } from './env.js';

/** The status each kind is answered with. The kind decides what the member is told; the status is for proxies and logs. */
export const statusOf = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  not_enrolled: 404,
  rejected: 422,
  insufficient_balance: 409,
  limit_reached: 409,
  out_of_stock: 409,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  timeout: 504,
  invalid: 400,
  unsupported: 501,
} as const satisfies Record<ErrorKind, number>;

/** A title of each kind, for people who read answers. */
const titles: Readonly<Record<ErrorKind, string>> = {
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  not_enrolled: 'Not a member of the club yet',
  rejected: 'Refused',
  insufficient_balance: 'Not enough points',
  limit_reached: 'The limit is reached',
  out_of_stock: 'Out of stock',
  conflict: 'Conflict with another request',
  rate_limited: 'Too many requests',
  unavailable: 'Not available now',
  timeout: 'It took too long',
  invalid: 'Not a valid request',
  unsupported: 'Not offered',
};

/** A problem that is answered with another status than its kind's, e.g. 405. */
export class HttpProblem extends PortalError {
  constructor(
    problem: Problem,
    readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem);
  }
}

/** A problem of a caller's making, found at the edge. */
export function invalid(detail: string, status: 400 | 413 | 415 = 400): HttpProblem {
  return new HttpProblem({ kind: 'invalid', detail }, status);
}

/** Any failure as `application/problem+json`; what is not a `PortalError` is told by its request id alone. */
export function answerProblem(c: Context<Env>, thrown: unknown): Response {
  const requestId = c.get('requestId');
  const error = thrown instanceof PortalError ? thrown : unexpected(c, thrown);
  const status = error instanceof HttpProblem ? error.status : error === thrown ? statusOf[error.kind] : 500;
  const headers = error instanceof HttpProblem ? error.headers : {};
  const body = { type: `urn:vafa:problem:${error.kind}`, title: titles[error.kind], status, ...problemOf(error, requestId) };
  // An answer may have been complete when something failed after it.
  c.set('complete', false);
  return c.newResponse(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(error.retryAfter === undefined ? {} : { 'Retry-After': String(Math.ceil(error.retryAfter)) }),
      ...headers,
    },
  });
}

/** An error in the words of the wire. */
export function problemOf(error: PortalError, requestId: string): Problem {
  const { kind, message, userMessage, code, retryAfter } = error;
  return { kind, detail: message, userMessage, code, retryAfter, requestId: error.requestId ?? requestId };
}

function unexpected(c: Context<Env>, thrown: unknown): PortalError {
  const requestId = c.get('requestId');
  c.get('gateway').onError?.(thrown, requestId);
  return new PortalError({ kind: 'unavailable', detail: `Something failed here. Its record has the request id ${requestId}.` });
}
