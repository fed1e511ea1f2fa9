import { pointsOnly } from './programs.js';
import { parseProgram, type Program } from '../../src/server/club/program/program.js';
import type { RewardRule } from '../../src/server/club/program/reward.js';

/** A reward of 100 points with a code of the pool `tea`, but for what is said otherwise. */
export function rewardOf(id: string, more: Partial<RewardRule> = {}): RewardRule {
  return {
    id,
    title: { en: `Reward ${id}`, fa: `جایزهٔ ${id}` },
    kind: 'coupon',
    wallet: 'points',
    price: { kind: 'fixed', cost: 100 },
    conditions: [],
    fulfil: { by: 'pool', pool: 'tea' },
    refundable: false,
    ...more,
  };
}

/** The demo program with wallets of points, credit and stamps, and these rewards. */
export function programWith(rewards: readonly RewardRule[], more: Partial<Program> = {}): Program {
  const [points] = pointsOnly().wallets;
  const names = (one: string) => ({ en: one, fa: one });
  const wallet = (id: string, kind: 'credit' | 'stamps') => ({ id, unit: { id, kind, one: names(id), other: names(id), decimals: 0 }, remindDays: [] });
  return parseProgram({
    ...pointsOnly(),
    wallets: [points, wallet('credit', 'credit'), wallet('stamps', 'stamps')],
    earning: [{ id: 'order', wallet: 'points', title: names('order'), gives: 1, per: { minor: 100_000, currency: 'IRR' }, releaseDays: 14 }],
    actions: [],
    ladders: [
      {
        id: 'club',
        criteria: [{ id: 'points', metric: 'points', wallet: 'points' }],
        period: { kind: 'rolling', months: 12 },
        tiers: [
          { id: 'bronze', name: names('Bronze'), enter: { points: 0 }, perks: [] },
          { id: 'silver', name: names('Silver'), enter: { points: 300 }, perks: [] },
        ],
      },
    ],
    rewards,
    ...more,
  });
}
