import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { dropCode, enterCode, reckonCart } from './cart.js';
import { isLocale } from './locale.js';
import { readSession, writeSession, type Session } from './session.js';
import type { Shop } from './shop.js';
import { troubleText } from './views/code.js';

const body = z.object({ code: z.string().min(1).max(200) });

/** Adds what the shop's own script asks for the club's elements: the cart, and codes into and out of it. For pages of the shop only. */
export function addCartApi(app: Hono, shop: Shop): void {
  app.get('/:locale/api/cart', async (c, next) => {
    if (!isLocale(c.req.param('locale'))) return next();
    c.header('Cache-Control', 'no-store');
    if ((c.req.header('Sec-Fetch-Site') ?? 'same-origin') !== 'same-origin') return c.json({ error: 'Only pages of the shop may ask for the cart.' }, 403);
    const session = await readSession(c, shop.cookieKey);
    const { lines, goods, code } = await reckonCart(shop, session);
    // An empty cart says nothing about the next basket.
    if (lines.length === 0) return c.body(null, 204);
    // Without delivery: a code's smallest basket is one of goods.
    const off = code && 'off' in code ? Math.min(code.off, goods) : 0;
    return c.json({ total: { minor: goods - off, currency: 'IRR' }, codes: session.code === undefined ? [] : [session.code] });
  });
  app.post('/:locale/api/cart/code', async (c, next) => {
    const locale = c.req.param('locale');
    if (!isLocale(locale)) return next();
    return withCode(c, shop, async (session, code) => {
      const outcome = await enterCode(shop, session, code);
      const { notice } = outcome;
      return { session: outcome.session, answer: notice.kind === 'code_refused' ? { ok: false, message: troubleText(locale, notice) } : { ok: true } };
    });
  });
  app.post('/:locale/api/cart/code/remove', async (c, next) => {
    if (!isLocale(c.req.param('locale'))) return next();
    return withCode(c, shop, async (session, code) => ({ session: session.code === code ? dropCode(session).session : session, answer: { ok: true } }));
  });
}

interface Told {
  readonly session: Session;
  readonly answer: { readonly ok: boolean; readonly message?: string };
}

async function withCode(c: Context, shop: Shop, run: (session: Session, code: string) => Promise<Told>): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  const read = body.safeParse(await c.req.json().catch(() => undefined));
  if (!read.success) return c.json({ error: 'Send the code as JSON: {"code": "…"}.' }, 400);
  const { session, answer } = await run(await readSession(c, shop.cookieKey), read.data.code);
  await writeSession(c, shop.cookieKey, session);
  return c.json(answer);
}
