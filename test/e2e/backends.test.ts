import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RestFake } from '../fakes/rest.js';
import { openChromium, Person } from './support/browser.js';
import { DemoUnderTest } from './support/demo.js';
import { serveVendor, type VendorServer } from './support/vendor-server.js';

let browser: Browser;
let server: VendorServer;
let host: string;
const vendor = new RestFake();

beforeAll(async () => {
  browser = await openChromium();
  const member = vendor.shop.enrol('sara@example.com');
  vendor.shop.book(member, { kind: 'earn', amount: 4_321, pending: false, title: 'Welcome' });
  server = await serveVendor(vendor.fetch);
  host = server.host;
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const shop = { id: 'golestan', name: { en: 'Golestan', fa: 'گلستان' }, timeZone: 'Asia/Tehran', currencies: [{ code: 'IRT', decimals: 0, label: { en: 'toman', fa: 'تومان' }, position: 'after', shows: { of: 'IRR', factor: 10 } }] };
const preset = () => ({ type: 'preset', preset: 'open-loyalty', settings: { host: 'vendor.example', currency: 'IRR', tierBy: 'points' }, baseUrl: `http://${host}/api/DEFAULT` });
const head = () => ({ format: 1, origins: [], privateHosts: [host], shop });
const env = { OPEN_LOYALTY_TOKEN: vendor.token };

/** What the account page of the demo shows, over one configuration after the other. */
const cases: readonly { readonly name: string; readonly config: () => object | undefined; readonly points: RegExp; readonly tier: string; readonly reward: RegExp }[] = [
  { name: 'the club', config: () => undefined, points: /^(?!4,321)[\d,]+/, tier: 'Gold', reward: /toman off/ },
  { name: 'a preset over its vendor', config: () => ({ ...head(), backend: preset() }), points: /^4,321/, tier: 'Bronze', reward: /Mug/ },
  {
    name: 'both as one: points and rewards of the vendor, tiers of the club',
    config: () => ({ ...head(), backend: { type: 'compose', parts: { vendor: preset(), club: { type: 'club' } }, operations: { wallets: 'vendor', activity: 'vendor', rewards: 'vendor', redeem: 'vendor', redemptions: 'vendor' }, otherwise: 'club' } }),
    points: /^4,321/,
    tier: 'Gold',
    reward: /Mug/,
  },
];

describe('the same account page', () => {
  it.each(cases)('runs on $name, by configuration alone', async ({ config, points, tier, reward }) => {
    const chosen = config();
    const demo = await DemoUnderTest.start({ ...(chosen && { config: chosen }), env });
    try {
      const person = await Person.arrive(browser, demo.shopUrl);
      const page = await person.signIn('sara');
      await expect.poll(() => page.locator('vafa-points [part=value]').first().innerText()).toMatch(points);
      await expect.poll(() => page.locator('vafa-tier [part=value]').first().innerText()).toBe(tier);
      await page.locator('vafa-rewards').first().scrollIntoViewIfNeeded();
      await page.locator('vafa-rewards').first().getByText(reward).first().waitFor();
      expect(person.complaints).toEqual([]);
      await person.leave();
    } finally {
      await demo.end();
    }
  });

  it('buys a reward of the vendor, once, and shows its code', async () => {
    const demo = await DemoUnderTest.start({ config: { ...head(), backend: preset() }, env });
    try {
      const person = await Person.arrive(browser, demo.shopUrl);
      const page = await person.signIn('sara');
      const rewards = page.locator('vafa-rewards').first();
      await rewards.scrollIntoViewIfNeeded();
      await rewards.getByRole('button', { name: /Redeem.*Mug/ }).first().click();
      await rewards.locator('dialog').getByRole('button', { name: /Redeem|Confirm/ }).first().click();
      await expect.poll(() => rewards.locator('dialog').innerText()).toMatch(/CODE-/);
      expect(vendor.shop.debits).toBe(1);
      await expect.poll(() => page.locator('vafa-points [part=value]').first().innerText()).toMatch(/^4,271/);
      await person.leave();
    } finally {
      await demo.end();
    }
  });
});
