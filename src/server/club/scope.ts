import { PortalError } from '../../domain/errors.js';
import type { ErrorKind, Problem } from '../../domain/error.schema.js';
import type { Sql } from './database.js';
import type { Program } from './program/program.js';

/** What every piece of the club's work needs: one transaction (or the database), the program and the time. */
export interface Scope {
  readonly sql: Sql;
  readonly program: Program;
  readonly now: Date;
}

/** The shop a scope works for; part of every key. */
export function shopOf(scope: Scope): string {
  return scope.program.shop.id;
}

/** Ends the work with a problem; a transaction around it is undone. */
export function refuse(kind: ErrorKind, detail: string, more: Omit<Problem, 'kind' | 'detail'> = {}): never {
  throw new PortalError({ kind, detail, ...more });
}

/** A row that the statement must have answered. */
export function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('The statement answered no row.');
  return row;
}

/** The instant a text of the wire names; the schema lets a day through that no calendar has. */
export function timeOf(text: string, path: string): Date {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? refuse('rejected', `${path} is ${text}, which is no instant.`, { code: 'instant' }) : time;
}

/** The answer, or the signal's reason as soon as it is aborted. */
export function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) void answer.catch(() => undefined);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
