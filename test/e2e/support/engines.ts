import { launch } from 'puppeteer-core';
import { remote } from 'webdriverio';
import { need, startWebKit, tools } from '../../../tools/browsers.js';

/** The little of a browser that a test in every engine needs: one tab. */
export interface Tab {
  goto(address: string): Promise<void>;
  /** Clicks the first element a selector finds. */
  click(selector: string): Promise<void>;
  /** Runs an expression in the page and answers its value as text. */
  read(expression: string): Promise<string>;
  close(): Promise<void>;
}

/** Firefox, over WebDriver BiDi. */
export async function openFirefox(): Promise<Tab> {
  const browser = await launch({ browser: 'firefox', executablePath: need(tools.firefox), headless: true });
  const page = await browser.newPage();
  return {
    goto: async (address) => void (await page.goto(address)),
    click: (selector) => page.locator(selector).click(),
    read: async (expression) => String(await page.evaluate(expression)),
    close: () => browser.close(),
  };
}

/** WebKitGTK, over its own driver. */
export async function openWebKit(): Promise<Tab> {
  const webKit = await startWebKit();
  const browser = await remote({ hostname: '127.0.0.1', port: webKit.port, logLevel: 'error', capabilities: webKit.capabilities });
  return {
    goto: async (address) => void (await browser.url(address)),
    click: (selector) => browser.$(selector).click(),
    read: async (expression) => String(await browser.execute(`return (${expression})`)),
    close: async () => {
      await browser.deleteSession();
      webKit.stop();
    },
  };
}
