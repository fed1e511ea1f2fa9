import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DemoUnderTest } from './support/demo.js';
import { engines, type Tab } from './support/engines.js';
import { FaultyProxy } from './support/faulty-proxy.js';
import { booksOf, RewardsOnPage } from './support/rewards.js';

let demo: DemoUnderTest;
let proxy: FaultyProxy;

beforeAll(async () => {
  demo = await DemoUnderTest.start();
  proxy = await FaultyProxy.open(demo.gatewayUrl);
  await demo.stop();
  await demo.open(proxy.url);
});
afterAll(async () => {
  await demo?.end();
  await proxy?.close();
});

describe.each(engines)('in %s, one wish costs once and its code is shown in the end:', (_, open) => {
  let tab: Tab;
  let rewards: RewardsOnPage;
  let before: Awaited<ReturnType<typeof booksOf>>;

  // A club of its own: what one engine redeemed is not missing in the next.
  beforeAll(() => demo.beginAgain());
  beforeEach(async () => {
    Object.assign(proxy, { asked: 0, answered: 0 });
    tab = await open();
    await tab.goto(`${demo.shopUrl}/en/sign-in`);
    await tab.click('form:has(input[value="sara"]) button');
    await expect.poll(() => tab.read('location.pathname')).toBe('/en/account');
    before = await booksOf(tab, demo.gatewayUrl);
    rewards = new RewardsOnPage(tab);
    await rewards.come();
  });
  afterEach(async () => {
    proxy.mend();
    await tab?.close();
  });

  /** The club's books hold one redemption more and one debit of its price, and the page shows its code. */
  async function onceAndShown(at = rewards): Promise<void> {
    const shown = await at.code();
    const after = await booksOf(tab, demo.gatewayUrl);
    const fresh = after.redemptions.filter(({ id }) => !before.redemptions.some((old) => old.id === id));
    expect(fresh).toMatchObject([{ rewardId: 'discount', state: 'issued', cost: 100, code: shown }]);
    expect(after.points).toBe(before.points - 100);
    expect(after.spent).toBe(before.spent + 100);
    const debits = ({ activity }: typeof after) => activity.items.filter(({ kind }) => kind === 'redeem').length;
    expect(debits(after)).toBe(debits(before) + 1);
  }

  it('a double click', async () => {
    await rewards.choose('discount');
    await tab.doubleClick('vafa-rewards', 'dialog[open] [data-confirm]');
    await onceAndShown();
    expect(proxy.asked).toBe(1);
  });

  it('Enter, and a click while the wish is on its way', async () => {
    await rewards.choose('discount');
    proxy.fault = 'hold_answer';
    await tab.enterAndClick('vafa-rewards', 'dialog[open] [data-confirm]');
    await expect.poll(() => proxy.answered).toBe(1);
    proxy.mend();
    await onceAndShown();
    expect(proxy.asked).toBe(1);
  });

  it('two elements on one page, agreed to in the same instant', async () => {
    await tab.read(`(document.querySelector('.widgets').append(Object.assign(document.createElement('vafa-rewards'), { id: 'second' })), 1)`);
    const second = new RewardsOnPage(tab, '#second');
    await second.come();
    const inBoth = (within: string) => tab.read(`[...document.querySelectorAll('vafa-rewards')].map((each) => each.shadowRoot.querySelector('${within}')?.click()).length`);
    await inBoth('[data-reward="discount"] button.action');
    await expect.poll(() => tab.read(`[...document.querySelectorAll('vafa-rewards')].filter((each) => each.shadowRoot.querySelector('[data-confirm]')).length`)).toBe('2');
    await inBoth('[data-confirm]');
    await onceAndShown();
    await onceAndShown(second);
    expect(proxy.asked).toBe(1);
  });

  it('two tabs, agreed to at the same time', async () => {
    await rewards.choose('discount');
    const other = await tab.another();
    await other.goto(`${demo.shopUrl}/en/account`);
    const others = new RewardsOnPage(other);
    await others.come();
    await others.choose('discount');
    proxy.fault = 'hold_request';
    await others.confirm();
    await tab.front();
    await rewards.confirm();
    await expect.poll(() => proxy.asked).toBe(2);
    proxy.mend();
    await onceAndShown();
    await other.front();
    await onceAndShown(others);
    await other.close();
    await tab.front();
  });

  it('a reload while the wish is on its way', async () => {
    await rewards.choose('discount');
    proxy.fault = 'hold_answer';
    await rewards.confirm();
    await expect.poll(() => proxy.answered).toBe(1);
    await tab.reload();
    proxy.mend();
    await rewards.come();
    await onceAndShown();
  });

  it('a lost answer, then a reload', async () => {
    await rewards.choose('discount');
    proxy.fault = 'lose_answer';
    await rewards.confirm();
    await expect.poll(() => proxy.answered).toBeGreaterThan(0);
    await tab.reload();
    proxy.mend();
    await rewards.come();
    await onceAndShown();
  });
});
