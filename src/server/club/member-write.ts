import type * as z from 'zod/mini';
import type { Session, WriteCall, Written } from '../../adapters/port.js';
import type { ClubContext } from './context.js';
import { lockMember } from './members.js';
import { answerBefore, claimKey, keepAnswer, type Write } from './once.js';
import { enrolled, readerOf, readParts, signedIn, type Reader } from './read.js';
import type { Scope } from './scope.js';
import { readAnswer, writeAnswer } from './stored-answer.js';
import { transact } from './transaction.js';

/** What somebody in the club wishes done, and how it is done. */
export interface Wish<T> {
  readonly operation: string;
  readonly input: object;
  /** For the audit. */
  readonly reason: string;
  readonly schema: z.ZodMiniType<T>;
  /** Does it with the member's row locked; answers how its result is read afterwards. */
  act(scope: Scope, key: string, reader: Reader): Promise<(later: Reader) => Promise<T>>;
}

/** Does and answers a member's wish in one transaction, once for each key. */
export function writeAsMember<T>({ sql: db, program, now }: ClubContext, session: Session, call: WriteCall, wish: Wish<T>): Promise<Written<T>> {
  const { operation, input, reason, schema } = wish;
  const write: Write = { memberId: signedIn({ session }), operation, key: call.key, input };
  return transact(db, { actor: 'member', action: operation, requestId: call.requestId, reason }, async (sql) => {
    const scope: Scope = { sql, program, now: now() };
    await claimKey(scope, write);
    const reader = await readerOf(scope, session, call.locale);
    const key = enrolled(reader);
    // Erased while we waited for the row.
    if ((await lockMember(scope, key)).state !== 'enrolled') enrolled(await readerOf(scope, session, call.locale));
    const before = await answerBefore(scope, key, write);
    if (before !== undefined) return readAnswer(before, schema);
    const result = await wish.act(scope, key, reader);
    const later = await readerOf(scope, session, call.locale);
    const answer = { ...(await readParts(later, call.includes ?? [])), result: await result(later) };
    // Read back from the text, so that the first answer and its repetitions are the same to the letter.
    return readAnswer(await keepAnswer(scope, key, write, writeAnswer(answer, call.requestId)), schema);
  });
}
