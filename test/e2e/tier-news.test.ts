import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Person } from './support/browser.js';
import { demoInChromium } from './support/visit.js';

const at = demoInChromium();

/** Omid at a device that was never here before. */
async function onADevice<T>(work: (account: Page, person: Person) => Promise<T>, scripts = true): Promise<T> {
  const person = await Person.arrive(at.browser, at.demo.shopUrl, { scripts });
  try {
    return await work(await person.signIn('omid'), person);
  } finally {
    expect(person.complaints).toEqual([]);
    await person.leave();
  }
}

const joy = (page: Page) => page.locator('vafa-tier .joy');
const tierOf = (page: Page) => page.locator('vafa-tier [part="value"]');

/** What the club still has to show a signed-in page's member. */
const newsOf = (page: Page): Promise<unknown> =>
  page.evaluate(async (gateway) => {
    const { token } = await (await fetch('/token')).json();
    const answer = await fetch(`${gateway}/portal/v1/tiers`, { headers: { authorization: `Bearer ${token}` } });
    const [track] = await answer.json();
    return track.news;
  }, at.demo.gatewayUrl);

/** Buys two tins of saffron, and the staff of the shop marks them as delivered; no card is on these pages, which run no script. */
const buyAndReceive = () =>
  onADevice(async (page) => {
    for (let tin = 0; tin < 2; tin++) {
      await page.goto(`${at.demo.shopUrl}/en/products/saffron`);
      await page.locator('#add').click();
      await page.locator('.notice').waitFor();
      await page.goto(`${at.demo.shopUrl}/en/cart`);
      await page.locator('#buy').click();
      await page.locator('.notice').waitFor();
    }
    await page.goto(`${at.demo.shopUrl}/en/account`);
    const waiting = page.locator('[data-state="placed"] form[action$="/delivered"] button');
    for (let left = await waiting.count(); left > 0; left--) {
      await waiting.first().click();
      await expect.poll(() => waiting.count()).toBe(left - 1);
    }
  }, false);

describe('a member whose orders arrive while they are away', () => {
  it('sees the new tier celebrated once when they come back, and on no other device', async () => {
    await onADevice(async (page) => {
      await tierOf(page).filter({ hasText: 'Bronze' }).waitFor();
      expect(await joy(page).count()).toBe(0);
    });
    await buyAndReceive();
    await onADevice(async (page) => {
      await joy(page).getByText(/You have reached .?Silver/).waitFor();
      await expect.poll(() => newsOf(page)).toBeUndefined();
      await page.reload();
      await tierOf(page).filter({ hasText: 'Silver' }).waitFor();
      await page.waitForTimeout(500);
      expect(await joy(page).count()).toBe(0);
    });
    await onADevice(async (page) => {
      await tierOf(page).filter({ hasText: 'Silver' }).waitFor();
      await page.waitForTimeout(500);
      expect(await joy(page).count()).toBe(0);
    });
  });
});
