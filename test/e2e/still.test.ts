import { describe, expect, it } from 'vitest';
import * as z from 'zod';
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

// Every height that a card ever has, where another one is drawn: also below what is seen, where no shift is counted and some browsers keep no place.
const watchHeights = `(() => {
  const heights = (window.heights = {});
  const look = () => {
    document.querySelectorAll('vafa-points, vafa-tier, vafa-rewards').forEach((card, at) => {
      const known = (heights[card.localName + at] ??= []);
      const height = Math.round(card.getBoundingClientRect().height);
      if (known.at(-1) !== height) known.push(height);
    });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

describe('nothing moves when the cards of the account page come', () => {
  const cases = ['sara', 'omid', 'mina', undefined].flatMap((who) => ['en', 'fa'].flatMap((locale) => [1_280, 390].map((width) => ({ who, locale, width }))));
  it.each(cases)('for $who in $locale, $width pixels wide', async ({ who, locale, width }) => {
    const person = await Person.arrive(at.browser, at.demo.shopUrl);
    if (who) await (await person.signIn(who, locale)).close();
    const page = await person.context.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(watchHeights);
    await page.goto(`${at.demo.shopUrl}/${locale}/account`);
    for (const tag of ['vafa-points', 'vafa-tier', 'vafa-rewards']) {
      const element = page.locator(tag).first();
      await element.scrollIntoViewIfNeeded();
      await expect.poll(() => element.evaluate((node) => node.matches(':state(ready), :state(guest), :state(not-enrolled)'))).toBe(true);
    }
    expect(await page.evaluate(shifts)).toBe('');
    // On a phone the rewards stand below each other, as high as they have to say.
    const heights = z.record(z.string(), z.array(z.number())).parse(await page.evaluate('window.heights'));
    expect(Object.keys(heights).length).toBeGreaterThan(2);
    for (const [card, known] of Object.entries(heights)) if (width > 390 || !card.startsWith('vafa-rewards')) expect(known, card).toHaveLength(1);
    expect(person.complaints).toEqual([]);
    await person.leave();
  });
});
