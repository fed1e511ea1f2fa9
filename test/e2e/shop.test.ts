import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './support/browser.js';
import { PointsCard, truth } from './support/card.js';
import { demoInChromium } from './support/visit.js';

const at = demoInChromium();
let person: Person;

beforeEach(async () => {
  person = await Person.arrive(at.browser, at.demo.shopUrl);
});
afterEach(async () => {
  await person.leave();
});

async function putInCart(page: Page, locale: string, slug: string): Promise<void> {
  await page.goto(`${at.demo.shopUrl}/${locale}/products/${slug}`);
  await page.locator('#add').click();
  await page.locator('.notice').waitFor();
}

/** Buys in a tab of its own; answers the number of the order. */
async function buy(locale: string, slug: string): Promise<string> {
  const tab = await person.context.newPage();
  await putInCart(tab, locale, slug);
  await tab.goto(`${at.demo.shopUrl}/${locale}/cart`);
  await tab.locator('#buy').click();
  const notice = await tab.locator('.notice').innerText();
  await tab.close();
  return /\d{4,}/.exec(notice)?.[0] ?? '';
}

/** Presses one of the staff's buttons in a tab of its own. */
async function press(locale: string, number: string, button: 'delivered' | 'returned'): Promise<void> {
  const tab = await person.open(`/${locale}/account`);
  await tab.locator(`[data-order="${number}"] form[action$="/${button}"] button`).click();
  await tab.locator(`[data-order="${number}"][data-state="${button}"]`).waitFor();
  await tab.close();
}

describe.each([
  { locale: 'en', language: 'English' },
  { locale: 'fa', language: 'Persian' },
])('in $language, an open account tab follows the shop without a reload', ({ locale }) => {
  it('when a member with points on their way buys more, the order is delivered, and comes back', async () => {
    const account = await person.signIn('sara', locale);
    const card = new PointsCard(account);
    const before = await truth(account, at.demo.gatewayUrl);
    await card.toShow(before.available, 10_000);
    await account.evaluate(() => Object.assign(window, { sameDocument: true }));

    const number = await buy(locale, 'saffron');
    await card.toExpect(before.pending + 124);
    await card.toShow(before.available);

    await press(locale, number, 'delivered');
    await card.toShow(before.available + 124);
    await card.toExpect(before.pending);

    await press(locale, number, 'returned');
    await card.toShow(before.available);
    expect(await account.evaluate(() => 'sameDocument' in window)).toBe(true);
    expect(person.complaints).toEqual([]);
  });
});

describe('the page somebody buys on', () => {
  it('says what happened and shows the points on their way beside the cart, all without a reload', async () => {
    const page = await person.signIn('omid');
    const { available, pending } = await truth(page, at.demo.gatewayUrl);
    await putInCart(page, 'en', 'dates');
    await page.goto(`${at.demo.shopUrl}/en/cart`);
    const card = new PointsCard(page);
    await card.toShow(available, 10_000);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await page.locator('#buy').click();
    await card.toExpect(pending + 24);
    expect(await page.getByRole('status').filter({ hasText: 'is placed' }).innerText()).toContain('Its points are on their way.');
    expect(await page.getByText('Your cart is empty.').isVisible()).toBe(true);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  });

  it('works without any script', async () => {
    const plain = await Person.arrive(at.browser, at.demo.shopUrl, { scripts: false });
    const page = await plain.signIn('omid', 'fa');
    await putInCart(page, 'fa', 'nabat');
    await page.goto(`${at.demo.shopUrl}/fa/cart`);
    await page.locator('#buy').click();
    expect(await page.locator('.notice').innerText()).toContain('ثبت شد');
    await page.goto(`${at.demo.shopUrl}/fa/account`);
    await page.locator('[data-state="placed"] form[action$="/delivered"] button').first().click();
    expect(await page.locator('.notice').innerText()).toContain('قابل استفاده است');
    await plain.leave();
  });
});

describe('after a restart of the shop and the club', () => {
  it('the member is still signed in and the numbers are the same', async () => {
    const account = await person.signIn('sara');
    const before = await truth(account, at.demo.gatewayUrl);
    await new PointsCard(account).toShow(before.available, 10_000);
    const orders = await account.locator('.orders').innerText();
    await account.close();
    await at.demo.stop();
    await at.demo.open();
    const again = await person.open('/en/account');
    await new PointsCard(again).toShow(before.available, 10_000);
    expect(await truth(again, at.demo.gatewayUrl)).toEqual(before);
    expect(await again.locator('.orders').innerText()).toBe(orders);
  });
});

describe('who is signed in decides what is shown', () => {
  it('another member’s page never shows the first one’s balance', async () => {
    const first = await person.signIn('sara');
    const sara = await truth(first, at.demo.gatewayUrl);
    await new PointsCard(first).toShow(sara.available, 10_000);
    const second = await person.signIn('omid');
    const omid = await truth(second, at.demo.gatewayUrl);
    expect(omid.available).not.toBe(sara.available);
    await new PointsCard(second).toShow(omid.available, 10_000);
    const shown = await second.evaluate(() => ('shown' in window ? window.shown : undefined));
    expect(shown).toEqual([expect.stringContaining(String(omid.available))]);
  });

  it('after signing out, nothing of the member is left on the page', async () => {
    const page = await person.signIn('sara');
    await new PointsCard(page).toShow((await truth(page, at.demo.gatewayUrl)).available, 10_000);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('vafa-points').getByText('Sign in to see yours').waitFor();
    expect(await page.evaluate(() => ('shown' in window ? window.shown : undefined))).toEqual([]);
    expect(await page.locator('.orders').count()).toBe(0);
  });

  it('other tabs follow who signs out and in by the shop’s own forms, without a reload', async () => {
    const open = await person.signIn('sara');
    await new PointsCard(open).toShow((await truth(open, at.demo.gatewayUrl)).available, 10_000);
    await open.evaluate(() => Object.assign(window, { sameDocument: true }));
    const other = await person.open('/en/account');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await open.locator('vafa-points').first().getByText('Sign in to see yours').waitFor();
    const guest = await person.open('/en/account');
    await guest.locator('vafa-points').getByText('Sign in to see yours').waitFor();
    const omid = await person.signIn('omid');
    const { available } = await truth(omid, at.demo.gatewayUrl);
    for (const tab of [open, guest]) await new PointsCard(tab).toShow(available, 10_000);
    await person.signIn('sara');
    const sara = await truth(open, at.demo.gatewayUrl);
    for (const tab of [omid, open, guest]) await new PointsCard(tab).toShow(sara.available, 10_000);
    expect(await open.evaluate(() => 'sameDocument' in window)).toBe(true);
    expect(person.complaints).toEqual([]);
  });

  it('a guest is invited to sign in, in their language, and led to the sign-in page', async () => {
    const page = await person.open('/fa/account');
    await page.locator('vafa-points').getByRole('link').or(page.locator('vafa-points').getByRole('button')).first().click();
    await page.waitForURL('**/fa/sign-in');
  });
});

describe('a customer who has not joined the club', () => {
  it('joins with one button, begins at zero, and sees the first order’s points come, become theirs, and go again', async () => {
    const account = await person.signIn('mina');
    await account.locator('vafa-points:not([variant])').getByRole('button', { name: 'Join the club' }).click();
    const card = new PointsCard(account);
    await card.toShow(0, 10_000);
    const number = await buy('en', 'pistachios');
    await card.toExpect(100);
    await press('en', number, 'delivered');
    await card.toShow(100);
    await press('en', number, 'returned');
    await card.toShow(0);
    expect(person.complaints).toEqual([]);
  });
});

describe('every page of the shop', () => {
  const paths = ['', '/products/saffron', '/cart', '/account', '/sign-in', '/club'];
  it.each(['en', 'fa'])('keeps its own strict policy and logs no error (%s)', async (locale) => {
    for (const member of [undefined, 'sara']) {
      if (member) await person.signIn(member, locale);
      for (const path of paths) {
        const page = await person.open(`/${locale}${path}`);
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
        for (const tag of ['vafa-points', 'vafa-tier']) {
          if (await page.locator(tag).count()) await page.locator(`${tag} [part="heading"]`).filter({ hasText: /\S/ }).first().waitFor();
        }
        await page.close();
      }
    }
    expect(person.complaints).toEqual([]);
  });

  it.each(['en', 'fa'])('fits a screen of 320 pixels (%s)', async (locale) => {
    await person.signIn('sara', locale);
    for (const path of paths) {
      const page = await person.open(`/${locale}${path}`);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
      await page.close();
    }
  });
});
