import { defaultProgram, demoProgram } from '../../src/server/club/default-program.js';
import { parseProgram, type Program, type ProgramInput } from '../../src/server/club/program/program.js';

/**
 * The demo's program with nothing but its points and its ladder: no stamps, no actions, no rewards. For tests that count
 * every line; what it is given more stands in place of the demo's own.
 */
export function pointsOnly(more: Partial<ProgramInput> = {}): Program {
  return parseProgram({
    ...defaultProgram,
    wallets: defaultProgram.wallets.filter(({ id }) => id === 'points'),
    earning: defaultProgram.earning.filter(({ wallet }) => wallet === 'points'),
    actions: [],
    rewards: [],
    ladders: defaultProgram.ladders.map((ladder) => ({
      ...ladder,
      tiers: ladder.tiers.map((tier) => ({ ...tier, perks: tier.perks.map(({ reward: _, ...perk }) => perk) })),
    })),
    ...more,
  });
}

/** What the contract asks of a club besides its points: a reward whose code comes at once and can be undone, and something a member can say is done. */
export function benchProgram(): Program {
  const { rewards, actions } = demoProgram({ callback: { url: 'http://127.0.0.1:9/codes', secret: 'env:VAFA_CALLBACK_SECRET' } });
  return pointsOnly({
    rewards: rewards.filter(({ id }) => id === 'discount-50'),
    actions: actions.filter(({ completable }) => completable),
    callback: { url: 'http://127.0.0.1:9/codes', secret: 'env:VAFA_CALLBACK_SECRET' },
  });
}
