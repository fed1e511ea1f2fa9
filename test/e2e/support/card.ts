import type { Locator, Page } from 'playwright-core';

/** A balance in an open tab follows an event at the shop within this time, in milliseconds: sooner than the kit asks by itself, so the stream told it. */
export const promptly = 10_000;

/** The points element of a page, as a person reads it. */
export class PointsCard {
  constructor(private readonly page: Page) {}

  get element(): Locator {
    return this.page.locator('vafa-points:not([variant])');
  }

  /** The number in the largest letters. */
  async available(): Promise<number> {
    const text = await this.element.locator('[part="value"]').innerText();
    return readNumber(text);
  }

  /** Ends when the balance is this; fails when it is not in time. */
  async toShow(points: number, within = promptly): Promise<void> {
    await this.#until('[part="value"]', points, within);
  }

  /** Ends when a line under the balance names this many points on their way; fails when none does in time. */
  async toExpect(points: number, within = promptly): Promise<void> {
    await this.#until('.body > [part="list"]', points, within);
  }

  async #until(part: string, points: number, within: number): Promise<void> {
    const digits = [points.toLocaleString('en'), points.toLocaleString('fa-IR')].join('|');
    const spot = this.element.locator(part).filter({ hasText: new RegExp(`(^|[^\\d۰-۹٬,])(${digits})([^\\d۰-۹٬,]|$)`) });
    try {
      await spot.first().waitFor({ timeout: within });
    } catch (cause) {
      const shown = await this.element.locator('.body').innerText({ timeout: 1_000 }).catch(() => 'nothing');
      throw new Error(`The card did not come to show ${points} within ${within} ms. It shows: ${shown.replaceAll('\n', ' / ')}`, { cause });
    }
  }
}

/** What the club itself says a signed-in page's member has. */
export async function truth(page: Page, gatewayUrl: string): Promise<{ available: number; pending: number }> {
  return page.evaluate(async (gateway) => {
    const { token } = await (await fetch('/token')).json();
    const answer = await fetch(`${gateway}/portal/v1/wallets`, { headers: { authorization: `Bearer ${token}` } });
    const [wallet] = await answer.json();
    return { available: Number(wallet.available), pending: Number(wallet.pending ?? 0) };
  }, gatewayUrl);
}

/** A number as written in English or Persian. */
export function readNumber(text: string): number {
  const latin = text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
  return Number(/[-\u2212]?[\d٬,]+/.exec(latin)?.[0].replace(/[٬,]/g, '').replace('\u2212', '-'));
}
