import type { JoinInput, Session, WriteCall, Written } from '../../adapters/port.js';
import { member as memberSchema, type Member } from '../../domain/member.schema.js';
import { rewardJoining } from './actions.js';
import { giveCard } from './card.js';
import type { ClubContext } from './context.js';
import { enroll, type Known, meetMember, memberOf, memberReads, touch } from './members.js';
import { answerBefore, claimKey, keepAnswer, type Write } from './once.js';
import { readerOf, readParts, signedIn } from './read.js';
import { refuse, type Scope } from './scope.js';
import { readAnswer, writeAnswer } from './stored-answer.js';
import { raiseTier } from './tiers.js';
import { transact } from './transaction.js';
import { wordsFor } from './words.js';

/** Makes the reader a member of the club, once for each key. */
export function join({ sql: db, program, now }: ClubContext, session: Session, input: JoinInput, call: WriteCall): Promise<Written<Member>> {
  const write: Write = { memberId: signedIn({ session }), operation: 'join', key: call.key, input: { acceptTerms: input.acceptTerms } };
  return transact(db, { actor: 'member', action: 'join', requestId: call.requestId }, async (sql) => {
    const scope: Scope = { sql, program, now: now() };
    await claimKey(scope, write);
    const { name, email } = session;
    const member = await meetMember(scope, { memberId: write.memberId, name, email });
    const before = await answerBefore(scope, member.key, write);
    if (before !== undefined) return readAnswer(before, memberSchema);
    if (!input.acceptTerms) refuseTerms(scope, call);
    await enrollMember(scope, member, scope.now, call.locale);
    const reader = await readerOf(scope, session, call.locale);
    const answer = { ...(await readParts(reader, call.includes ?? [])), result: memberOf(write.memberId, reader.known, session) };
    // Read back from the text, so that the first answer and its repetitions are the same to the letter.
    return readAnswer(await keepAnswer(scope, member.key, write, writeAnswer(answer, call.requestId)), memberSchema);
  });
}

function refuseTerms({ program }: Scope, { locale }: WriteCall): never {
  return refuse('rejected', '`acceptTerms` must be true.', { code: 'terms', userMessage: wordsFor(program, locale).pick(program.refusals.terms) });
}

/** Makes a locked member one of the club, on the lowest tier; answers whether that was news. */
export async function enrollMember(scope: Scope, member: Known, at: Date, locale?: string): Promise<boolean> {
  switch (member.state) {
    case 'enrolled':
      return false;
    case 'blocked':
      return refuse('forbidden', 'The membership is blocked by the shop.', {
        code: 'blocked',
        userMessage: wordsFor(scope.program, locale).pick(scope.program.refusals.blocked),
      });
    case 'known':
    case 'erased':
      await enroll(scope, member.key, at);
      await giveCard(scope, member.key);
      await rewardJoining(scope, member.key, at);
      await raiseTier(scope, member.key, at);
      await touch(scope, member.key, memberReads);
      return true;
    default:
      return member.state satisfies never;
  }
}
