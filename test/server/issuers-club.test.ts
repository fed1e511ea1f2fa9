import { beforeEach, describe, expect, it, vi } from 'vitest';
import { shopifyBench, wooBench, type IssuerBench } from './issuer-benches.js';
import { refusalOf, rewardClub } from './reward-club.js';
import { programWith, rewardOf } from './reward-program.js';

const byShop = { by: 'callback', validDays: 30 } as const;
const reward = rewardOf('five-off', { fulfil: byShop, refundable: true, worth: { minor: 500, currency: 'EUR' }, minimumBasket: { minor: 2_000, currency: 'EUR' } });
const dollars = rewardOf('dollars', { fulfil: byShop, worth: { minor: 500, currency: 'USD' } });

describe.each([
  ['Shopify', shopifyBench],
  ['WooCommerce', wooBench],
])('a club whose codes are discounts of %s', (_, make) => {
  let bench: IssuerBench;
  let told: unknown[];
  const { port, wallet, club, give, redeem, sound, after, now } = rewardClub(
    () => programWith([reward, dollars], { callback: { waitSeconds: 5, deadlineSeconds: 120 } }),
    () => ({ issuer: { issue: (...asked) => bench.issuer.issue(...asked), revoke: (...asked) => bench.issuer.revoke(...asked) }, onError: (error) => void told.push(error) }),
  );
  beforeEach(() => {
    bench = make(now);
    told = [];
  });
  const undo = (redemptionId: string) => port().cancelRedemption({ redemptionId }, { key: `undo-${redemptionId}` });

  it('gives a code that the shop takes once', async () => {
    await give(250);
    const { result } = await redeem('five-off');
    expect(result).toMatchObject({ state: 'issued', refundable: true });
    expect(bench.coupons(result.code ?? '')).toMatchObject([{ usageLimit: 1, minimum: '20.00', ends: '2026-03-31T20:30:00Z' }]);
    expect(bench.use(result.code ?? '')).toBe(true);
    expect(await refusalOf(undo(result.id))).toMatchObject({ kind: 'rejected', code: 'used' });
    expect(await wallet()).toMatchObject({ available: 150 });
    await sound();
  });

  it('undoes it: the discount is worthless, the points are back', async () => {
    await give(150);
    const { result } = await redeem('five-off');
    expect((await undo(result.id)).result).toMatchObject({ state: 'cancelled' });
    expect(bench.use(result.code ?? '')).toBe(false);
    expect(await wallet()).toMatchObject({ available: 150 });
    expect(told).toEqual([]);
    await sound();
  });

  it('finds the code whose answer got lost, and gives that', async () => {
    await give(150);
    bench.faults.next(bench.making, { kind: 'lost' });
    const { result } = await redeem('five-off');
    expect(result.state).toBe('pending');
    after(0.001);
    await club().runJobs();
    await vi.waitFor(async () => expect((await port().redemptions())[0]).toMatchObject({ state: 'issued' }), { timeout: 10_000 });
    const [mine] = await port().redemptions();
    expect(bench.coupons(mine?.code ?? '')).toHaveLength(1);
    expect(String(told)).not.toContain(mine?.code);
    await sound();
  });

  it('gives the points back for what the shop’s discounts cannot be, and says to its owner why', async () => {
    await give(150);
    expect((await redeem('dollars')).result).toMatchObject({ state: 'failed' });
    expect(String(told)).toContain('is in USD, and the shop\'s discounts are in EUR');
    expect(await wallet()).toMatchObject({ available: 150 });
    await sound();
  });
});
