import { launch, type Page } from 'puppeteer-core';
import { remote } from 'webdriverio';
import { chromiumArgs, need, startWebKit, tools } from '../../../tools/browsers.js';

/** The little of a browser that a test in every engine needs: one tab. `within` is a selector in the shadow of what the first one finds. */
export interface Tab {
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Clicks the first element a selector finds. */
  click(selector: string, within?: string): Promise<void>;
  doubleClick(selector: string, within?: string): Promise<void>;
  /** Presses Enter on what has the focus, and at once clicks where an element stood. */
  enterAndClick(selector: string, within: string): Promise<void>;
  /** Writes a text into a field. */
  write(selector: string, text: string): Promise<void>;
  /** Runs an expression in the page and answers its value as text. */
  read(expression: string): Promise<string>;
  /** Another tab of the same browser, with the same cookies. It is in front from then on, until `front`. */
  another(): Promise<Tab>;
  front(): Promise<void>;
  close(): Promise<void>;
}

/** The three engines, by name. */
export const engines: readonly (readonly [string, () => Promise<Tab>])[] = [
  ['Chromium', () => openPuppet('chrome', need(tools.chromium))],
  ['Firefox', openFirefox],
  ['WebKit', openWebKit],
];

/** Firefox, over WebDriver BiDi. */
export function openFirefox(): Promise<Tab> {
  return openPuppet('firefox', need(tools.firefox));
}

async function openPuppet(browser: 'chrome' | 'firefox', executablePath: string): Promise<Tab> {
  const running = await launch({ browser, executablePath, headless: true, args: browser === 'chrome' ? [...chromiumArgs] : [] });
  const open = async (close: (page: Page) => Promise<void>): Promise<Tab> => {
    const page = await running.newPage();
    await page.setViewport({ width: 1_280, height: 900 });
    return puppet(page, () => open((it) => it.close()), () => close(page));
  };
  return open(() => running.close());
}

function puppet(page: Page, another: () => Promise<Tab>, close: () => Promise<void>): Tab {
  const spot = (selector: string, within?: string) => page.locator(within === undefined ? selector : `${selector} >>> ${within}`);
  return {
    another,
    close,
    goto: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    click: (selector, within) => spot(selector, within).click(),
    doubleClick: (selector, within) => spot(selector, within).click({ count: 2 }),
    enterAndClick: async (selector, within) => {
      const [x = 0, y = 0] = placeOf(await page.evaluate(placeFor(selector, within)));
      await page.keyboard.press('Enter');
      await page.mouse.click(x, y);
    },
    write: (selector, text) => spot(selector).fill(text),
    read: async (expression) => String(await page.evaluate(expression)),
    front: () => page.bringToFront(),
  };
}

/** WebKitGTK, over its own driver. */
export async function openWebKit(): Promise<Tab> {
  const webKit = await startWebKit();
  const browser = await remote({ hostname: '127.0.0.1', port: webKit.port, logLevel: 'error', capabilities: webKit.capabilities });
  const end = async () => {
    await browser.deleteSession();
    webKit.stop();
  };
  return webTab(browser, await browser.getWindowHandle(), end);
}

type WebBrowser = Awaited<ReturnType<typeof remote>>;

function webTab(browser: WebBrowser, handle: string, close: () => Promise<void>): Tab {
  const spot = async (selector: string, within?: string) => {
    const find = () => (within === undefined ? browser.$(selector) : browser.$(selector).shadow$(within));
    await find().waitForClickable({ timeout: 45_000 });
    return find();
  };
  const read = async (expression: string) => String(await browser.execute(`return (${expression})`));
  return {
    close,
    read,
    another: async () => {
      // A window of its own: whether WebKitGTK brings a new tab to the front differs from build to build, and what is behind draws nothing.
      const { handle: fresh } = await browser.createWindow('window');
      await browser.switchToWindow(fresh);
      return webTab(browser, fresh, () => browser.closeWindow());
    },
    front: () => browser.switchToWindow(handle),
    goto: async (address) => void (await browser.url(address)),
    reload: () => browser.refresh(),
    click: async (selector, within) => (await spot(selector, within)).click(),
    doubleClick: async (selector, within) => (await spot(selector, within)).doubleClick(),
    enterAndClick: async (selector, within) => {
      const [x = 0, y = 0] = placeOf(await read(placeFor(selector, within)));
      await browser.action('key').down('\uE007').up('\uE007').perform(true);
      await browser.action('pointer').move({ x, y }).down().up().perform();
    },
    write: async (selector, text) => (await spot(selector)).setValue(text),
  };
}

/** An expression for where the middle of an element is. */
function placeFor(selector: string, within: string): string {
  return `(() => { const { x, y, width, height } = document.querySelector('${selector}').shadowRoot.querySelector('${within}').getBoundingClientRect(); return [x + width / 2, y + height / 2].map(Math.round).join(); })()`;
}

function placeOf(place: unknown): number[] {
  return String(place).split(',').map(Number);
}
