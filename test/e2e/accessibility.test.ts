import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Person } from './support/browser.js';
import { demoInChromium } from './support/visit.js';

const at = demoInChromium();
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

/** What axe finds on a page, one line each. */
async function faults(page: Page): Promise<string[]> {
  // Evaluated, not added as a tag: the page's policy refuses foreign scripts, as it should.
  await page.evaluate(axe);
  const lines = "({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + JSON.stringify(node.target) + ' ' + node.failureSummary))";
  return z.array(z.string()).parse(await page.evaluate(`axe.run().then(${lines})`));
}

describe('axe finds nothing to mend', () => {
  const cases = ['en', 'fa'].flatMap((locale) => (['light', 'dark'] as const).map((scheme) => ({ locale, scheme })));
  it.each(cases)('on any page of the shop ($locale, $scheme)', async ({ locale, scheme }) => {
    const person = await Person.arrive(at.browser, at.demo.shopUrl, { scheme, calm: true });
    const account = await person.signIn('sara', locale);
    await account.goto(`${at.demo.shopUrl}/${locale}/products/dates`);
    await account.locator('#add').click();
    await account.locator('.notice').waitFor();
    for (const path of ['', '/products/saffron', '/cart', '/account', '/sign-in', '/club', '/nowhere']) {
      const page = await person.open(`/${locale}${path}`);
      if (await page.locator('vafa-points').count()) await page.locator('vafa-points [part="value"]').first().waitFor();
      expect(await faults(page), path).toEqual([]);
      await page.close();
    }
    await person.leave();
  });
});
