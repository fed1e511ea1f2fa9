import { expect } from 'vitest';
import * as z from 'zod';
import { readNumber } from './card.js';
import type { Tab } from './engines.js';

const club = z.object({
  redemptions: z.array(z.object({ id: z.string(), rewardId: z.string(), state: z.string(), code: z.string().optional(), cost: z.number() })),
  wallets: z.array(z.object({ id: z.string(), available: z.number(), spent: z.number().optional(), reserved: z.number().optional() })),
  activity: z.object({ items: z.array(z.object({ kind: z.string(), delta: z.number() })) }),
});

/** What the club's own books say of the member who is signed in on a page. */
export async function booksOf(tab: Tab, gatewayUrl: string): Promise<z.infer<typeof club> & { readonly points: number; readonly spent: number }> {
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(await tab.read(`fetch('/token').then((answer) => answer.text())`)));
  const ask = async (path: string): Promise<unknown> => (await fetch(`${gatewayUrl}/portal/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  const read = club.parse({ redemptions: await ask('redemptions'), wallets: await ask('wallets'), activity: await ask('activity?wallet=points&limit=100') });
  const points = read.wallets.find(({ id }) => id === 'points');
  return { ...read, points: points?.available ?? NaN, spent: points?.spent ?? 0 };
}

/** The rewards of a page, as a person uses them. */
export class RewardsOnPage {
  constructor(
    private readonly tab: Tab,
    private readonly at = 'vafa-rewards',
  ) {}

  /** Comes to where they stand, and has all of them shown; they ask for nothing before they are seen. */
  async come(): Promise<void> {
    await this.tab.read(`document.querySelector('${this.at}').scrollIntoView()`);
    await expect.poll(() => this.#count('[data-reward]')).toBeGreaterThan(0);
    if ((await this.#count('.body > button.action')) > 0) await this.click('.body > button.action');
  }

  /** Opens the dialog of a reward. */
  async choose(rewardId: string): Promise<void> {
    await expect.poll(() => this.#count(`[data-reward="${rewardId}"] button.action`)).toBe(1);
    await this.tab.click(this.at, `[data-reward="${rewardId}"] button.action`);
    await expect.poll(() => this.#count('dialog[open] [data-confirm][aria-disabled="false"]')).toBe(1);
  }

  /** Agrees to what the dialog says. */
  confirm(): Promise<void> {
    return this.tab.click(this.at, 'dialog[open] [data-confirm]');
  }

  /** The code that is shown, once it is. */
  async code(place = ''): Promise<string> {
    await expect.poll(() => this.text(`${place} [data-code]`)).toMatch(/^GOL-/);
    return this.text(`${place} [data-code]`);
  }

  close(): Promise<void> {
    return this.tab.click(this.at, 'dialog[open] > .actions button');
  }

  /** Opens the list of the member's codes. */
  async openCodes(): Promise<void> {
    await this.tab.click(this.at, '.body > details > summary');
    await expect.poll(() => this.#count('ul.codes')).toBeGreaterThan(0);
  }

  click(within: string): Promise<void> {
    return this.tab.click(this.at, within);
  }

  /** What stands somewhere in the element. */
  text(within: string): Promise<string> {
    return this.tab.read(`document.querySelector('${this.at}').shadowRoot.querySelector('${within.trim()}')?.textContent ?? ''`);
  }

  async #count(within: string): Promise<number> {
    return Number(await this.tab.read(`document.querySelector('${this.at}').shadowRoot?.querySelectorAll('${within}').length ?? 0`));
  }
}

/** The balance that the points element of a page shows. */
export async function shownBalance(tab: Tab): Promise<number> {
  return readNumber(await tab.read(`document.querySelector('vafa-points').shadowRoot?.querySelector('[part="value"]')?.textContent ?? ''`));
}
