import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium, Person } from './support/browser.js';
import { PointsCard } from './support/card.js';
import { StaticSite } from './support/static-site.js';

let site: StaticSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([StaticSite.start(), openChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.end();
});

/** The card that signs in, as a person reads it. */
class SignInCard {
  readonly element: Locator;

  constructor(readonly page: Page) {
    this.element = page.locator('vafa-sign-in');
  }

  async toShow(state: string): Promise<void> {
    await expect.poll(() => this.element.evaluate((node, name) => node.matches(`:state(${name})`), state)).toBe(true);
  }

  text(): Promise<string> {
    return this.element.locator('section').innerText();
  }

  /** Presses Tab until a control of this name has the focus. */
  async tabTo(role: 'textbox' | 'button', name: string): Promise<void> {
    const control = this.element.getByRole(role, { name });
    for (let press = 0; press < 12; press += 1) {
      if (await control.evaluate((node) => node.matches(':focus'))) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`No Tab leads to “${name}”.`);
  }
}

const stored = (page: Page): Promise<string[]> => page.evaluate(() => [...Object.keys(sessionStorage), ...Object.keys(localStorage)].filter((name) => name.startsWith('vafa')));

const codeSent = async (count: number): Promise<string> => {
  await expect.poll(() => site.mail.length).toBe(count);
  return site.mail.at(-1)?.code ?? '';
};
const another = (code: string): string => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
const persian = (code: string): string => code.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));

const languages = [
  { locale: 'en', query: '', email: 'E-mail address', field: 'Code of six digits', wrong: 'This is not the code we sent.', as: 'You are signed in as', leave: 'Sign out', typed: (code: string) => code },
  { locale: 'fa', query: '?fa', email: 'نشانی ایمیل', field: 'کد شش‌رقمی', wrong: 'این کدی نیست که فرستادیم.', as: 'با نام', leave: 'خروج از حساب', typed: persian },
];

describe.each(languages)('a member of a static site, by keyboard alone, in $locale', ({ query, email, field, wrong, as, leave, typed }) => {
  it('signs in at the second try, stays over pages and reloads, and signs out of all', async () => {
    const person = await Person.arrive(browser, site.url);
    const page = await person.open(`/club${query}`);
    const card = new SignInCard(page);
    const sent = site.mail.length + 1;
    await card.toShow('guest');
    await card.tabTo('textbox', email);
    await page.keyboard.type('Sara@example.com');
    await page.keyboard.press('Enter');
    await card.toShow('sent');
    const code = await codeSent(sent);
    await page.reload();
    await card.toShow('sent');
    expect(await card.text()).toContain('Sara@example.com');
    await card.tabTo('textbox', field);
    await page.keyboard.type(typed(another(code)));
    await page.keyboard.press('Enter');
    await card.toShow('wrong');
    expect(await card.text()).toContain(wrong);
    // What was wrong is selected: typing takes its place.
    await page.keyboard.type(typed(code));
    await page.keyboard.press('Enter');
    await card.toShow('ready');
    // The name comes with what the club knows of the member.
    await expect.poll(() => card.text()).toContain(as);
    const points = await new PointsCard(page).available();
    expect(points).toBeGreaterThan(0);
    expect((await stored(page)).length).toBe(1);

    await page.reload();
    await card.toShow('ready');
    expect(await new PointsCard(page).available()).toBe(points);
    await page.goto(`${site.url}/product${query}`);
    expect(await new PointsCard(page).available()).toBe(points);
    await page.goto(`${site.url}/club${query}`);
    await card.toShow('ready');
    await card.tabTo('button', leave);
    await page.keyboard.press('Enter');
    await card.toShow('guest');
    for (const tag of ['vafa-points', 'vafa-tier']) await expect.poll(() => page.locator(tag).evaluate((node) => node.matches(':state(guest)'))).toBe(true);
    expect(await stored(page)).toEqual([]);
    await page.reload();
    await card.toShow('guest');
    expect(person.complaints.filter((line) => !line.includes('status of 422'))).toEqual([]);
    await person.leave();
  });
});

describe('several tabs of a static site', () => {
  it('a tab that comes as a guest leaves the member’s alone, and signing out ends what another tab keeps', async () => {
    const person = await Person.arrive(browser, site.url);
    const page = await person.open('/club');
    const card = new SignInCard(page);
    const sent = site.mail.length + 1;
    await card.toShow('guest');
    await card.element.getByRole('textbox').fill('sara@example.com');
    await card.element.getByRole('button', { name: 'Send me a code' }).click();
    await card.toShow('sent');
    await card.element.getByRole('textbox').fill(await codeSent(sent));
    await page.keyboard.press('Enter');
    await card.toShow('ready');
    await page.reload();
    await card.toShow('ready');
    await new PointsCard(page).available();
    const tokens: string[] = [];
    page.on('request', (request) => request.url().includes('/identity/') && tokens.push(request.url()));

    const guest = await person.open('/club');
    await new SignInCard(guest).toShow('guest');
    // A tab that was duplicated keeps the same.
    const twin = await person.open('/product');
    for (const [name, value] of await page.evaluate(() => Object.entries(sessionStorage))) await twin.evaluate(([key = '', text = '']) => sessionStorage.setItem(key, text), [name, value]);
    await twin.reload();
    expect(await new PointsCard(twin).available()).toBeGreaterThan(0);
    expect(tokens).toEqual([]);

    await page.bringToFront();
    await card.element.getByRole('button', { name: 'Sign out' }).click();
    await card.toShow('guest');
    await expect.poll(() => stored(twin)).toEqual([]);
    await expect.poll(() => twin.locator('vafa-points').evaluate((node) => node.matches(':state(guest)'))).toBe(true);
    expect(person.complaints).toEqual([]);
    await person.leave();
  });
});
