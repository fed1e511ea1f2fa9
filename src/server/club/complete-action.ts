import type { Session, WriteCall, Written } from '../../adapters/port.js';
import { earnAction, type CompleteEarnActionInput, type EarnAction } from '../../domain/earning.schema.js';
import { actionOf, complete } from './actions.js';
import type { ClubContext } from './context.js';
import { writeAsMember } from './member-write.js';

/** Takes a member's word that they have done something, once for each key. */
export function completeAction(club: ClubContext, session: Session, { actionId }: CompleteEarnActionInput, call: WriteCall): Promise<Written<EarnAction>> {
  return writeAsMember(club, session, call, {
    operation: 'complete-earn-action',
    input: { actionId },
    reason: 'the member says that it is done',
    schema: earnAction,
    async act(scope, key, { words }) {
      const action = await complete(scope, key, { actionId, requestKey: call.key }, words);
      return (later) => actionOf(scope, key, action, later.words);
    },
  });
}
