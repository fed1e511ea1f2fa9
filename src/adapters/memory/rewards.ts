import type { Activity } from '../../domain/activity.schema.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { RedeemInput, Redemption, Reward } from '../../domain/reward.schema.js';
import { endOf } from './catalogue.js';
import { move } from './records.js';
import type { MemoryClub, MemoryRecord } from './state.js';
import { say, type Told } from './words.js';

/** What stands between a member and a reward. */
export type Obstacle = NonNullable<Reward['obstacle']>;

/** The catalogue as somebody sees it: a guest, or a member with what stands in their way. */
export function rewardsFor(club: MemoryClub, record: MemoryRecord | undefined): Told<Reward[]> {
  return (locale) =>
    club.rewards(locale).map((reward) => {
      const obstacle = record?.member.state === 'enrolled' ? obstacleOf(reward, record) : ({ reason: 'guest' } as const);
      return obstacle ? { ...reward, obstacle } : reward;
    });
}

function obstacleOf(reward: Reward, record: MemoryRecord): Obstacle | undefined {
  const set = record.obstacles?.[reward.id];
  if (set) return set;
  if (reward.stock === 0) return { reason: 'stock' };
  if (reward.limit && reward.limit.used >= reward.limit.count) return { reason: 'limit', until: reward.limit.resetsAt };
  const missing = leastCost(reward) - balanceOf(record, reward);
  return missing > 0 ? { reason: 'insufficient', missing } : undefined;
}

function leastCost({ price }: Reward): number {
  return price.kind === 'fixed' ? price.cost : price.min;
}

function balanceOf(record: MemoryRecord, { walletId, unit }: Reward): number {
  const wallets = record.wallets(undefined);
  return (wallets.find(({ id }) => id === (walletId ?? unit.id)) ?? wallets[0])?.available ?? 0;
}

const kindOf: Partial<Record<Obstacle['reason'], ErrorKind>> = {
  insufficient: 'insufficient_balance',
  stock: 'out_of_stock',
  limit: 'limit_reached',
  cooldown: 'limit_reached',
  claimed: 'limit_reached',
};

/** Buys a reward; throws the refusal. `code` is nothing while it is on its way. */
export function redeem(club: MemoryClub, record: MemoryRecord, input: RedeemInput, made: { id: string; code: string | undefined }): { record: MemoryRecord; redemption: Told<Redemption> } {
  const now = club.now();
  const reward = club.rewards(undefined).find(({ id }) => id === input.rewardId);
  if (!reward) throw new PortalError({ kind: 'not_found', detail: `rewardId: there is no reward “${input.rewardId}”.` });
  check(record, reward, input);
  const redemption: Told<Redemption> = (locale) => ({ ...written(club, reward.id, locale), id: made.id, cost: input.cost, ...issued(reward, made.code, now), at: now.toISOString() });
  const line = (locale: string | undefined): Activity => ({ id: `line-${made.id}`, at: now.toISOString(), kind: 'redeem', delta: -input.cost, unit: reward.unit, state: 'approved', title: redemption(locale).title });
  const changed: MemoryRecord = { ...move(record, -input.cost, 0, reward.walletId ?? reward.unit.id), redemptions: [redemption, ...record.redemptions] };
  return { record: { ...changed, activity: (locale) => [line(locale), ...record.activity(locale)] }, redemption };
}

function issued(reward: Reward, code: string | undefined, now: Date): Pick<Redemption, 'state' | 'code' | 'expiresAt'> {
  return code === undefined ? { state: 'pending' } : { state: 'issued', code, expiresAt: endOf(reward, now) };
}

function check(record: MemoryRecord, reward: Reward, { cost, balance }: RedeemInput): void {
  const { price } = reward;
  const fits = price.kind === 'fixed' ? cost === price.cost : cost >= price.min && cost <= price.max && (cost - price.min) % price.step === 0;
  if (!fits) throw new PortalError({ kind: 'rejected', code: 'cost', detail: `cost: ${cost} is not a price of “${reward.id}”.` });
  const available = balanceOf(record, reward);
  if (balance !== undefined && balance !== available) throw new PortalError({ kind: 'conflict', code: 'balance_changed', detail: `balance: it is ${available} by now.` });
  const obstacle = obstacleOf(reward, record);
  if (obstacle) throw new PortalError({ kind: kindOf[obstacle.reason] ?? 'rejected', code: obstacle.reason, detail: `“${reward.id}” cannot be had: ${obstacle.reason}.` });
  if (cost > available) throw new PortalError({ kind: 'insufficient_balance', detail: `${cost - available} short.` });
}

function written(club: MemoryClub, rewardId: string, locale: string | undefined): Omit<Redemption, 'id' | 'cost' | 'state' | 'at'> {
  const reward = club.rewards(locale).find(({ id }) => id === rewardId);
  if (!reward) throw new PortalError({ kind: 'not_found', detail: rewardId });
  const { title, kind, unit, worth, minimumBasket, where, conditions, refundable } = reward;
  return { rewardId, title, kind, unit, worth, minimumBasket, where, conditions, refundable };
}

/** Undoes an unused redemption; the points come back. */
export function cancel(club: MemoryClub, record: MemoryRecord, redemptionId: string): { record: MemoryRecord; redemption: Told<Redemption> } {
  const found = record.redemptions.find((told) => told(undefined).id === redemptionId);
  const before = found?.(undefined);
  if (!found || !before) throw new PortalError({ kind: 'not_found', detail: `redemptionId: there is no redemption “${redemptionId}”.` });
  if (before.state === 'cancelled') return { record, redemption: found };
  if (before.state !== 'issued' || !before.refundable) throw new PortalError({ kind: 'rejected', code: before.state, detail: `redemptionId: it is ${before.state} and cannot be undone.` });
  const title = say('Points given back', 'امتیاز برگشتی');
  const line = (locale: string | undefined): Activity => ({ id: `line-back-${redemptionId}`, at: club.now().toISOString(), kind: 'refund', delta: before.cost, unit: before.unit, state: 'approved', title: title(locale) });
  const redemption: Told<Redemption> = (locale) => {
    const { code: _, ...rest } = found(locale);
    return { ...rest, state: 'cancelled', refundable: false };
  };
  const moved = move(record, before.cost, 0, before.unit.id);
  const redemptions = record.redemptions.map((told) => (told === found ? redemption : told));
  return { record: { ...moved, redemptions, activity: (locale) => [line(locale), ...record.activity(locale)] }, redemption };
}
