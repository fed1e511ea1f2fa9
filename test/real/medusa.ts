/**
 * `npm run test:medusa`: the card over real software. It installs a Medusa server (700 MB, into a temporary folder), signs
 * customers up, and reads in Chromium what `<vafa-points>` shows of their store credit through the gateway.
 * VAFA_MEDUSA_FOLDER names a folder that keeps what was installed.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadConfig } from '../../src/server/config/config.js';
import { mintToken } from '../../src/server/gateway/token.js';
import { serve } from '../../src/server/serve.js';
import { freePort, need, tools } from '../../tools/browsers.js';
import { build } from '../../tools/build.js';
import { openChromium } from '../e2e/support/browser.js';
import { Shop, type Shopper } from './medusa-people.js';
import { startMedusa, type Medusa } from './medusa-server.js';
import { startStorefront, type Club } from './storefront.js';
import { Undo } from './undo.js';

const secret = 'a-secret-of-the-test-for-members-tokens';

/** What somebody should read. */
interface Reading {
  readonly language: 'en' | 'fa';
  readonly value: string;
  /** What it was and what it did to the balance, the newest first. */
  readonly lines: readonly (readonly [title: string, delta: string])[];
}

const readings: readonly Reading[] = [
  { language: 'en', value: '€37.50', lines: [['Credit added by its code', '+€5.00'], ['Refunded as store credit', '+€7.50'], ['Paid with store credit', '-€15.00'], ['Store credit corrected', '-€10.00'], ['Sorry for the delay', '+€50.00']] },
  { language: 'fa', value: '€۳۷٫۵۰', lines: [['افزودن اعتبار با کد', '+€۵٫۰۰'], ['بازگشت وجه به اعتبار', '+€۷٫۵۰'], ['پرداخت با اعتبار', '−€۱۵٫۰۰'], ['اصلاح اعتبار', '−€۱۰٫۰۰'], ['Sorry for the delay', '+€۵۰٫۰۰']] },
];

async function main(undo: Undo): Promise<void> {
  need(tools.chromium);
  const medusa = await startMedusa(undo);
  const shop = await Shop.open(medusa);
  const sara = await shop.signUp('sara@shop.example', 'Sara');
  const omid = await shop.signUp('omid@shop.example', 'Omid');
  console.log('Sara and Omid signed up.');
  const orderId = await live(shop, sara);
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  const club = await startGateway(medusa, shop, home, undo);
  await startStorefront(port, shop, club, undo);
  const browser = await openChromium();
  undo.add(() => browser.close());
  for (const reading of readings) await sees(browser, home, sara, reading);
  await seesNothing(browser, home, omid, 'empty');
  await seesNothing(browser, home, undefined, 'guest');
  await ordersOf(club, sara, omid, orderId);
  console.log('Medusa: all as it should be.');
}

/** 50 are given, 10 taken back, 15 paid at checkout, 7.50 of that returned, 5 added by a code: 37.50 are left. Answers the order. */
async function live(shop: Shop, sara: Shopper): Promise<string> {
  const account = await shop.openAccount(sara);
  await shop.credit(account, 50, 'Sorry for the delay');
  await shop.debit(account, 10);
  const order = await shop.buy(sara, 2);
  await shop.takeOut(order, 1, 7.5);
  await shop.claim(sara, await shop.voucher(5));
  console.log('Sara was given 50 EUR of credit, 10 were taken back, she paid 15 at checkout, 7.50 of that came back, and a code gave her 5.');
  return order.id;
}

/** The gateway as a shop configures it, and the script as it is released. */
async function startGateway({ host }: Medusa, shop: Shop, home: string, undo: Undo): Promise<Club> {
  const folder = await mkdtemp(join(tmpdir(), 'vafa-real-'));
  undo.add(() => rm(folder, { recursive: true, force: true }));
  const built = build({ out: join(folder, 'scripts') });
  // It would write on into the folder that is being deleted.
  undo.add(() => built.catch(() => undefined));
  await built;
  const config = {
    format: 1,
    shop: { id: 'tea', name: { en: 'Tea', fa: 'چای' }, timeZone: 'Asia/Tehran' },
    origins: [home],
    port: 0,
    scripts: './scripts',
    privateHosts: [host],
    backend: { type: 'preset', preset: 'medusa-store-credit', settings: { host }, baseUrl: `http://${host}` },
  };
  await writeFile(join(folder, 'vafa.json'), JSON.stringify(config));
  const env = { VAFA_TOKEN_SECRET: secret, VAFA_SHOP_SECRET: `${secret}-and-the-shop`, MEDUSA_SECRET_API_KEY: shop.secretKey };
  const gateway = await serve({ loaded: await loadConfig(join(folder, 'vafa.json')), env, log: (line) => line.level === 'error' && console.error(line) });
  undo.add(() => gateway.close());
  return { url: gateway.url, secret, issuer: gateway.issuer };
}

/** The page of the shop, as somebody who is signed in or a guest, and what it complains of. */
async function visit(browser: Browser, home: string, who: Shopper | undefined, language: string): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext();
  if (who) await context.addCookies([{ name: 'shopper', value: who.token, url: home, httpOnly: true }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${home}/${language}`);
  return { page, complaints };
}

async function sees(browser: Browser, home: string, who: Shopper, { language, value, lines }: Reading): Promise<void> {
  const { page, complaints } = await visit(browser, home, who, language);
  const card = page.locator('vafa-points:state(ready)');
  await card.waitFor();
  assert.equal(written(await card.locator('[part=value]').innerText()), value);
  await card.locator('[part=action]').first().click();
  await card.locator('[part=item]').first().waitFor();
  const shown = await card.locator('[part=item]').evaluateAll((items) => items.map((item) => [item.querySelector('bdi')?.textContent, item.querySelector('.delta')?.textContent]));
  assert.deepEqual(shown.map((line) => line.map((text) => written(text ?? ''))), lines);
  assert.deepEqual(complaints, []);
  console.log(`${language}: Sara sees ${value}; ${lines.map((line) => line.join(' ')).join('; ')}`);
  await page.context().close();
}

async function seesNothing(browser: Browser, home: string, who: Shopper | undefined, state: string): Promise<void> {
  const { page, complaints } = await visit(browser, home, who, 'en');
  const card = page.locator(`vafa-points:state(${state})`);
  await card.waitFor();
  const text = await card.evaluate((element) => element.shadowRoot?.textContent ?? '');
  assert.doesNotMatch(text, /\d/);
  assert.deepEqual(complaints, []);
  console.log(`en: ${who ? 'Omid, who has no credit,' : 'A guest'} sees no amount.`);
  await page.context().close();
}

/** The order is told with what it cost, whatever paid for it, and to nobody else. */
async function ordersOf({ url, issuer }: Club, sara: Shopper, omid: Shopper, orderId: string): Promise<void> {
  const ask = async ({ id }: Shopper, path: string) => fetch(`${url}/portal/v1/${path}`, { headers: { authorization: `Bearer ${await mintToken({ secret, issuer, memberId: id })}` } });
  const page = (await (await ask(sara, 'orders')).json()) as { items: readonly { id: string; total: object; state: string; items: readonly object[] }[] };
  assert.deepEqual(page.items.map(({ id, total, state, items }) => ({ id, total, state, lines: items.length })), [{ id: orderId, total: { minor: 750, currency: 'EUR' }, state: 'placed', lines: 1 }]);
  assert.equal((await ask(sara, `order?id=${orderId}`)).status, 200);
  assert.equal((await ask(omid, `order?id=${orderId}`)).status, 404);
  console.log('Sara’s order of 7.50 EUR is told to her, and not to Omid.');
}

/** A text without the marks and spaces that only place it. */
function written(text: string): string {
  return text.replace(/[\u200e\u200f\u2066-\u2069]/g, '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

const undo = new Undo();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void undo.all().then(() => process.exit(130)));
try {
  await main(undo);
} finally {
  await undo.all();
}
