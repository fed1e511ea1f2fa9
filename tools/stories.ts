/** `npm run stories`: visits every story of the built Storybook, as a reader of English and of Persian, and lets axe look at it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumArgs, need, tools } from './browsers.js';
import { report, type Counts } from './report.js';
import { serveFolder } from './serve-folder.js';

interface Story {
  readonly id: string;
  readonly title: string;
  readonly name: string;
}

/** How the toolbar stands at a visit. */
const visits = ['locale:en;theme:light', 'locale:fa;theme:dark'] as const;

/** Pages open at once: a visit is mostly waiting. */
const visitors = 3;

/** Visits every story of a built Storybook; prints what is wrong with each. */
export async function visitStories(folder: string): Promise<Counts> {
  const stories = await storiesOf(folder);
  const server = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: need(tools.chromium), args: [...chromiumArgs] });
  const counts: Counts = { passed: 0, failed: 0 };
  try {
    // One context for all, so that Storybook itself is fetched and compiled once.
    const context = await browser.newContext({ bypassCSP: true });
    const code = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const open = stories.flatMap((story) => visits.map((globals) => ({ ...story, globals })));
    const visitor = async (): Promise<void> => {
      for (let next = open.shift(); next; next = open.shift()) {
        const { id, title, name, globals } = next;
        const faults = await visit(context, `${server.url}/iframe.html?id=${id}&viewMode=story&globals=${globals}`, code);
        if (faults.length === 0) counts.passed++;
        else counts.failed++;
        for (const fault of faults) console.log(`${title} / ${name} (${globals}): ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: visitors }, visitor));
  } finally {
    await browser.close();
    await server.close();
  }
  if (stories.length === 0) throw new Error('The built Storybook holds no story; are there stories/*.stories.ts?');
  return counts;
}

async function storiesOf(folder: string): Promise<Story[]> {
  const { entries }: { entries: Record<string, Story & { type: string }> } = JSON.parse(await readFile(`${folder}/index.json`, 'utf8'));
  return Object.values(entries).filter(({ type }) => type === 'story');
}

async function visit(context: BrowserContext, url: string, code: string): Promise<string[]> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(`uncaught: ${message}`));
  page.on('console', (message) => {
    // A story may be about a picture that does not come: pictures of .invalid addresses (RFC 6761) are meant to fail.
    const { url } = message.location();
    if (message.type() === 'error' && !url.includes('favicon') && !/^https:\/\/[^/]*\.invalid\//.test(url)) faults.push(`console: ${message.text()}`);
  });
  try {
    // The loader of TypeScript wraps functions in a helper of that name, which the page lacks.
    await page.addInitScript('window.__name = (it) => it');
    await page.addInitScript(listenToStorybook);
    await page.goto(url);
    faults.push(...(await ending(page)));
    await page.evaluate(code);
    faults.push(...(await page.evaluate(judge)));
  } catch (thrown) {
    faults.push(thrown instanceof Error ? thrown.message : String(thrown));
  } finally {
    await page.close();
  }
  return faults;
}

/** In the page: keeps what Storybook's channel tells of the story. A failing play function ends the story as well, hence both are heard. */
function listenToStorybook(): void {
  const told: { finished: boolean; faults: string[] } = { finished: false, faults: [] };
  let channel: unknown;
  Object.assign(window, { told });
  Object.defineProperty(window, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    get: () => channel,
    set(value: { on(name: string, listener: (data: { message?: string; description?: string }) => void): void }) {
      channel = value;
      for (const name of ['playFunctionThrewException', 'storyThrewException', 'storyErrored', 'storyMissing'])
        value.on(name, (data) => told.faults.push(`${name}: ${data?.message ?? data?.description ?? ''}`));
      value.on('storyFinished', () => (told.finished = true));
    },
  });
}

declare global {
  interface Window {
    told?: { finished: boolean; faults: string[] };
    axe: typeof axe;
  }
}

async function ending(page: Page): Promise<string[]> {
  await page.waitForFunction(() => window.told?.finished || (window.told?.faults.length ?? 0) > 0, undefined, { timeout: 20_000 });
  return page.evaluate(() => window.told?.faults ?? []);
}

/** In the page: axe's findings, in words. The page around a story is Storybook's, so rules about whole pages are left out. */
async function judge(): Promise<string[]> {
  const rules = Object.fromEntries(['region', 'page-has-heading-one', 'landmark-one-main'].map((rule) => [rule, { enabled: false }]));
  const { violations } = await window.axe.run(document, { rules });
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.map(({ target }) => JSON.stringify(target)).join(', ')})`);
}

async function main(): Promise<void> {
  await report(await visitStories(fileURLToPath(new URL('../storybook-static', import.meta.url))));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
