import * as z from 'zod/mini';
import { Stopped, type Questions, type Reply } from './questions.js';
import { checkCurrency, type Sound } from './sound.js';

const query = 'query VafaDoctor { shop { currencyCode } currentAppInstallation { accessScopes { handle } } }';
const answered = z.object({ shop: z.object({ currencyCode: z.string() }), currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }) });
const refused = z.object({ errors: z.array(z.object({ extensions: z.optional(z.object({ code: z.optional(z.string()) })) })).check(z.minLength(1)) });
// A scope to write includes the one to read, which Shopify then does not list.
const needed = 'write_discounts';
const scopes = 'The app needs the scopes read_discounts and write_discounts: put them into its configuration, let the shop approve them, and take the token that comes of it.';

/** Whether a token may make discounts of a Shopify shop in a currency. Reads the scopes of its app and the shop's currency; neither needs a scope. */
export async function shopifyCodes(questions: Questions, { url, token, currency }: { readonly url: string; readonly token: string; readonly currency: string }): Promise<Sound> {
  const reply = await questions.ask({ at: 'codes', method: 'POST', url, headers: { 'x-shopify-access-token': token }, body: { query } });
  const { shop, currentAppInstallation } = dataIn(reply);
  const handles = currentAppInstallation.accessScopes.map(({ handle }) => handle);
  if (!handles.includes(needed)) throw new Stopped('valid', `The app of codes.token may not make discounts: it has ${handles.length > 0 ? `the scopes ${handles.join(', ')}` : 'no scopes'}.`, scopes);
  checkCurrency(shop.currencyCode, currency);
  return { told: `discounts may be made, in ${currency}`, ...versionNote(url, reply) };
}

function dataIn({ status, body }: Reply): z.infer<typeof answered> {
  if (status === 401 || status === 403) throw new Stopped('reached', `Shopify answered ${status}: it does not take codes.token.`, 'Check that codes.token is the Admin API access token of an app that is installed in this very shop, and that it has not run out.');
  if (status === 404) throw new Stopped('reached', 'Shopify answered 404: there is nothing at this address.', 'Check codes.shop, and that codes.apiVersion is a version of the Admin API that Shopify serves.');
  if (status !== 200) throw new Stopped('reached', `Shopify answered ${status}.`, status === 429 ? 'Shopify is asked too often: try again in a minute.' : 'Shopify is in trouble, or the shop is closed: look at it in a browser, and try again.');
  const code = z.safeParse(refused, body).data?.errors[0]?.extensions?.code;
  if (code === 'ACCESS_DENIED') throw new Stopped('reached', 'Shopify denies access to what was asked.', scopes);
  const data = z.safeParse(z.object({ data: answered }), body);
  if (data.success) return data.data.data;
  throw new Stopped('mapped', 'Shopify answered what its documentation does not say.', 'Look at the answer below. Is codes.apiVersion a version that Shopify serves?');
}

// A version that has ended is answered by the oldest that has not.
function versionNote(url: string, { headers }: Reply): { readonly note?: string } {
  const version = headers.get('x-shopify-api-version');
  return version === null || url.includes(`/api/${version}/`) ? {} : { note: `Version ${version} of the Admin API answered, not the one that was asked: set codes.apiVersion to one that Shopify serves.` };
}
