import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { chromiumArgs, need, startWebKit, tools } from './tools/browsers.ts';
import { countTo } from './tools/wtr-report.ts';

/** Component tests run in one engine at a time: VAFA_ENGINE is `chromium` (the default), `firefox` or `webkit`. */
const engine = process.env['VAFA_ENGINE'] ?? 'chromium';
const report = process.env['VAFA_REPORT'];

async function browser() {
  switch (engine) {
    case 'chromium':
      return chromeLauncher({ launchOptions: { executablePath: need(tools.chromium), args: [...chromiumArgs] }, concurrency: 1 });
    case 'firefox':
      return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: need(tools.firefox) }, concurrency: 1 });
    case 'webkit': {
      const { port, capabilities } = await startWebKit();
      return webdriverLauncher({ automationProtocol: 'webdriver', hostname: '127.0.0.1', port, path: '/', capabilities, logLevel: 'error' });
    }
    default:
      throw new Error(`VAFA_ENGINE=${engine} is not known: chromium, firefox or webkit.`);
  }
}

export default {
  files: ['test/elements/**/*.test.ts', 'test/client/**/*.test.ts', '!test/client/**/*.node.test.ts'],
  rootDir: import.meta.dirname,
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${import.meta.dirname}/tsconfig.json` })],
  browsers: [await browser()],
  // One page at a time: of two tabs one is hidden, and a hidden page draws no frames.
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 600_000,
  // Where a test must behave by engine, it reads this: some engines lack media emulation, for one.
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en"><head><meta name="vafa-engine" content="${engine}"></head><body><script type="module" src="${framework}"></script></body></html>`,
  testFramework: { config: { timeout: 15_000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY }), ...(report ? [countTo(report)] : [])],
};
