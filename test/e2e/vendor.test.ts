import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GraphqlFake } from '../fakes/graphql.js';
import { openChromium, Person } from './support/browser.js';
import { engines } from './support/engines.js';
import { VendorSite } from './support/vendor-site.js';

const sara = 'sara@shop.example';
let site: VendorSite;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  browser = await openChromium();
  site = await VendorSite.open();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(async () => {
  Object.assign(site, { vendor: new GraphqlFake(), signedIn: sara, file: undefined, first: '', api: '/club.json' });
  const member = site.vendor.shop.enrol(sara, 'Sara');
  site.vendor.shop.book(member, { kind: 'earn', amount: 12_345, pending: false, title: 'Welcome' });
  site.asked.length = 0;
  person = await Person.arrive(browser, site.url);
});
afterEach(() => person.leave());

const balance = (page: Page): Promise<string> => page.locator('vafa-points [part=value]').first().innerText();
const shows = (page: Page, text: RegExp): Promise<void> => expect.poll(() => balance(page)).toMatch(text);
const card = (page: Page, tag = 'vafa-points'): Promise<string> => page.locator(`${tag} .card`).first().innerText();

async function redeem(page: Page): Promise<void> {
  const rewards = page.locator('vafa-rewards');
  await rewards.scrollIntoViewIfNeeded();
  await rewards.getByRole('button', { name: /Redeem.*Mug/ }).first().click();
  await rewards.locator('dialog').getByRole('button', { name: /Redeem|Confirm/ }).first().click();
}
const code = (page: Page): Promise<void> => expect.poll(() => page.locator('vafa-rewards dialog').innerText()).toMatch(/CODE-/);

describe('a page that speaks to its vendor itself, without a gateway', () => {
  it.each([
    ['en', /^€123\.45/],
    ['fa', /۱۲۳٫۴۵/],
  ])('shows the member’s store credit and rewards, in %s, under a strict policy', async (locale, shown) => {
    const page = await person.open(`/${locale}`);
    await shows(page, shown);
    await page.locator('vafa-rewards').scrollIntoViewIfNeeded();
    await page.locator('vafa-rewards').getByText('Mug').first().waitFor();
    expect(person.complaints).toEqual([]);
    expect(site.asked.filter((path) => /portal|snapshot/.test(path))).toEqual([]);
    for (const part of [/^\/club\.json$/, /^\/vendor-/]) expect(site.asked.filter((path) => part.test(path))).toHaveLength(1);
  });

  it.each(['/CLUB.JSON', '/club.json?v=2#y', 'club.json#y'])('takes %s for a description too', async (api) => {
    site.api = api;
    await shows(await person.open('/en'), /123/);
  });

  it('does not do the wish of one member for another who signs in meanwhile, and forgets the one before', async () => {
    const page = await person.open('/en');
    await shows(page, /123/);
    const omid = 'omid@shop.example';
    site.vendor.shop.book(site.vendor.shop.enrol(omid, 'Omid'), { kind: 'earn', amount: 99_900, pending: false, title: 'Welcome' });
    for (let times = 0; times < 3; times += 1) site.vendor.faults.next(/^Redeem$/, { kind: 'answer', answer: () => new Response('', { status: 503 }) });
    await redeem(page);
    site.signedIn = omid;
    await page.evaluate("window.vafa.identify(() => fetch('/token').then((answer) => answer.json()).then(({ token }) => token))");
    await shows(page, /999/);
    await page.waitForTimeout(3_000);
    expect(site.vendor.shop.debits).toBe(0);
    expect(await balance(page)).toMatch(/999/);
  });

  it('shows the history', async () => {
    const page = await person.open('/en');
    await shows(page, /123/);
    await page.locator('vafa-points').getByText('Activity', { exact: true }).click();
    await expect.poll(() => card(page)).toMatch(/Store credit received|Welcome/);
  });

  it('buys a reward once, shows its code, and every card the new balance', async () => {
    const page = await person.open('/en');
    await shows(page, /123/);
    await redeem(page);
    await code(page);
    await shows(page, /^€118\.45/);
    expect(site.vendor.shop.debits).toBe(1);
    expect(person.complaints).toEqual([]);
  });

  it('asks what became of a wish whose answer was lost, also after the page was loaded again, and pays once', async () => {
    const page = await person.open('/en');
    await shows(page, /123/);
    site.vendor.faults.next(/^Redeem$/, { kind: 'broken' });
    await redeem(page);
    await expect.poll(() => site.vendor.shop.debits).toBe(1);
    await page.goto('about:blank');
    site.vendor.faults.mend();
    await page.goto(`${site.url}/en`);
    await page.locator('vafa-rewards').scrollIntoViewIfNeeded();
    await expect.poll(() => card(page, 'vafa-rewards')).toMatch(/CODE-/);
    expect(site.vendor.shop.debits).toBe(1);
  });

  it('gets a new token when the vendor refuses the last one', async () => {
    const page = await person.open('/en');
    await shows(page, /123/);
    site.vendor.tokenOf(sara, true);
    await page.evaluate('window.vafa.refresh()');
    await shows(page, /123/);
    await expect.poll(() => site.asked.filter((path) => path === '/token').length).toBe(2);
  });

  it('knows a guest from a member, and forgets who signs out', async () => {
    site.signedIn = undefined;
    const page = await person.open('/en');
    await expect.poll(() => card(page)).toMatch(/Sign in|Earn points/);
    site.signedIn = sara;
    await page.evaluate("window.vafa.identify(() => fetch('/token').then((answer) => answer.json()).then(({ token }) => token))");
    await shows(page, /123/);
    await page.evaluate('window.vafa.identify(null)');
    await expect.poll(() => card(page)).not.toMatch(/123/);
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).toBe('{}');
    expect(person.complaints).toEqual([]);
  });

  it('says that it could not reach the vendor while that is down, and shows the balance when it is back', async () => {
    for (let times = 0; times < 12; times += 1) site.vendor.faults.next(/./, { kind: 'answer', answer: () => new Response('', { status: 503 }) });
    const page = await person.open('/en');
    await expect.poll(() => card(page)).toMatch(/couldn’t reach/);
    await expect.poll(() => page.evaluate("window.vafa.refresh(), document.querySelector('vafa-points').shadowRoot.textContent"), { interval: 1_000 }).toMatch(/123\.45/);
  });

  it('works on a page that added members to what all objects and lists inherit', async () => {
    site.first = "Object.prototype.tagged = 'x'; Array.prototype.last = function () { return this[this.length - 1]; }; Object.prototype.toJSON = function () { return 'broken'; }; Array.prototype.toJSON = Object.prototype.toJSON;";
    const page = await person.open('/en');
    await shows(page, /123/);
    await redeem(page);
    await code(page);
    expect(site.vendor.shop.debits).toBe(1);
    expect(person.complaints).toEqual([]);
  });

  it.each([
    ['is no JSON', '<!doctype html>', /couldn’t reach/],
    ['is another document', '{"openapi":"3.1.0"}', /./],
    ['would tell a secret', JSON.stringify({ format: 1, adapter: { format: 1, dialect: 'jmespath-community/1', id: 'x', baseUrl: 'https://x.example', allowedHosts: ['x.example'], auth: { type: 'bearer', secret: 'env:KEY' }, member: { from: 'session.sub' }, ops: {} } }), /./],
  ])('says so, without breaking anything, where the file %s', async (_, file, words) => {
    site.file = file;
    const page = await person.open('/en');
    const warned: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
    await page.reload();
    await expect.poll(() => warned.join('\n')).toMatch(/club\.json/);
    await expect.poll(() => card(page)).toMatch(words);
    expect(await card(page)).not.toMatch(/undefined|NaN|\[object/);
    expect(person.complaints).toEqual([]);
  });
});

describe.each(engines.slice(1))('in %s', (_, open) => {
  it('a page speaks to its vendor itself', async () => {
    const tab = await open();
    try {
      await tab.goto(`${site.url}/fa`);
      await expect.poll(() => tab.read("document.querySelector('vafa-points')?.shadowRoot?.querySelector('[part=value]')?.textContent ?? ''")).toMatch(/۱۲۳٫۴۵/);
    } finally {
      await tab.close();
    }
  });
});
