import type { Session, WriteCall, Written } from '../../adapters/port.js';
import { dismissed, type Dismissed, type DismissInput } from '../../domain/tier.schema.js';
import type { ClubContext } from './context.js';
import { writeAsMember } from './member-write.js';
import { touch } from './members.js';
import { readTiers } from './tier-read.js';
import { tierShown } from './tier-state.js';

/** Takes note that a member was shown some news; their other devices hear that it is none any more. What is no news stays as it is. */
export function dismiss(club: ClubContext, session: Session, { kind, trackId, tierId }: DismissInput, call: WriteCall): Promise<Written<Dismissed>> {
  return writeAsMember(club, session, call, {
    operation: 'dismiss',
    input: { kind, trackId, tierId },
    reason: 'the member was shown it',
    schema: dismissed,
    async act(scope, key) {
      if (await tierShown(scope, key, trackId, tierId)) await touch(scope, key, ['tiers']);
      return async ({ words }) => ({ tiers: await readTiers(scope, key, words) });
    },
  });
}
