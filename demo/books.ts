import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Coupons } from './coupons.js';
import { ShopError } from './shop.js';
import { books, type Books, type News, type NewsState, type ShopOrder } from './orders.schema.js';

/** An order as it is written down: its number comes from the books. */
export type OrderDraft = Omit<ShopOrder, 'number'>;
/** The news that an order is for the club; `emptied` is the code it used up. */
export type NewsOf = (order: ShopOrder, emptied: string | undefined) => readonly News[];

/** The shop's orders, the codes it made and its news for the club, in one JSON file. Every change is on disk before it is answered. */
export class OrderBooks {
  /** The codes that the shop made for the club. */
  readonly coupons: Coupons;
  readonly #file: string;
  #data: Books;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, data: Books) {
    this.#file = file;
    this.#data = data;
    this.coupons = new Coupons(data.coupons, () => this.#save());
  }

  /** Opens the books in a folder; empty ones when there are none. Throws with a sentence when the file is broken. */
  static async open(folder: string, first: readonly ShopOrder[] = []): Promise<OrderBooks> {
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'shop.json');
    const data = (await load(file)) ?? { version: 1, lastNumber: 1_042, orders: [...first], coupons: [], news: [] };
    return new OrderBooks(file, data);
  }

  /** An owner's orders, newest first. */
  ordersOf(owner: string): ShopOrder[] {
    const own = this.#data.orders.filter((order) => order.owner === owner);
    return own.sort((a, b) => b.placedAt.localeCompare(a.placedAt));
  }

  /** One order of an owner; never somebody else's. */
  find(owner: string, id: string): ShopOrder | undefined {
    return this.#data.orders.find((order) => order.id === id && order.owner === owner);
  }

  /**
   * Writes a new order, that its code is used, and the news of both, all at once. The same order again (a form sent
   * twice) is the one that is there.
   */
  async place(order: OrderDraft, news: NewsOf): Promise<ShopOrder> {
    const known = this.find(order.owner, order.id);
    if (known) return known;
    this.#data.lastNumber += 1;
    const numbered = { ...order, number: String(this.#data.lastNumber) };
    this.#data.orders.push(numbered);
    const { code, rials } = order.code ?? {};
    const emptied = code !== undefined && this.coupons.use(code, { orderId: order.id, rials: rials ?? 0, at: order.placedAt });
    await this.#keep(...news(numbered, emptied ? code : undefined));
    return numbered;
  }

  /** Notes a code that was used outside of the web shop, and the news of it. */
  async useCode(code: string, orderId: string, at: string, news: News): Promise<void> {
    const coupon = this.coupons.find(code);
    if (!coupon || coupon.uses.length > 0) return;
    this.coupons.use(code, { orderId, rials: coupon.worth ?? 0, at });
    await this.#keep(news);
  }

  /** Writes a change of an order, and the news of it. */
  async change(id: string, change: Pick<ShopOrder, 'deliveredAt' | 'returnedAt'>, news?: News): Promise<void> {
    this.#data.orders = this.#data.orders.map((order) => (order.id === id ? { ...order, ...change } : order));
    await this.#keep(...(news ? [news] : []));
  }

  /** The oldest news that the club has not answered yet. */
  nextNews(): News | undefined {
    return this.#data.news.find((entry) => entry.refused === undefined);
  }

  /** Notes that the club took a piece of news (no reason) or refused it. */
  async settle(eventId: string, refused?: string): Promise<void> {
    const news = this.#data.news;
    this.#data.news =
      refused === undefined
        ? news.filter((entry) => entry.event.id !== eventId)
        : news.map((entry) => (entry.event.id === eventId ? { ...entry, refused } : entry));
    await this.#save();
  }

  /** Whether the club knows an order's present state, and why it refused it if it did. */
  newsOf(orderId: string): { state: Exclude<NewsState, 'none'>; reason?: string } {
    const open = this.#data.news.filter((entry) => entry.orderId === orderId);
    if (open.some((entry) => entry.refused === undefined)) return { state: 'waiting' };
    const reason = open.at(-1)?.refused;
    return reason === undefined ? { state: 'told' } : { state: 'refused', reason };
  }

  /** Ends when everything is on disk. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #keep(...news: readonly News[]): Promise<void> {
    this.#data.news.push(...news);
    await this.#save();
  }

  /** One write after the other, each by rename: a crash leaves the old file or the new one, never half of one. */
  #save(): Promise<void> {
    this.#writing = this.#writing.catch(() => undefined).then(async () => {
      const draft = `${this.#file}.new`;
      await writeFile(draft, JSON.stringify(this.#data, undefined, 1));
      await rename(draft, this.#file);
    });
    return this.#writing;
  }
}

async function load(file: string): Promise<Books | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
  try {
    return books.parse(JSON.parse(text));
  } catch (cause) {
    throw new ShopError(`The shop's orders in ${file} cannot be read. Move that file away and start again; the shop then begins with new books.`, { cause });
  }
}
