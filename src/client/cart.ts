import type { Money } from '../domain/money.schema.js';

/** The page's cart, as far as a reward must know it. */
export interface Cart {
  /** What would be paid now. */
  readonly total: Money;
  /** Codes that are in it. */
  readonly codes: readonly string[];
}

/** Whether the cart took a code; `message` is the shop's own sentence for the member. */
export type CartAnswer = { readonly ok: true } | { readonly ok: false; readonly message?: string };

/** What a page gives so that rewards go straight into its cart: `vafa.configure({ cart })`. Every method may fail. */
export interface CartAdapter {
  getCart(): Promise<Cart> | Cart;
  applyCode(code: string): Promise<CartAnswer> | CartAnswer;
  removeCode?(code: string): Promise<CartAnswer> | CartAnswer;
  addItem?(productId: string, quantity: number): Promise<CartAnswer> | CartAnswer;
}
