import { randomUUID } from 'node:crypto';
import type { Club } from '../../src/server/club/club.js';
import type { Program } from '../../src/server/club/program/program.js';
import type { RewardRule } from '../../src/server/club/program/reward.js';

/** A reward that costs whatever one will, with a code of the pool `pay`. */
const anything: RewardRule = {
  id: 'pay',
  title: { en: 'Anything', fa: 'هر چیزی' },
  kind: 'coupon',
  wallet: 'points',
  price: { kind: 'variable', min: 1, max: 1_000_000_000, step: 1, stepWorth: { minor: 1_000, currency: 'IRR' } },
  conditions: [],
  fulfil: { by: 'pool', pool: 'pay' },
  refundable: false,
};

/** The program with a reward for `payWith`. */
export function payable(program: Program): Program {
  return { ...program, rewards: [...program.rewards, anything] };
}

/** Spends so many points of a member. */
export async function payWith(club: Club, memberId: string, points: number): Promise<void> {
  await club.uploadCodes('pay', [randomUUID()], 'test');
  await club.open({ shopId: club.shopId, memberId }).redeem?.({ rewardId: 'pay', cost: points }, { key: randomUUID() });
}
