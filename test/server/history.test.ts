import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity.schema.js';
import { cardNumber, checkDigit } from '../../src/server/club/card.js';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { clockedClub } from './clocked-club.js';

const rials = (minor: number) => ({ minor, currency: 'IRR' });
const { wallets, earning, actions, rewards, ladders } = defaultProgram;
const key = () => ({ key: randomUUID() });

describe('every line', () => {
  const { place, shop, buy, pay, lines, after, club, wallet, port } = clockedClub();
  const why = (line: Activity | undefined) => line?.why?.join(' ').replaceAll('\u00a0', ' ');

  it('of an order says the rule, the full amounts and the rest, in either language', async () => {
    await place(0, { total: rials(3_570_000) });
    expect(why((await lines())[0])).toBe(
      'Every order. Every full 10,000 toman gives 1 point; 357,000 toman holds that 35 times. The remaining 7,000 toman is less than a full amount and does not count.',
    );
    expect(why((await lines('fa'))[0])).toContain('هر ۱۰٬۰۰۰ تومان کامل ۱ امتیاز دارد');
  });

  it('of a return says the share, and what was spent already', async () => {
    const id = await buy(100);
    await pay(70);
    await shop.return(id, rials(5_000_000));
    expect(why((await lines())[0])).toBe(
      '500,000 toman of the order’s 1,000,000 toman has come back; the same share of the 100 points it earned goes back, rounded down over all returns together. 20 points of these were already spent and come off what you earn next.',
    );
    expect((await wallet())?.why?.join(' ')).toContain('Below zero');
  });

  it('of an expiry says since when it was there, and to which day', async () => {
    await buy(50);
    after(400);
    await club().runJobs();
    expect(why((await lines())[0])).toBe('They could be spent from March 1, 2026 on, and were good to the end of March 1, 2027.');
  });

  it('tells the balance after it, and lines together make the balance', async () => {
    await buy(100);
    await pay(30);
    await pay(20);
    expect((await lines()).map(({ delta, balanceAfter }) => [delta, balanceAfter])).toEqual([[-20, 50], [-30, 70], [100, undefined]]);
  });

  const balances = async () => (await lines()).map(({ delta, balanceAfter }) => [delta, balanceAfter]);

  it('tells the balance after it in the order of the list, also of what the club was told late', async () => {
    const id = await buy(100);
    after(10);
    await pay(30);
    const told = { id: randomUUID(), at: '2026-03-05T08:00:00Z', type: 'order.returned', data: { orderId: id, amount: rials(2_000_000) } } as const;
    await club().receive(told);
    await pay(5);
    expect(await balances()).toEqual([[-5, 45], [-30, 50], [-20, 80], [100, undefined]]);
    // A page that begins in the middle tells the same, and so does one filter or the other.
    const first = await port().activity?.({ limit: 2 });
    const second = await port().activity?.({ limit: 2, cursor: first?.next });
    expect(second?.items.map(({ balanceAfter }) => balanceAfter)).toEqual([80, undefined]);
    const spent = await port().activity?.({ filter: 'spent', limit: 1 });
    const before = await port().activity?.({ filter: 'spent', limit: 1, cursor: spent?.next });
    expect([spent, before].map((page) => page?.items[0]?.balanceAfter)).toEqual([45, 50]);
  });

  it('that owes tells a balance below zero, as the wallet does', async () => {
    const id = await buy(100);
    await pay(70);
    after(1);
    await shop.return(id);
    expect(await balances()).toEqual([[-100, -70], [-70, 30], [100, undefined]]);
    expect(await wallet()).toMatchObject({ available: -70 });
  });

  it('of a reward is called like it, and is one line', async () => {
    await buy(100);
    await pay(30);
    expect((await lines())[0]).toMatchObject({ kind: 'redeem', title: 'Anything', state: 'approved', why: ['The price of “Anything” when you chose it: 30\u00a0points.'] });
    expect(await lines()).toHaveLength(2);
  });
});

describe('the history narrowed down', () => {
  const { buy, place, pay, port, at, after, club } = clockedClub();
  const deltas = async (query: Parameters<NonNullable<ReturnType<typeof port>['activity']>>[0]) => (await port().activity?.(query))?.items.map(({ delta }) => delta);

  it('to a kind shows that kind alone, page by page', async () => {
    await buy(100);
    await pay(40);
    after(1);
    await place(7);
    await place(8);
    expect(await deltas({ filter: 'earned' })).toEqual([8, 7, 100]);
    expect(await deltas({ filter: 'spent' })).toEqual([-40]);
    expect(await deltas({ filter: 'pending' })).toEqual([8, 7]);
    const first = await port().activity?.({ filter: 'earned', limit: 2 });
    expect(await deltas({ filter: 'earned', limit: 2, cursor: first?.next })).toEqual([100]);
    after(400);
    await club().runJobs();
    expect((await deltas({ filter: 'expired' }))?.sort((a, b) => a - b)).toEqual([-60, -8, -7]);
  });

  it('to days shows those of the shop’s clock, both included', async () => {
    at('2026-03-09T20:29:59Z');
    await place(1);
    at('2026-03-09T20:30:00Z');
    await place(2);
    at('2026-03-10T20:30:00Z');
    await place(3);
    expect(await deltas({ from: '2026-03-10', to: '2026-03-10' })).toEqual([2]);
    expect(await deltas({ from: '2026-03-10' })).toEqual([3, 2]);
    expect(await deltas({ to: '2026-03-09' })).toEqual([1]);
    await expect(deltas({ from: '2026-02-30' })).rejects.toMatchObject({ kind: 'rejected', code: 'day' });
  });

  it('to a wallet that is none shows nothing', async () => {
    await buy(1);
    expect(await deltas({ wallet: 'none' })).toEqual([]);
  });
});

describe('ways to earn', () => {
  const { port, club, at, lines, change } = clockedClub({ wallets, earning, actions, rewards, ladders });
  const states = async (of = port()) => (await of.earnActions?.())?.map(({ id, state }) => `${id} ${state}`);

  it('are told to a guest and to a member, orders first; joining is done once', async () => {
    const guest = club().open({ shopId: club().shopId });
    expect(await states(guest)).toEqual(['order:order repeatable', 'order:tea-card repeatable', 'join todo', 'newsletter repeatable', 'profile todo', 'review repeatable']);
    expect((await states())?.[2]).toBe('join done');
    expect((await port().earnActions?.({ locale: 'fa' }))?.[1]).toMatchObject({ gives: '۱\u00a0مُهر برای هر سفارش دست‌کم ۳۰۰٬۰۰۰\u00a0تومان' });
    expect((await lines())[0]).toMatchObject({ kind: 'grant', delta: 1, title: 'Join the club', unit: { id: 'stamps' } });
  });

  it('that a member completes count once in their month, and again in the next', async () => {
    const done = await port().completeEarnAction?.({ actionId: 'newsletter' }, key());
    expect(done?.result).toMatchObject({ state: 'done', limit: { count: 1, used: 1 } });
    await expect(port().completeEarnAction?.({ actionId: 'newsletter' }, key())).rejects.toMatchObject({ kind: 'limit_reached', userMessage: 'You have done this for now; it counts again from April 1, 2026.' });
    at('2026-03-31T20:29:00Z');
    await expect(port().completeEarnAction?.({ actionId: 'newsletter' }, key())).rejects.toMatchObject({ kind: 'limit_reached' });
    at('2026-03-31T20:30:00Z');
    await port().completeEarnAction?.({ actionId: 'newsletter' }, key());
    expect((await port().wallets?.())?.[0]).toMatchObject({ available: 10 });
  });

  it('completed at once under one key have one effect and one answer, under many keys one effect', async () => {
    const same = key();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => port().completeEarnAction?.({ actionId: 'newsletter' }, same)));
    const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [JSON.stringify(answer.value)] : []));
    expect(new Set(given).size).toBe(1);
    await Promise.allSettled(Array.from({ length: 20 }, () => port().completeEarnAction?.({ actionId: 'newsletter' }, key())));
    expect((await port().wallets?.())?.[0]).toMatchObject({ available: 5 });
  });

  it.each([
    ['that only the shop sees', 'profile', { kind: 'rejected', code: 'not_completable' }],
    ['that joining gives', 'join', { kind: 'rejected', code: 'not_completable' }],
    ['that is none', 'nothing', { kind: 'not_found', code: 'action_unknown' }],
  ])('%s is refused', async (_, actionId, refusal) => {
    await expect(port().completeEarnAction?.({ actionId }, key())).rejects.toMatchObject(refusal);
  });

  it('before their time and after it are refused; what is over is not told any more', async () => {
    const timed = actions.map((action) => (action.id === 'newsletter' ? { ...action, startsAt: '2026-03-05T00:00:00Z', endsAt: '2026-03-08T00:00:00Z' } : action));
    await change({ actions: timed });
    expect((await port().earnActions?.())?.find(({ id }) => id === 'newsletter')).toMatchObject({ completable: false, startsAt: '2026-03-05T00:00:00Z' });
    await expect(port().completeEarnAction?.({ actionId: 'newsletter' }, key())).rejects.toMatchObject({ code: 'not_started', userMessage: 'This begins on March 5, 2026.' });
    at('2026-03-08T00:00:00Z');
    await expect(port().completeEarnAction?.({ actionId: 'newsletter' }, key())).rejects.toMatchObject({ code: 'ended' });
    expect(await states()).not.toContain('newsletter repeatable');
  });
});

describe('perks', () => {
  const { port, buy, club, track } = clockedClub({ wallets, earning, actions, rewards, ladders });
  const perk = async (tier: string, id: string) => (await track())?.tiers.find((each) => each.id === tier)?.perks.find((each) => each.id === id);

  it('are locked with what unlocks them, theirs, or used until the reward behind counts anew', async () => {
    expect(await perk('gold', 'cupping')).toMatchObject({ state: 'locked', note: 'Comes with Gold: 1,000\u00a0points to go' });
    expect(await perk('gold', 'birthday')).toMatchObject({ state: 'available' });
    await buy(1_200);
    expect(await perk('gold', 'cupping')).toMatchObject({ state: 'available' });
    await club().uploadCodes('tea-cupping', ['CUP-1'], 'test');
    await port().redeem?.({ rewardId: 'tea-cupping', cost: 200 }, key());
    expect(await perk('gold', 'cupping')).toMatchObject({ state: 'used', note: 'Used; yours again from January 1, 2027' });
  });
});

describe('a member’s card', () => {
  const { port, shop, club, member } = clockedClub();

  it('has twelve digits that stay, is another’s for another, and goes with an erasure', async () => {
    const number = (await port().member?.())?.card?.number ?? '';
    expect(number).toMatch(/^[1-9]\d{11}$/);
    expect(checkDigit(number.slice(0, -1))).toBe(Number(number.at(-1)));
    await shop.join(member);
    expect((await port().member?.())?.card?.number).toBe(number);
    await shop.join('bob');
    expect((await club().open({ shopId: club().shopId, memberId: 'bob' }).member?.())?.card?.number).not.toBe(number);
    await club().erase(member);
    expect((await port().member?.())?.card).toBeUndefined();
  });

  it('finds every digit that was mistyped', () => {
    expect(checkDigit('7992739871')).toBe(3);
    const number = cardNumber();
    for (let place = 0; place < number.length - 1; place += 1) {
      const typed = number.slice(0, place) + ((Number(number[place]) + 1) % 10) + number.slice(place + 1);
      expect(checkDigit(typed.slice(0, -1))).not.toBe(Number(typed.at(-1)));
    }
  });
});

describe('a member’s orders', () => {
  const { port, shop, place, club, member, after } = clockedClub();

  it('are told as the shop told them, with what became of them, newest first', async () => {
    const old = await place(1);
    after(1);
    const shipped = await place(2, { state: 'shipped' });
    await shop.deliver(old);
    await shop.return(old);
    const page = await port().orders?.({ limit: 1 });
    expect(page?.items).toMatchObject([{ id: shipped, state: 'shipped' }]);
    expect((await port().orders?.({ limit: 1, cursor: page?.next }))?.items).toMatchObject([{ id: old, state: 'returned', total: rials(100_000) }]);
    await expect(port().orders?.({ cursor: 'x' })).rejects.toMatchObject({ code: 'cursor' });
  });

  it('are nobody’s any more after an erasure, also when the same person comes back', async () => {
    const id = await place(1);
    await club().erase(member);
    await shop.join(member);
    expect((await port().orders?.({}))?.items).toEqual([]);
    await expect(port().order?.({ id })).rejects.toMatchObject({ kind: 'not_found' });
  });
});
