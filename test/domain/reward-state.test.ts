import { describe, expect, it } from 'vitest';
import { choiceOf, isRedeemable, payingWallet, rewardState, sortRewards, worthOf, type Looker, type RewardState } from '../../src/domain/reward-state.js';
import type { Price, Redemption, Reward } from '../../src/domain/reward.schema.js';
import type { Wallet } from '../../src/domain/wallet.schema.js';

const now = new Date('2026-11-23T12:00:00Z');
const unit = { id: 'points', kind: 'points', decimals: 0 } as const;
const rials = (minor: number) => ({ minor, currency: 'IRR' });
const before = '2026-11-20T00:00:00Z';
const after = '2026-11-30T00:00:00Z';

const reward = (parts: Partial<Reward> = {}): Reward => ({ id: 'tea', title: 'Tea', kind: 'coupon', unit, price: { kind: 'fixed', cost: 500 }, conditions: [], ...parts });
const wallet = (available: number, parts: Partial<Wallet> = {}): Wallet => ({ id: 'points', unit, available, expiring: [], activating: [], asOf: before, ...parts });
const redemption = (state: Redemption['state'], at = '2026-11-23T11:00:00Z'): Redemption => ({ id: 'r1', rewardId: 'tea', title: 'Tea', kind: 'coupon', state, cost: 500, unit, at, conditions: [], note: 'Why.' });
const stateOf = (parts: Partial<Reward>, looker: Partial<Looker> = {}): RewardState => rewardState(reward(parts), { now, wallet: wallet(1_000), ...looker });
const obstacle = (reason: NonNullable<Reward['obstacle']>['reason'], more: Partial<NonNullable<Reward['obstacle']>> = {}): Partial<Reward> => ({ obstacle: { reason, ...more } });

describe('What a reward is to somebody', () => {
  const table: readonly (readonly [sentence: string, parts: Partial<Reward>, looker: Partial<Looker>, state: RewardState])[] = [
    ['can be had', {}, {}, { kind: 'available' }],
    ['can be had for all that is there', {}, { wallet: wallet(500) }, { kind: 'available' }],
    ['can be had for nothing by somebody who has nothing', { price: { kind: 'fixed', cost: 0 } }, { wallet: wallet(0) }, { kind: 'available' }],
    ['is one point short', {}, { wallet: wallet(499) }, { kind: 'short', missing: 1 }],
    ['is further than its price from a negative balance', {}, { wallet: wallet(-50) }, { kind: 'short', missing: 550 }],
    ['of a chosen price is short of the least', { price: { kind: 'variable', min: 1_100, max: 2_000, step: 50 } }, {}, { kind: 'short', missing: 100 }],
    ['is short as the backend says, where no wallet is known', obstacle('insufficient', { missing: 30 }), { wallet: undefined }, { kind: 'short', missing: 30 }],
    ['is not to be had, where nobody says how much is missing', obstacle('insufficient'), { wallet: undefined }, { kind: 'other' }],
    ['can be had, whatever the backend said of an older balance', obstacle('insufficient', { missing: 30 }), { wallet: wallet(500) }, { kind: 'available' }],
    ['asks a guest to sign in', obstacle('guest'), { wallet: undefined }, { kind: 'guest' }],
    ['asks whoever the page calls a guest to sign in', {}, { guest: true, wallet: undefined }, { kind: 'guest' }],
    ['is sold out for a guest too', { ...obstacle('guest'), stock: 0 }, { guest: true }, { kind: 'sold_out' }],
    ['has no limit used up by a guest', { limit: { count: 1, used: 1 } }, { guest: true }, { kind: 'guest' }],
    ['opens with a tier', obstacle('tier', { unlock: 'Gold' }), {}, { kind: 'tier', unlock: 'Gold' }],
    ['is for some members', obstacle('segment', { unlock: 'For students.' }), {}, { kind: 'segment', unlock: 'For students.' }],
    ['has not begun, says the backend', obstacle('not_started', { until: after }), {}, { kind: 'not_started', from: after }],
    ['has not begun, says its date', { startsAt: after }, {}, { kind: 'not_started', from: after }],
    ['has begun since', obstacle('not_started', { until: before }), {}, { kind: 'available' }],
    ['has ended, says the backend', { ...obstacle('ended'), endsAt: before }, {}, { kind: 'ended', at: before }],
    ['has ended, says its date', { endsAt: before }, {}, { kind: 'ended', at: before }],
    ['lasts through its last day', { endsAt: '2026-11-23' }, {}, { kind: 'available' }],
    ['is over the day after', { endsAt: '2026-11-22' }, {}, { kind: 'ended', at: '2026-11-22' }],
    ['is sold out, says the backend', obstacle('stock'), {}, { kind: 'sold_out' }],
    ['is sold out, says the count', { stock: 0 }, {}, { kind: 'sold_out' }],
    ['rests for a while', obstacle('cooldown', { until: after }), {}, { kind: 'cooling_down', until: after }],
    ['has rested', obstacle('cooldown', { until: before }), {}, { kind: 'available' }],
    ['was had as often as may be, says the backend', { ...obstacle('limit', { until: after }), limit: { count: 2, used: 2 } }, {}, { kind: 'limit', count: 2, resetsAt: after }],
    ['was had as often as may be, says the count', { limit: { count: 1, used: 1, resetsAt: after } }, {}, { kind: 'limit', count: 1, resetsAt: after }],
    ['counts anew since', { limit: { count: 1, used: 1, resetsAt: before } }, {}, { kind: 'available' }],
    ['may be had once more', { limit: { count: 2, used: 1 } }, {}, { kind: 'available' }],
    ['wants a larger basket, says the backend', { ...obstacle('cart'), minimumBasket: rials(100) }, {}, { kind: 'basket', minimum: rials(100) }],
    ['wants so much more in the basket', { ...obstacle('cart'), minimumBasket: rials(100) }, { basket: rials(70) }, { kind: 'basket', minimum: rials(100), missing: rials(30) }],
    ['wants so much more in the basket, says the page', { minimumBasket: rials(100) }, { basket: rials(99) }, { kind: 'basket', minimum: rials(100), missing: rials(1) }],
    ['has basket enough', { minimumBasket: rials(100) }, { basket: rials(100) }, { kind: 'available' }],
    ['cannot tell of a basket in another currency', { minimumBasket: rials(100) }, { basket: { minor: 1, currency: 'EUR' } }, { kind: 'available' }],
    ['speaks of points before it speaks of baskets', { minimumBasket: rials(100) }, { basket: rials(1), wallet: wallet(0) }, { kind: 'short', missing: 500 }],
    ['is theirs already', obstacle('claimed', { redemptionId: 'r1' }), {}, { kind: 'claimed', redemptionId: 'r1' }],
    ['is on its way, says the backend', obstacle('pending', { redemptionId: 'r1' }), {}, { kind: 'pending', redemptionId: 'r1' }],
    ['is on its way, says the last wish', {}, { last: redemption('pending') }, { kind: 'pending', redemptionId: 'r1' }],
    ['failed and can be tried again', {}, { last: redemption('failed') }, { kind: 'failed', note: 'Why.' }],
    ['failed long ago, and nobody speaks of it', {}, { last: redemption('failed', before) }, { kind: 'available' }],
    ['failed, and is short by now', {}, { last: redemption('failed'), wallet: wallet(0) }, { kind: 'short', missing: 500 }],
    ['was had before and can be had again', {}, { last: redemption('used') }, { kind: 'available' }],
    ['is not to be had for a reason of the backend’s own', obstacle('other', { unlock: 'Ask us.' }), {}, { kind: 'other', unlock: 'Ask us.' }],
  ];
  for (const [sentence, parts, looker, state] of table) it(`It ${sentence}`, () => expect(stateOf(parts, looker)).toEqual(state));

  it('can be redeemed when nothing stands in the way, or after a failure', () => {
    const kinds = new Set(table.filter(([, , , state]) => isRedeemable(state)).map(([, , , { kind }]) => kind));
    expect(kinds).toEqual(new Set(['available', 'failed']));
  });
});

describe('A catalogue', () => {
  it('begins with what can be had and is nearest to the balance, and ends with what is gone', () => {
    const parts: Record<string, Partial<Reward>> = {
      ended: { endsAt: before },
      locked: obstacle('tier'),
      far: { price: { kind: 'fixed', cost: 5_000 } },
      small: { price: { kind: 'fixed', cost: 100 } },
      gone: { stock: 0 },
      near: { price: { kind: 'fixed', cost: 1_100 } },
      basket: { minimumBasket: rials(100) },
      large: { price: { kind: 'fixed', cost: 900 } },
    };
    const offers = Object.entries(parts).map(([id, each]) => ({ reward: reward({ id, ...each }), state: stateOf({ id, ...each }, { basket: rials(1) }) }));
    expect(sortRewards(offers).map(({ reward: { id } }) => id)).toEqual(['large', 'small', 'basket', 'near', 'far', 'locked', 'ended', 'gone']);
    expect(offers[0]?.reward.id).toBe('ended');
  });

  it('tells how far the next one is in the unit of the balance, before other units', () => {
    const offers = ['stamps', 'points'].map((id, at) => ({ reward: reward({ id, unit: { ...unit, id } }), state: { kind: 'short', missing: [6, 36][at] ?? 0 } as const }));
    expect(sortRewards(offers, 'points').map(({ reward: { id } }) => id)).toEqual(['points', 'stamps']);
    expect(sortRewards(offers, 'stamps').map(({ reward: { id } }) => id)).toEqual(['stamps', 'points']);
  });
});

describe('A price that is chosen', () => {
  const price: Price = { kind: 'variable', min: 100, max: 990, step: 50, stepWorth: rials(5_000) };

  it('goes from the least to the last whole step', () => expect(choiceOf(price)).toEqual({ min: 100, max: 950, step: 50 }));
  it('goes no further than the balance', () => expect(choiceOf(price, 349)).toEqual({ min: 100, max: 300, step: 50 }));
  it('is no choice for somebody who has less than the least', () => expect(choiceOf(price, 99)).toBeUndefined());
  it('is no choice where the price is one', () => expect(choiceOf({ kind: 'fixed', cost: 5 })).toBeUndefined());
  it('is worth what its steps are', () => {
    expect(worthOf(reward({ price }), 300)).toEqual(rials(30_000));
    expect(worthOf(reward({ price: { ...price, step: 30 } }), 100)).toEqual(rials(16_666));
    expect(worthOf(reward({ worth: rials(7) }), 500)).toEqual(rials(7));
    expect(worthOf(reward({ price: { ...price, stepWorth: undefined } }), 300)).toBeUndefined();
  });
});

describe('The wallet a reward is paid from', () => {
  const stamps = wallet(3, { id: 'card', unit: { ...unit, id: 'stamps' } });
  it('is the one it names', () => expect(payingWallet(reward({ walletId: 'card' }), [wallet(1), stamps])).toBe(stamps));
  it('is the one of its unit', () => expect(payingWallet(reward({ unit: stamps.unit }), [wallet(1), stamps])).toBe(stamps));
  it('is none where the member has none', () => expect(payingWallet(reward({ walletId: 'gone' }), [wallet(1), stamps])).toBeUndefined());
});
