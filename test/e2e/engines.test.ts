import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Visitor } from '../demo/support/visitor.js';
import { promptly, readNumber } from './support/card.js';
import { DemoUnderTest } from './support/demo.js';
import { openFirefox, openWebKit, type Tab } from './support/engines.js';

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await DemoUnderTest.start();
});
afterAll(async () => {
  await demo?.end();
});

const inCard = (selector: string) => `document.querySelector('vafa-points')?.shadowRoot?.querySelector('${selector}')?.textContent ?? ''`;
const balance = inCard('[part="value"]');

describe.each([
  // Sara is Gold: her parcel travels free. Omid pays for his, and earns points on that too.
  { engine: 'Firefox', open: openFirefox, member: 'sara', locale: 'en', earned: 26 },
  { engine: 'WebKit', open: openWebKit, member: 'omid', locale: 'fa', earned: 31 },
])('in $engine', ({ open, member, locale, earned }) => {
  let tab: Tab;
  beforeEach(async () => {
    tab = await open();
  });
  afterEach(async () => {
    await tab?.close();
  });

  it('an open account page follows what the member does on another device', async () => {
    await tab.goto(`${demo.shopUrl}/${locale}/sign-in`);
    await tab.click(`form:has(input[value="${member}"]) button`);
    await expect.poll(() => tab.read(balance)).toMatch(/[\d۰-۹]/);
    await tab.read(`(window.sameDocument = true, document.addEventListener('securitypolicyviolation', () => { window.broken = true }))`);
    const before = readNumber(await tab.read(balance));

    const phone = new Visitor(demo.shopUrl);
    await phone.send('/en/sign-in', { member });
    await phone.send('/en/cart', { slug: 'rose-water', quantity: '1' });
    await phone.send('/en/orders', {});
    const order = /orders\/(order-[\w-]+)\/delivered/.exec(await phone.read('/en/account'))?.[1];
    await phone.send(`/en/orders/${order}/delivered`, {});
    await expect.poll(async () => readNumber(await tab.read(balance)), { timeout: promptly }).toBe(before + earned);
    await phone.send(`/en/orders/${order}/returned`, {});
    await expect.poll(async () => readNumber(await tab.read(balance)), { timeout: promptly }).toBe(before);
    expect(await tab.read('[window.sameDocument, window.broken].join()')).toBe('true,');
  });

  it('the shop’s own forms work without leaving the page', async () => {
    await tab.goto(`${demo.shopUrl}/${locale}/products/dates`);
    await tab.read('window.sameDocument = true');
    await tab.click('#add');
    await expect.poll(() => tab.read(`document.querySelector('.notice')?.textContent ?? ''`)).not.toBe('');
    expect(await tab.read(`[window.sameDocument, document.querySelector('.badge').textContent.trim()].join()`)).toMatch(/^true,[1۱]$/);
  });
});
