import * as z from 'zod/mini';
import { Stopped, type Questions, type Reply } from './questions.js';
import { checkCurrency, type Sound } from './sound.js';

const listed = z.array(z.object({ id: z.number() }));
const current = z.object({ code: z.string() });
const fault = z.object({ code: z.string() });

/** Where coupons are, what proves who asks, and in which currency they are made. */
interface Shop {
  readonly coupons: string;
  readonly proof: string;
  readonly currency: string;
}

/** Whether a key may make coupons of a WooCommerce shop in a currency: it may list them, may write (a batch of nothing is sent), and the shop's currency is that one. */
export async function wooCommerceCodes(questions: Questions, { coupons, proof, currency }: Shop): Promise<Sound> {
  const headers = { authorization: `Basic ${proof}` };
  // Ids alone: codes are worth money, and are none of what is to be seen here.
  checkList(await questions.ask({ at: 'codes', method: 'GET', url: `${coupons}?per_page=1&_fields=id`, headers }));
  checkWriting(await questions.ask({ at: 'codes', method: 'POST', url: `${coupons}/batch`, headers, body: {} }));
  const told = await questions.ask({ at: 'codes.currency', method: 'GET', url: coupons.replace(/\/coupons$/, '/data/currencies/current'), headers });
  // It takes the right to manage the shop, which making coupons does not.
  if (told.status === 401 || told.status === 403) return { told: 'coupons may be made', note: `The owner of the key may not read the shop’s currency (${told.status}): see yourself that it is ${currency}.` };
  const read = z.safeParse(current, told.body);
  if (told.status !== 200 || !read.success) throw new Stopped('mapped', `WooCommerce answered ${told.status} to the question for its currency, and no code of one.`, 'Look at the answer below. WooCommerce 3.5 or newer is needed.');
  checkCurrency(read.data.code, currency);
  return { told: `coupons may be made, in ${currency}` };
}

function checkList({ status, body }: Reply): void {
  const noRoute = status === 404 || body === undefined;
  if (status === 401 || status === 403) throw new Stopped('reached', `WooCommerce answered ${status}${wordOf(body)}: it does not take codes.key and codes.secret, or their owner may not see coupons.`, 'Make a key of a shop manager, which may read and write (WooCommerce, Settings, Advanced, REST API). Some servers drop the header Authorization before WordPress sees it: then let yours pass it on.');
  if (noRoute) throw new Stopped('reached', `There is no REST API of WooCommerce at this address (${status}).`, 'Check codes.url, that WooCommerce is active, and that permalinks of WordPress are not “plain”.');
  if (status !== 200) throw new Stopped('reached', `WooCommerce answered ${status}${wordOf(body)}.`, 'The shop is in trouble: look at it in a browser, and try again.');
  if (!z.safeParse(listed, body).success) throw new Stopped('mapped', 'WooCommerce answered what its documentation does not say.', 'Look at the answer below: something between may have changed it.');
}

function checkWriting({ status, body }: Reply): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) throw new Stopped('valid', `The key may read coupons, and not make any: WooCommerce answered ${status}${wordOf(body)} to a batch of nothing.`, 'Give the key the permission Read/Write, and an owner who may make coupons (WooCommerce, Settings, Advanced, REST API).');
  throw new Stopped('valid', `WooCommerce answered ${status}${wordOf(body)} to a batch of nothing.`, 'Look at the answer below: something before WordPress may refuse requests that change something.');
}

function wordOf(body: unknown): string {
  const code = z.safeParse(fault, body).data?.code;
  return code !== undefined && /^[A-Za-z_]{1,80}$/.test(code) ? ` (${code})` : '';
}
