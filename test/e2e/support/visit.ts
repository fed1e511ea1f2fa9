import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openChromium } from './browser.js';
import { DemoUnderTest } from './demo.js';

/** The demo and Chromium, for all tests of a file; they are there once the tests run. */
export function demoInChromium(): { readonly demo: DemoUnderTest; readonly browser: Browser } {
  let demo: DemoUnderTest | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoUnderTest.start(), openChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.end();
  });
  return {
    get demo() { return there(demo); },
    get browser() { return there(browser); },
  };
}

function there<T>(opened: T | undefined): T {
  if (opened === undefined) throw new Error('It is opened before the tests of a file, not while they are collected.');
  return opened;
}
