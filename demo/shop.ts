import type { OrderBooks } from './books.js';
import type { Locale } from './locale.js';
import type { Messenger } from './messenger.js';
import type { TokenSettings } from './token.js';

/** What the shop's pages and actions work with. */
export interface Shop extends TokenSettings {
  readonly gatewayUrl: string;
  readonly locale: Locale;
  readonly books: OrderBooks;
  readonly messenger: Messenger;
  readonly cookieKey: string;
  readonly build: string;
}

/** Why the shop cannot open, in one sentence that says what to do. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
}
