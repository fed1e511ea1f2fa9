import { and, eq, ne } from 'drizzle-orm';
import type { Session, WriteCall, Written } from '../../adapters/port.js';
import { redemption as redemptionSchema, type CancelRedemptionInput, type Redemption } from '../../domain/reward.schema.js';
import { answerOnce } from './answer.js';
import type { ClubContext } from './context.js';
import { findMember, lockMember, touch } from './members.js';
import { answerBefore, claimKey, keyReused, type Write } from './once.js';
import { leaseSeconds } from './pursuit.js';
import { signedIn } from './read.js';
import { readRedemption } from './redemptions-read.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { isRedemption, lockRedemption, move } from './settle.js';
import { readAnswer } from './stored-answer.js';
import { redemptions, type StoredRedemption } from './tables.js';
import { transact } from './transaction.js';

/** Undoes an unused redemption: its code is taken back at whoever made it, then the points return. */
export async function cancelRedemption(club: ClubContext, session: Session, input: CancelRedemptionInput, call: WriteCall): Promise<Written<Redemption>> {
  const { redemptionId } = input;
  const write: Write = { memberId: signedIn({ session }), operation: 'cancelRedemption', key: call.key, input: { redemptionId } };
  const actor = { actor: 'member', requestId: call.requestId, action: 'cancelRedemption', detail: { redemptionId: redemptionId.slice(0, 200) } } as const;
  const begun = await transact(club.sql, actor, (sql) => begin({ sql, program: club.program, now: club.now() }, write, redemptionId));
  if (begun.answer !== undefined) return readAnswer(begun.answer, redemptionSchema);
  await club.pursuits.first(redemptionId, call.signal);
  await checkEnd(club, redemptionId);
  return answerOnce({ club, session, call, write, memberKey: begun.key, schema: redemptionSchema }, async (reader) => {
    const found = await readRedemption(reader.scope, begun.key, redemptionId, reader.words);
    return found ?? unknown(redemptionId);
  });
}

interface Begun {
  readonly key: string;
  readonly answer?: string | undefined;
}

// Writes down that it is wanted. From here on it will be done, even if nobody asks again: whether the maker of the code
// has made it worthless may be unknown for a while, and a worthless code without the points would be theft.
async function begin(scope: Scope, write: Write, redemptionId: string): Promise<Begun> {
  await claimKey(scope, write);
  const known = await findMember(scope, write.memberId);
  if (!known) return refuse('not_enrolled', 'This member has not joined the club yet.');
  const { key } = await lockMember(scope, known.key);
  const answer = await answerBefore(scope, key, write);
  if (answer !== undefined) return { key, answer };
  await checkKey(scope, key, write, redemptionId);
  const row = uuid.test(redemptionId) ? await lockRedemption(scope, redemptionId) : undefined;
  if (row?.memberId !== key) return unknown(redemptionId);
  if (row.state === 'cancelled' || row.task === 'cancel') return { key };
  checkRefundable(row, scope);
  const nextTryAt = new Date(scope.now.getTime() + leaseSeconds * 1_000);
  await move(scope, row, { task: 'cancel', nextTryAt, attempts: 0, cancelKey: write.key });
  await touch(scope, key, ['redemptions']);
  return { key };
}
// Anything else is no id of ours, and the database would refuse to compare it.
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function checkKey(scope: Scope, key: string, write: Write, redemptionId: string): Promise<void> {
  const mine = and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.memberId, key), eq(redemptions.cancelKey, write.key));
  const rows = await scope.sql.select({ id: redemptions.redemptionId }).from(redemptions).where(mine).limit(1);
  if (!rows.every(({ id }) => id === redemptionId)) keyReused();
}

function checkRefundable({ state, refundable, expiresAt }: StoredRedemption, { program, now }: Scope): void {
  if (state === 'used') refuse('rejected', 'The code was used already: it cannot be undone any more.', { code: 'used' });
  // Without a maker nobody could make the code worthless.
  if (!refundable || !program.callback) refuse('rejected', 'This reward cannot be undone: its code stays good.', { code: 'not_refundable' });
  if (state === 'pending') refuse('conflict', 'The code is still on its way. Wait until it is there.', { code: 'pending', retryAfter: 5 });
  if (state !== 'issued') refuse('rejected', `A redemption that is ${state} cannot be undone.`, { code: state });
  if (expiresAt !== null && expiresAt <= now) refuse('rejected', 'The code has expired.', { code: 'expired' });
}

// Only what is known is told: until the code's maker has answered, the redemption stays what it was.
async function checkEnd(club: ClubContext, redemptionId: string): Promise<void> {
  const scope: Scope = { sql: club.sql, program: club.program, now: club.now() };
  const [row] = await club.sql.select().from(redemptions).where(and(isRedemption(scope, redemptionId), ne(redemptions.state, 'cancelled')));
  if (!row) return;
  if (row.state === 'used') refuse('rejected', 'The code was used already: it cannot be undone any more.', { code: 'used' });
  refuse('unavailable', 'Whoever made the code has not answered yet. Ask again with the same key.', { code: 'revoke_unknown', retryAfter: 5 });
}

function unknown(redemptionId: string): never {
  return refuse('not_found', `This member has no redemption ${redemptionId.slice(0, 100)}.`, { code: 'redemption_unknown' });
}
