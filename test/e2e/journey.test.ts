import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readNumber } from './support/card.js';
import { DemoUnderTest } from './support/demo.js';
import { engines, type Tab } from './support/engines.js';
import { booksOf, RewardsOnPage, shownBalance } from './support/rewards.js';

const words = {
  en: { guest: 'Members of the club earn', used: 'This code has been used already.', usedOn: 'Used on', placed: 'is placed' },
  fa: { guest: 'اعضای باشگاه', used: 'این کد پیش‌تر استفاده شده است.', usedOn: 'استفاده شد', placed: 'ثبت شد' },
} as const;

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await DemoUnderTest.start();
});
afterAll(async () => {
  await demo?.end();
});

describe.each(engines)('in %s', (_, open) => {
  describe.each(['en', 'fa'] as const)('in the language %s', (locale) => {
    let tab: Tab;
    beforeEach(async () => {
      // A club of its own for each: Mina joins it once.
      await demo.beginAgain();
      tab = await open();
    });
    afterEach(async () => {
      await tab?.close();
    });

    const go = (path: string) => tab.goto(`${demo.shopUrl}/${locale}${path}`);
    const text = (selector: string) => tab.read(`document.querySelector('${selector}')?.textContent.trim() ?? ''`);
    const preview = () => tab.read(`document.querySelector('vafa-points-preview').shadowRoot?.textContent ?? ''`);
    const total = async () => readNumber(await text('#total'));
    const digits = (points: number) => points.toLocaleString(locale === 'fa' ? 'fa-IR' : 'en');

    async function putInCart(slug: string, packets: number): Promise<void> {
      await go(`/products/${slug}`);
      await tab.read(`document.querySelector('#quantity').value = '${packets}'`);
      await tab.click('#add');
      await expect.poll(() => text('.notice')).not.toBe('');
    }

    it('a guest sees what a cart would earn, joins, buys, gets it delivered, redeems; the code is worth exactly its reward, once; another is undone', async () => {
      await putInCart('saffron', 5);
      await go('/cart');
      await expect.poll(preview).toContain(digits(620));
      expect(await preview()).toContain(words[locale].guest);

      await go('/sign-in');
      await tab.click('form:has(input[value="mina"]) button');
      await expect.poll(() => tab.read(`document.querySelector('vafa-points')?.shadowRoot?.querySelectorAll('button.action').length ?? 0`)).toBe('1');
      await tab.click('vafa-points', 'button.action');
      await expect.poll(() => shownBalance(tab)).toBe(0);

      await go('/cart');
      await tab.click('#buy');
      await expect.poll(() => text('.notice')).toContain(words[locale].placed);
      await go('/account');
      await tab.click('form[action$="/delivered"] button');
      await expect.poll(() => shownBalance(tab)).toBe(620);

      const rewards = new RewardsOnPage(tab);
      await rewards.come();
      await rewards.choose('discount-50');
      await rewards.confirm();
      const code = await rewards.code('dialog');
      await expect.poll(() => shownBalance(tab)).toBe(170);

      await putInCart('dates', 2);
      await go('/cart');
      const before = await total();
      expect(before).toBe(390_000 + 45_000);
      await rewards.come();
      await rewards.openCodes();
      await rewards.click('ul.codes .code .actions button:last-child');
      await expect.poll(total).toBe(before - 50_000);
      expect(await text('[data-code]')).toBe(code);
      await expect.poll(preview).toContain(digits(38));
      await tab.click('#buy');
      await expect.poll(() => text('.notice')).toContain(words[locale].placed);

      await putInCart('dates', 2);
      await go('/cart');
      await tab.write('#code', code.toLowerCase());
      await tab.click('#use-code');
      await expect.poll(() => text('#code-trouble')).toContain(words[locale].used);
      expect(await total()).toBe(before);

      await go('/account');
      await rewards.come();
      await rewards.openCodes();
      await expect.poll(() => rewards.text('ul.codes .old')).toContain(code);
      expect(await rewards.text('ul.codes .old')).toContain(words[locale].usedOn);

      await rewards.choose('free-delivery');
      await rewards.confirm();
      await rewards.code('dialog');
      await expect.poll(() => shownBalance(tab)).toBe(20);
      await rewards.close();
      await rewards.click('ul.codes.fresh li > button.action');
      await rewards.click('ul.codes.fresh li > .actions button:last-child');
      await expect.poll(() => shownBalance(tab)).toBe(170);

      const books = await booksOf(tab, demo.gatewayUrl);
      expect(books.redemptions.map(({ rewardId, state }) => [rewardId, state])).toEqual([['free-delivery', 'cancelled'], ['discount-50', 'used']]);
      expect(books).toMatchObject({ points: 170, spent: 450 });
    });
  });
});
