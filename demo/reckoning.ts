import { findProduct, type Product } from './catalog.js';
import { effectOf, type Gift } from './effects.js';
import type { Coupon } from './orders.schema.js';

/** Why a cart does not take a code. */
export const troubles = ['unknown', 'used', 'expired', 'revoked', 'minimum', 'in_store', 'delivery_free', 'second', 'empty'] as const;
/** Why a cart does not take a code. */
export type Trouble = (typeof troubles)[number];

/** One product of a cart. */
export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
  readonly rials: number;
}

/** The code of a cart: what it does, or why it does nothing. */
export type CartCode =
  | { readonly code: string; readonly rewardId: string; readonly off: number; readonly gift?: Gift }
  | { readonly code: string; readonly trouble: Trouble; readonly minimum?: number };

/** What a cart costs, all in rials. */
export interface Reckoning {
  readonly lines: readonly CartLine[];
  readonly goods: number;
  /** What the parcel costs before any code. */
  readonly delivery: number;
  /** From where on it would cost nothing. */
  readonly freeFrom: number;
  readonly code?: CartCode;
  /** What is to be paid; never below zero. Points are earned on this. */
  readonly total: number;
}

/** What a reckoning looks at besides the cart. */
export interface Circumstances {
  readonly now: Date;
  /** From which goods on the parcel travels free. */
  readonly freeFrom: number;
  /** The code in the cart, with what the shop knows of it. */
  readonly entered?: { readonly code: string; readonly coupon: Coupon | undefined } | undefined;
}

/** What a parcel costs anywhere in Iran. */
export const parcel = 450_000;

/** Reckons a cart: goods, delivery, and what its code takes off. */
export function reckon(cart: readonly { readonly slug: string; readonly quantity: number }[], { now, freeFrom, entered }: Circumstances): Reckoning {
  const lines = cart.flatMap(({ slug, quantity }): CartLine[] => {
    const product = findProduct(slug);
    return product ? [{ product, quantity, rials: product.rials * quantity }] : [];
  });
  const goods = lines.reduce((sum, { rials }) => sum + rials, 0);
  const delivery = goods === 0 || goods >= freeFrom ? 0 : parcel;
  const code = entered && judge(entered.code, entered.coupon, { goods, delivery, now });
  const off = code && 'off' in code ? code.off : 0;
  return { lines, goods, delivery, freeFrom, ...(code ? { code } : {}), total: goods + delivery - off };
}

interface Basket {
  readonly goods: number;
  readonly delivery: number;
  readonly now: Date;
}

function judge(code: string, coupon: Coupon | undefined, basket: Basket): CartCode {
  const trouble = troubleOf(coupon, basket);
  if (trouble || !coupon) return { code, trouble: trouble ?? 'unknown', ...(coupon?.minimum ? { minimum: coupon.minimum } : {}) };
  const { rewardId, worth = 0 } = coupon;
  const effect = effectOf(rewardId);
  switch (effect?.kind) {
    case 'goods':
      return { code, rewardId, off: Math.min(worth, basket.goods) };
    case 'delivery':
      return { code, rewardId, off: basket.delivery };
    case 'card':
      return { code, rewardId, off: Math.min(left(coupon), basket.goods + basket.delivery) };
    case 'gift':
      return { code, rewardId, off: 0, gift: effect.gift };
    case 'in_store':
    case undefined:
      return { code, trouble: 'in_store' };
    default:
      return effect satisfies never;
  }
}

function troubleOf(coupon: Coupon | undefined, { goods, delivery, now }: Basket): Trouble | undefined {
  if (!coupon) return 'unknown';
  const kind = effectOf(coupon.rewardId)?.kind;
  if (coupon.revokedAt !== undefined) return 'revoked';
  if (isSpent(coupon)) return 'used';
  if (coupon.expiresAt !== undefined && Date.parse(coupon.expiresAt) <= now.getTime()) return 'expired';
  if (kind === 'in_store') return 'in_store';
  if (goods === 0) return 'empty';
  if (goods < (coupon.minimum ?? 0)) return 'minimum';
  // A code that would do nothing is kept for an order that needs it.
  return kind === 'delivery' && delivery === 0 ? 'delivery_free' : undefined;
}

/** Whether nothing is left of a code: most work once, a gift card until it is empty. */
export function isSpent(coupon: Coupon): boolean {
  return effectOf(coupon.rewardId)?.kind === 'card' ? left(coupon) <= 0 : coupon.uses.length > 0;
}

/** What is on a gift card still. */
function left({ worth = 0, uses }: Coupon): number {
  return worth - uses.reduce((sum, { rials }) => sum + rials, 0);
}
