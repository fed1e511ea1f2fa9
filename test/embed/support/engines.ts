import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { remote } from 'webdriverio';
import { chromiumArgs, need, startWebKit, tools } from '../../../tools/browsers.js';

/** One page of a browser. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** Evaluates an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** A browser under test. */
export interface Engine {
  open(): Promise<Tab>;
  close(): Promise<void>;
}

/** Starts each browser. */
export const engines = { Chromium: startChromium, Firefox: startFirefox, WebKit: startWebKitEngine } as const;
/** The name of a browser. */
export type EngineName = keyof typeof engines;

async function startChromium(): Promise<Engine> {
  const browser = await chromium.launch({ executablePath: need(tools.chromium), args: [...chromiumArgs] });
  return {
    async open() {
      const context = await browser.newContext();
      const page = await context.newPage();
      return {
        goto: async (url) => void (await page.goto(url)),
        evaluate: (expression) => page.evaluate(expression),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

async function startFirefox(): Promise<Engine> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: need(tools.firefox) });
  return {
    async open() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      return {
        goto: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
        evaluate: (expression) => page.evaluate(expression),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

async function startWebKitEngine(): Promise<Engine> {
  const { port, capabilities, stop } = await startWebKit();
  const session = await remote({ hostname: '127.0.0.1', port, path: '/', logLevel: 'error', capabilities });
  return {
    open: async () => ({
      goto: async (url) => void (await session.url(url)),
      evaluate: (expression) => session.execute(`return (${expression})`),
      close: async () => void (await session.url('about:blank')),
    }),
    async close() {
      await session.deleteSession();
      stop();
    },
  };
}
