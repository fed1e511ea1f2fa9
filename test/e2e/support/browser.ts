import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumArgs, need, tools } from '../../../tools/browsers.js';

/** Starts Chromium. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: need(tools.chromium), args: [...chromiumArgs] });
}

/** How a person browses. */
export interface Manner {
  /** `false` runs no script. */
  readonly scripts?: boolean;
  readonly scheme?: 'light' | 'dark';
  /** Asks for less motion. */
  readonly calm?: boolean;
}

/** One person's browser: pages of one context, and everything those pages complained of. */
export class Person {
  /** Console errors, uncaught errors and policy reports of all pages. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    private readonly home: string,
  ) {}

  /** A fresh browser profile that opens addresses of a shop. */
  static async arrive(browser: Browser, home: string, options: Manner = {}): Promise<Person> {
    const context = await browser.newContext({ javaScriptEnabled: options.scripts ?? true, colorScheme: options.scheme ?? 'light', reducedMotion: options.calm ? 'reduce' : 'no-preference' });
    const person = new Person(context, home);
    if (options.scripts !== false) await context.addInitScript(watchPage);
    return person;
  }

  /** Opens a page of the shop in a new tab. */
  async open(path: string): Promise<Page> {
    const page = await this.context.newPage();
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(`${path}: ${message.text()}`));
    page.on('pageerror', (error) => this.complaints.push(`${path}: ${error.message}`));
    await page.goto(this.home + path);
    return page;
  }

  /** Signs in on the sign-in page; answers the account page it leads to. */
  async signIn(member: string, locale = 'en'): Promise<Page> {
    const page = await this.open(`/${locale}/sign-in`);
    await page.locator(`form:has(input[value="${member}"]) button`).click();
    await page.waitForURL('**/account');
    return page;
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/** Runs in every page before its own scripts: policy reports become errors, and all that the points ever showed is kept. */
function watchPage(): void {
  const shown: string[] = [];
  Object.assign(window, { shown });
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
  });
  const look = (): void => {
    const text = document.querySelector('vafa-points')?.shadowRoot?.querySelector('[part="value"]')?.textContent?.trim() ?? '';
    if (text !== '' && shown.at(-1) !== text) shown.push(text);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
