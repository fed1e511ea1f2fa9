import { describe, expect, it } from 'vitest';
import { Person } from './support/browser.js';
import { demoInChromium } from './support/visit.js';

const at = demoInChromium();

// The shop's own head of the page grows while it is still being parsed, on a busy machine; no card moves it.
const shifts = `new Promise((resolve) => {
  const found = [];
  const ofShop = ({ node }) => node?.closest?.('header') != null;
  new PerformanceObserver((list) => found.push(...list.getEntries().filter(({ sources }) => !sources.length || !sources.every(ofShop)))).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(found.map(({ value, sources }) => value + ' ' + sources.map(({ node }) => node?.nodeName + '.' + node?.className).join()).join('; '))));
})`;

describe('nothing moves when the cards of the account page come', () => {
  const cases = ['sara', 'omid', 'mina', undefined].flatMap((who) => ['en', 'fa'].flatMap((locale) => [1_280, 390].map((width) => ({ who, locale, width }))));
  it.each(cases)('for $who in $locale, $width pixels wide', async ({ who, locale, width }) => {
    const person = await Person.arrive(at.browser, at.demo.shopUrl);
    if (who) await (await person.signIn(who, locale)).close();
    const page = await person.context.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${at.demo.shopUrl}/${locale}/account`);
    for (const tag of ['vafa-points', 'vafa-tier', 'vafa-rewards']) {
      const element = page.locator(tag).first();
      await element.scrollIntoViewIfNeeded();
      await expect.poll(() => element.evaluate((node) => node.matches(':state(ready), :state(guest), :state(not-enrolled)'))).toBe(true);
    }
    expect(await page.evaluate(shifts)).toBe('');
    expect(person.complaints).toEqual([]);
    await person.leave();
  });
});
