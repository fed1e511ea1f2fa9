import type { Context, Hono } from 'hono';
import { reckonCart } from './cart.js';
import { findProduct } from './catalog.js';
import { greet, isLocale, type Locale } from './locale.js';
import { ownerOf, readSession, writeSession, type Session } from './session.js';
import type { Shop } from './shop.js';
import { accountPage, type ToldOrder } from './views/account.js';
import { cartPage } from './views/cart.js';
import { homePage } from './views/home.js';
import type { Markup, View } from './views/layout.js';
import { clubPage, missingPage, signInPage } from './views/plain.js';
import { productPage } from './views/product.js';

/** Adds the shop's pages: one address per page and language. */
export function addPages(app: Hono, shop: Shop): void {
  const show = (path: string, draw: Draw) =>
    app.get(`/:locale${path}`, async (c, next) => {
      const locale = c.req.param('locale');
      return isLocale(locale) ? answer(c, shop, locale, draw) : next();
    });
  for (const path of ['', '/club', '/account']) {
    app.get(path || '/', (c) => c.redirect(`/${cameFrom(c) ?? greet(c.req.header('Accept-Language'), shop.locale)}${path}`));
  }
  show('', homePage);
  show('/cart', async (view) => cartPage(view, await reckonCart(shop, view.session)));
  show('/club', clubPage);
  show('/sign-in', signInPage);
  show('/account', (view) => accountPage(view, ordersOf(shop, view.session)));
  app.get('/:locale/products/:slug', async (c, next) => {
    const locale = c.req.param('locale');
    const product = findProduct(c.req.param('slug'));
    return isLocale(locale) && product ? answer(c, shop, locale, (view) => productPage(view, product)) : next();
  });
  app.notFound((c) => missing(c, shop));
}

type Draw = (view: View) => Markup | Promise<Markup>;

async function answer(c: Context, shop: Shop, locale: Locale, draw: Draw, status: 200 | 404 = 200): Promise<Response> {
  const { notice, ...session } = await readSession(c, shop.cookieKey);
  // A notice is said once: the cookie without it goes out with the page that says it.
  if (notice) await writeSession(c, shop.cookieKey, session);
  const path = c.req.path.slice(locale.length + 1).replace(/\/$/, '');
  c.header('Cache-Control', 'no-store');
  return c.html(await draw({ locale, path, session, notice, gatewayUrl: shop.gatewayUrl, build: shop.build }), status);
}

async function missing(c: Context, shop: Shop): Promise<Response> {
  const first = c.req.path.split('/')[1];
  const locale = isLocale(first) ? first : shop.locale;
  return answer(c, shop, locale, (view) => missingPage({ ...view, path: '' }), 404);
}

function ordersOf(shop: Shop, session: Session): ToldOrder[] {
  return shop.books.ordersOf(ownerOf(session)).map((order) => ({
    order,
    news: session.member ? shop.books.newsOf(order.id) : { state: 'none' },
  }));
}

/** The language of the page that led here, for addresses that name none (the terms and ways to earn, as the club links them). */
function cameFrom(c: Context): Locale | undefined {
  const first = URL.parse(c.req.header('Referer') ?? '')?.pathname.split('/')[1];
  return isLocale(first) ? first : undefined;
}
