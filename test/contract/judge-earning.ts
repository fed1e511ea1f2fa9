import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { ActivityQuery } from '../../src/domain/activity.schema.js';
import { buy, expectKind, lines, place, rials, type Subject } from './support.js';

const key = () => ({ key: randomUUID() });

/** What would be earned, and the other ways to earn. */
export function judgeEarning({ bench, guest, enrolled, it }: Subject): void {
  it('estimates what an order then earns, for a guest too', ['estimate', 'guests', 'earning', 'place', 'activity'], async () => {
    const { id, port } = await enrolled();
    const query = { amount: 1_259_999, currency: 'IRR' };
    const main = async (asked: typeof port) => (await asked.estimate(query)).earns.find(({ unit }) => unit.kind === 'points')?.amount;
    expect(await main(guest())).toBe(12);
    expect(await main(port)).toBe(12);
    await place(bench(), id, query.amount);
    expect((await lines(port)).find(({ unit }) => unit.kind === 'points')).toMatchObject({ kind: 'earn', delta: 12, state: 'pending' });
  });

  it('says how the estimate comes about', ['estimate', 'guests', 'reasons'], async () => {
    const { why } = await guest().estimate({ amount: 1_000_000, currency: 'IRR' });
    expect(why?.join(' ')).toMatch(/10,000/);
  });

  it('estimates nothing in a currency that earns nothing, and not nothing', ['estimate', 'guests'], async () => {
    await expectKind(guest().estimate({ amount: 1_000_000, currency: 'XAU' }), 'rejected');
    await expectKind(guest().estimate({}), 'rejected');
  });

  it('lists the ways to earn, for a guest too, and takes a member’s word once where that is enough', ['earnActions', 'guests', 'completeEarnAction', 'wallets'], async () => {
    const { port } = await enrolled();
    expect((await guest().earnActions()).length).toBeGreaterThan(0);
    const action = (await port.earnActions()).find(({ completable }) => completable);
    if (!action?.reward) throw new Error('The bench needs a way to earn that a member can complete.');
    const before = (await port.wallets())[0]?.available ?? 0;
    const { result } = await port.completeEarnAction({ actionId: action.id }, key());
    expect(result).toMatchObject({ id: action.id, state: 'done' });
    expect((await port.wallets())[0]).toMatchObject({ available: before + action.reward.amount });
    await expectKind(port.completeEarnAction({ actionId: action.id }, key()), 'limit_reached');
    await expectKind(port.completeEarnAction({ actionId: 'none' }, key()), 'not_found');
    expect((await port.wallets())[0]).toMatchObject({ available: before + action.reward.amount });
  });
}

/** The history can be narrowed down. */
export function judgeFilters({ bench, enrolled, it }: Subject): void {
  it('shows only what is asked for: earned, spent, pending, of some days', ['activity', 'rewards', 'redeem', 'earning', 'place', 'deliver'], async () => {
    const { id, port } = await enrolled();
    const reward = (await port.rewards()).find((each) => each.id === bench().reward);
    const cost = reward?.price.kind === 'fixed' ? reward.price.cost : 0;
    await buy(bench(), id, cost);
    await place(bench(), id, 500_000);
    await port.redeem({ rewardId: bench().reward, cost }, key());
    const deltas = async (query: ActivityQuery) => (await port.activity(query)).items.filter(({ unit }) => unit.kind === 'points').map(({ delta }) => delta);
    expect(await deltas({ filter: 'spent' })).toEqual([-cost]);
    expect((await deltas({ filter: 'earned' })).sort((a, b) => a - b)).toEqual([5, cost].sort((a, b) => a - b));
    expect(await deltas({ filter: 'pending' })).toEqual([5]);
    expect(await deltas({ filter: 'expired' })).toEqual([]);
    expect(await deltas({ to: '2001-01-01' })).toEqual([]);
    expect(await deltas({ from: '2001-01-01' })).toHaveLength(3);
    expect(await deltas({ wallet: 'none' })).toEqual([]);
  });
}

/** A member's orders. */
export function judgeOrders({ bench, enrolled, it }: Subject): void {
  it('shows a member their own orders, newest first, a page at a time, and nobody else’s', ['orders', 'order', 'place', 'deliver'], async () => {
    const { id, port } = await enrolled();
    const first = await place(bench(), id, 300_000);
    const second = await place(bench(), id, 400_000);
    await bench().deliver?.(second);
    const page = await port.orders({ limit: 1 });
    expect(page.items).toMatchObject([{ id: second, state: 'delivered', total: rials(400_000) }]);
    expect((await port.orders({ limit: 1, cursor: page.next })).items).toMatchObject([{ id: first, state: 'placed' }]);
    expect(await port.order({ id: first })).toMatchObject({ id: first, items: [{ title: 'Tea' }] });
    const other = await enrolled();
    expect((await other.port.orders({})).items).toEqual([]);
    await expectKind(other.port.order({ id: first }), 'not_found');
  });
}
