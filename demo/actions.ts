import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { dropCode, enterCode, reckonWith } from './cart.js';
import { findProduct } from './catalog.js';
import { isLocale, type Locale } from './locale.js';
import { memberIds } from './members.js';
import { deliveredNews, orderNews, returnedNews } from './news.js';
import type { NewsState } from './orders.schema.js';
import { most, newSession, ownerOf, readSession, writeSession, type Session } from './session.js';
import type { Shop } from './shop.js';
import { freeDeliveryFrom } from './standing.js';

const line = z.object({ slug: z.string().refine((slug) => findProduct(slug)), quantity: z.coerce.number().int().min(0).max(most) });
const codeForm = z.object({ code: z.string().min(1).max(200) });
const orderForm = z.object({ total: z.coerce.number().int().optional() });
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
  act('/cart/code', (c, session) => useCode(shop, c, session));
  act('/cart/code/remove', async (_, before) => {
    const { session, notice } = dropCode(before);
    return { session: { ...session, notice }, to: '/cart' };
  });
  act('/orders', (c, session) => buy(shop, c, session));
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

async function changeMember(c: Context, { member, cart, code }: Session): Promise<Outcome | undefined> {
  const form = signIn.safeParse(await c.req.parseBody());
  if (!form.success) return undefined;
  // What a guest chose before signing in goes with them; what another customer chose does not.
  const kept = member === undefined ? { cart, ...(code === undefined ? {} : { code }) } : {};
  return { session: { ...newSession(form.data.member), ...kept }, to: '/account' };
}

async function useCode(shop: Shop, c: Context, before: Session): Promise<Outcome | undefined> {
  const form = codeForm.safeParse(await c.req.parseBody());
  if (!form.success) return undefined;
  const { session, notice } = await enterCode(shop, before, form.data.code);
  return { session: { ...session, notice }, to: '/cart' };
}

async function buy(shop: Shop, c: Context, session: Session): Promise<Outcome | undefined> {
  const form = orderForm.safeParse(await c.req.parseBody());
  if (!form.success) return undefined;
  const id = `order-${session.cartId}`;
  const owner = ownerOf(session);
  const freeFrom = await freeDeliveryFrom(session.member, shop);
  // From here to the books nothing waits: what is reckoned is what is written down.
  const { lines, code, total } = reckonWith(shop, session, freeFrom);
  if (lines.length === 0) return { session, to: '/cart' };
  // Nobody pays another sum than the one they saw: a code may have been used meanwhile, or a tier changed.
  const isAgreed = form.data.total === undefined || form.data.total === total || shop.books.find(owner, id) !== undefined;
  if (!isAgreed) return { session: { ...session, notice: { kind: 'new_total' } }, to: '/cart' };
  const used = code && 'off' in code ? { code: { code: code.code, rewardId: code.rewardId, rials: code.off } } : {};
  const bought = lines.map(({ product, quantity, rials }) => ({ slug: product.slug, quantity, rials }));
  const order = await shop.books.place({ id, owner, lines: bought, rials: total, ...used, placedAt: now() }, orderNews);
  const news = await tellClub(shop, session, order.id);
  const { code: _, ...rest } = session;
  const fresh = { ...rest, cartId: crypto.randomUUID(), cart: [] };
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
  // A guest's order is none of the club's business, but the code they used in it is.
  await shop.messenger.deliver();
  return session.member ? shop.books.newsOf(orderId).state : 'none';
}

function withLine(cart: Session['cart'], slug: string, quantity: number): Session['cart'] {
  const known = cart.some((entry) => entry.slug === slug);
  const changed = known ? cart.map((entry) => (entry.slug === slug ? { slug, quantity } : entry)) : [...cart, { slug, quantity }];
  return changed.filter((entry) => entry.quantity > 0);
}

function now(): string {
  return new Date().toISOString();
}

