import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { addActions } from './actions.js';
import { OrderBooks } from './books.js';
import { addCartApi } from './cart-api.js';
import { addClubCodes } from './club-codes.js';
import { addFiles } from './files.js';
import type { Locale } from './locale.js';
import { Messenger } from './messenger.js';
import { usedNews } from './news.js';
import { addPages } from './pages.js';
import { guardHeaders, guardHost, guardWrites } from './security.js';
import { firstOrders } from './first-orders.js';
import { cookieKey, readSession } from './session.js';
import { ShopError, type Shop } from './shop.js';
import { mintToken } from './token.js';

/** What the demo shop needs to know. */
export interface ShopOptions {
  /** Port on this machine; 0 takes a free one. */
  readonly port: number;
  /** Where the gateway answers, without a path: `http://localhost:4801`. */
  readonly gatewayUrl: string;
  /** The secret that members' tokens are signed with; the gateway has the same. */
  readonly memberSecret: string;
  /** The secret that the shop's server shows the gateway. */
  readonly shopSecret: string;
  /** The secret that the club signs its wishes for codes with. */
  readonly codesSecret: string;
  /** The shop's name in the tokens; the gateway expects it. */
  readonly issuer: string;
  /** The folder of the shop's own books. */
  readonly dataDir: string;
  /** The language of visitors whose browser asks for neither. */
  readonly locale?: Locale;
}

/** A shop that is open. */
export interface RunningShop {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** A code was used at the till, in an order of the past; a code that was used before stays as it is. */
  useCode(code: string, orderId: string): Promise<void>;
  /** Ends it: what is under way is finished, what the club has not heard stays for the next start. */
  close(): Promise<void>;
}

/** Opens the demo shop. Fails when the port is taken or its books cannot be read. */
export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const gatewayUrl = new URL(options.gatewayUrl).origin;
  const books = await OrderBooks.open(options.dataDir, firstOrders(new Date()));
  const messenger = new Messenger(books, { gatewayUrl, shopSecret: options.shopSecret });
  const app = new Hono({ strict: false });
  app.use(guardHeaders(gatewayUrl), guardHost());
  // Before the guard of the forms: the club's server is no page, it proves itself by its signature.
  addClubCodes(app, { coupons: books.coupons, secret: options.codesSecret, now: () => new Date() });
  app.use(guardWrites(), compress());
  const build = await addFiles(app);
  const { memberSecret, issuer, locale = 'en' } = options;
  const shop: Shop = { gatewayUrl, locale, books, messenger, memberSecret, issuer, build, cookieKey: cookieKey(memberSecret) };
  addToken(app, shop);
  addCartApi(app, shop);
  addActions(app, shop);
  addPages(app, shop);
  const { port, stop } = await listen(app, options.port);
  void messenger.deliver().catch(() => undefined);
  return {
    url: `http://localhost:${port}`,
    useCode: async (code, orderId) => {
      const at = new Date().toISOString();
      await books.useCode(code, orderId, at, usedNews(code, orderId, at));
      await messenger.deliver();
    },
    close: async () => {
      await stop();
      await messenger.close();
      await books.settled();
    },
  };
}

/** The address the club's script asks for the signed-in member's pass; a guest has none. */
function addToken(app: Hono, shop: Shop): void {
  app.get('/token', async (c) => {
    c.header('Cache-Control', 'no-store');
    const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin';
    if (site !== 'same-origin') return c.text('Only pages of the shop may ask for a token.', 403);
    const { member } = await readSession(c, shop.cookieKey);
    return member ? c.json({ token: await mintToken(member, shop) }) : c.body(null, 204);
  });
}

async function listen(app: Hono, port: number): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((thrown: unknown) => {
    throw inUse(thrown) ? new ShopError(`Port ${port} is taken. Stop the program that uses it, or choose another port with VAFA_SHOP_PORT.`) : thrown;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The shop has no port of its own.');
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      // A browser may hold a connection open for minutes; a stop does not wait for that.
      setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 1_000).unref();
    });
  return { port: address.port, stop };
}

function inUse(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
}
