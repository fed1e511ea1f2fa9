import type * as z from 'zod/mini';
import type { Session, WriteCall, Written } from '../../adapters/port.js';
import type { ClubContext } from './context.js';
import { keepAnswer, type Write } from './once.js';
import { readerOf, readParts, type Reader } from './read.js';
import type { Scope } from './scope.js';
import { readAnswer, writeAnswer } from './stored-answer.js';
import { reading } from './transaction.js';

/** A write that is done, and who is to be told. */
export interface Done<T> {
  readonly club: ClubContext;
  readonly session: Session;
  readonly call: WriteCall;
  readonly write: Write;
  /** The member's random key. */
  readonly memberKey: string;
  readonly schema: z.ZodMiniType<T>;
}

/**
 * The answer to a write whose effect is committed already: made now, kept, and the same for whoever asks again with the
 * key. Of two that are made at once (a retry, or a process that died before it kept its own) the first kept is the answer.
 */
export async function answerOnce<T>(done: Done<T>, result: (reader: Reader) => Promise<T>): Promise<Written<T>> {
  const { club, session, call, write, memberKey, schema } = done;
  const scope: Scope = { sql: club.sql, program: club.program, now: club.now() };
  const text = await reading(club.sql, async (sql) => {
    const reader = await readerOf({ ...scope, sql }, session, call.locale);
    return writeAnswer({ ...(await readParts(reader, call.includes ?? [])), result: await result(reader) }, call.requestId);
  });
  return readAnswer(await keepAnswer(scope, memberKey, write, text), schema);
}
