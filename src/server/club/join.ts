import { enroll, touch, type Known } from './members.js';
import { refuse, type Scope } from './scope.js';
import { raiseTier } from './tiers.js';
import { wordsFor } from './words.js';

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
      await raiseTier(scope, member.key, at);
      await touch(scope, member.key, ['member', 'wallets', 'tiers', 'activity']);
      return true;
    default:
      return member.state satisfies never;
  }
}
