import type { Session, WriteCall, Written } from '../../adapters/port.js';
import { earnAction, type CompleteEarnActionInput, type EarnAction } from '../../domain/earning.schema.js';
import { actionOf, complete } from './actions.js';
import type { ClubContext } from './context.js';
import { lockMember } from './members.js';
import { answerBefore, claimKey, keepAnswer, type Write } from './once.js';
import { enrolled, readerOf, readParts, signedIn } from './read.js';
import type { Scope } from './scope.js';
import { readAnswer, writeAnswer } from './stored-answer.js';
import { transact } from './transaction.js';

/** Takes a member's word that they have done something, once for each key. */
export function completeAction({ sql: db, program, now }: ClubContext, session: Session, { actionId }: CompleteEarnActionInput, call: WriteCall): Promise<Written<EarnAction>> {
  const write: Write = { memberId: signedIn({ session }), operation: 'complete-earn-action', key: call.key, input: { actionId } };
  const actor = { actor: 'member', action: 'complete-earn-action', requestId: call.requestId, reason: 'the member says that it is done' } as const;
  return transact(db, actor, async (sql) => {
    const scope: Scope = { sql, program, now: now() };
    await claimKey(scope, write);
    const reader = await readerOf(scope, session, call.locale);
    const key = enrolled(reader);
    // Erased while we waited for the row.
    if ((await lockMember(scope, key)).state !== 'enrolled') enrolled(await readerOf(scope, session, call.locale));
    const before = await answerBefore(scope, key, write);
    if (before !== undefined) return readAnswer(before, earnAction);
    const action = await complete(scope, key, { actionId, requestKey: call.key }, reader.words);
    const later = await readerOf(scope, session, call.locale);
    const answer = { ...(await readParts(later, call.includes ?? [])), result: await actionOf(scope, key, action, later.words) };
    // Read back from the text, so that the first answer and its repetitions are the same to the letter.
    return readAnswer(await keepAnswer(scope, key, write, writeAnswer(answer, call.requestId)), earnAction);
  });
}
