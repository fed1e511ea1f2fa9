import { expect } from 'vitest';
import { elements, liteTag, tag, type Rig, type ShopPage, type Visit } from './rig.js';

/** What an undisturbed page shows in the end. */
export const shown = { points: /1,240 points/, tier: /Silver/ } as const;

/** Waits until an element is in a state, then holds it to a text. */
export async function expectState(visit: Visit, tagName: string, state: string, text: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      const seen = await visit.see(tagName);
      return { states: seen.states.includes(state), text: text.test(seen.text) || seen.text };
    }, { timeout: 30_000, interval: 50 })
    .toEqual({ states: true, text: true });
}

/** Both elements show the member's data, under a heading. */
export async function expectShown(visit: Visit): Promise<void> {
  await expectState(visit, 'vafa-points', 'ready', shown.points);
  await expectState(visit, 'vafa-tier', 'ready', shown.tier);
  expect((await visit.see('vafa-points')).heading).toBe('Your points');
}

/** What every page expects of a guest: no uncaught error, no report of a policy, nothing of the page's own touched. */
export async function expectQuiet(visit: Visit, { violations = 0, changes = [] as string[] } = {}): Promise<void> {
  expect(await visit.errors()).toEqual([]);
  const reports = await visit.violations();
  expect(reports.length, reports.join('\n')).toBeLessThanOrEqual(violations);
  expect(await visit.changes()).toEqual(changes);
}

/** The same page with either build of the script. */
export const builds: readonly (readonly [string, string])[] = [
  ['vafa.js', elements + tag],
  ['vafa.lite.js', elements + liteTag],
];

/** Opens a page, holds it to showing everything quietly, and closes it. */
export async function showsQuietly(rig: Rig, page: ShopPage, expected: { violations?: number; changes?: string[] } = {}): Promise<void> {
  const visit = await rig.visit(page);
  try {
    await expectShown(visit);
    await expectQuiet(visit, expected);
  } finally {
    await visit.close();
  }
}
