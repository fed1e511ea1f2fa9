import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { findProduct } from './catalog.js';
import { isLocale, type Locale } from './locale.js';
import { memberIds } from './members.js';
import { deliveredNews, placedNews, returnedNews } from './news.js';
import type { NewsState } from './orders.schema.js';
import { most, newSession, ownerOf, readSession, writeSession, type Session } from './session.js';
import type { Shop } from './shop.js';

const line = z.object({ slug: z.string().refine((slug) => findProduct(slug)), quantity: z.coerce.number().int().min(0).max(most) });
const signIn = z.object({ member: z.enum(memberIds) });

/** Adds what visitors and staff do. Each answers with the page it came from, so the forms work without a script. */
export function addActions(app: Hono, shop: Shop): void {
  const act = (path: string, run: (c: Context, session: Session, locale: Locale) => Promise<Outcome | undefined>) =>
    app.post(`/:locale${path}`, async (c, next) => {
      const locale = c.req.param('locale');
      if (!isLocale(locale)) return next();
      const outcome = await run(c, await readSession(c, shop.cookieKey), locale);
      if (!outcome) return c.text('The form was not complete. Go back and try again.', 400);
      await writeSession(c, shop.cookieKey, outcome.session);
      return c.redirect(`/${locale}${outcome.to}`, 303);
    });
  act('/cart', addToCart);
  act('/cart/quantity', changeQuantity);
  act('/orders', (_, session) => buy(shop, session));
  act('/orders/:id/delivered', (c, session) => deliver(shop, session, c.req.param('id') ?? ''));
  act('/orders/:id/returned', (c, session) => giveBack(shop, session, c.req.param('id') ?? ''));
  act('/sign-in', changeMember);
  // A guest starts afresh: nothing of the member who left stays in the browser.
  act('/sign-out', async () => ({ session: newSession(), to: '/account' }));
}

interface Outcome {
  readonly session: Session;
  readonly to: string;
}

async function addToCart(c: Context, session: Session): Promise<Outcome | undefined> {
  const form = line.safeParse(await c.req.parseBody());
  if (!form.success || form.data.quantity === 0) return undefined;
  const { slug, quantity } = form.data;
  const had = session.cart.find((entry) => entry.slug === slug)?.quantity ?? 0;
  return {
    session: { ...session, cart: withLine(session.cart, slug, Math.min(had + quantity, most)), notice: { kind: 'added', slug } },
    to: `/products/${slug}`,
  };
}

async function changeQuantity(c: Context, session: Session): Promise<Outcome | undefined> {
  const form = line.safeParse(await c.req.parseBody());
  if (!form.success) return undefined;
  const cart = withLine(session.cart, form.data.slug, form.data.quantity);
  return { session: { ...session, cart, notice: { kind: 'changed' } }, to: '/cart' };
}

async function changeMember(c: Context): Promise<Outcome | undefined> {
  const form = signIn.safeParse(await c.req.parseBody());
  return form.success ? { session: newSession(form.data.member), to: '/account' } : undefined;
}

async function buy(shop: Shop, session: Session): Promise<Outcome> {
  const lines = session.cart.flatMap(({ slug, quantity }) => {
    const product = findProduct(slug);
    return product ? [{ slug, quantity, rials: product.rials * quantity }] : [];
  });
  if (lines.length === 0) return { session, to: '/cart' };
  const rials = lines.reduce((sum, one) => sum + one.rials, 0);
  const draft = { id: `order-${session.cartId}`, owner: ownerOf(session), lines, rials, placedAt: now() };
  const order = await shop.books.place(draft, placedNews);
  const news = await tellClub(shop, session, order.id);
  const fresh = { ...session, cartId: crypto.randomUUID(), cart: [] };
  return { session: { ...fresh, notice: { kind: 'placed', number: order.number, news } }, to: '/cart' };
}

async function deliver(shop: Shop, session: Session, id: string): Promise<Outcome | undefined> {
  const order = shop.books.find(ownerOf(session), id);
  if (!order) return undefined;
  if (order.deliveredAt || order.returnedAt) return { session, to: '/account' };
  const at = now();
  await shop.books.change(id, { deliveredAt: at }, deliveredNews(order, at));
  const news = await tellClub(shop, session, id);
  return { session: { ...session, notice: { kind: 'delivered', number: order.number, news } }, to: '/account' };
}

async function giveBack(shop: Shop, session: Session, id: string): Promise<Outcome | undefined> {
  const order = shop.books.find(ownerOf(session), id);
  if (!order) return undefined;
  if (order.returnedAt) return { session, to: '/account' };
  const at = now();
  await shop.books.change(id, { returnedAt: at }, returnedNews(order, at));
  const news = await tellClub(shop, session, id);
  return { session: { ...session, notice: { kind: 'returned', number: order.number, news } }, to: '/account' };
}

async function tellClub(shop: Shop, session: Session, orderId: string): Promise<NewsState> {
  if (!session.member) return 'none';
  await shop.messenger.deliver();
  return shop.books.newsOf(orderId).state;
}

function withLine(cart: Session['cart'], slug: string, quantity: number): Session['cart'] {
  const known = cart.some((entry) => entry.slug === slug);
  const changed = known ? cart.map((entry) => (entry.slug === slug ? { slug, quantity } : entry)) : [...cart, { slug, quantity }];
  return changed.filter((entry) => entry.quantity > 0);
}

function now(): string {
  return new Date().toISOString();
}

