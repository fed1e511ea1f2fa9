import { digitsOf } from '../../adapters/declarative/functions-numbers.js';
import type { Money } from '../../domain/money.schema.js';
import { CodeRefused, type CodeWish } from '../club/issuer.js';

/** The money of the shop that codes are made in. */
export interface ShopMoney {
  /** The shop's own currency; amounts of another are refused. */
  readonly currency: string;
  /** Digits of its smallest step; as ISO 4217 says by default. */
  readonly decimals?: number | undefined;
}

/** What a code is to do, in the shop's own words: amounts are decimals of its currency. */
export type Promised = { readonly minimum?: string | undefined; readonly until?: string | undefined } & (
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'shipping' }
  | { readonly kind: 'product'; readonly product: string; readonly amount?: string | undefined }
);

/** Reads what a code is to do. Fails with a `CodeRefused` that names what to change where a discount cannot say it. */
export function promisedBy(wish: CodeWish, money: ShopMoney): Promised {
  const { rewardId, kind = 'coupon', worth, minimumBasket, product, validUntil } = wish;
  const at = `The reward “${rewardId.slice(0, 100)}”`;
  const amount = worth && decimalOf(worth, money, `${at}: worth`);
  const common = { minimum: minimumBasket && decimalOf(minimumBasket, money, `${at}: minimumBasket`), until: validUntil && wholeSeconds(validUntil) };
  switch (kind) {
    case 'coupon':
      if (amount === undefined || worth?.minor === 0) throw new CodeRefused(`${at} says no worth, so a discount would take nothing off. Write its worth into the program.`);
      return { ...common, kind: 'amount', amount };
    case 'shipping':
      return { ...common, kind };
    case 'product':
      if (product === undefined) throw new CodeRefused(`${at} is a product, and does not say which. Write the shop's id of it as product into the program.`);
      return { ...common, kind, product, amount };
    default:
      throw new CodeRefused(`${at} is of the kind ${kind}, which a discount of the shop cannot be: only coupon, shipping and product can. Give its codes by a pool.`);
  }
}

function decimalOf({ minor, currency }: Money, shop: ShopMoney, at: string): string {
  if (currency !== shop.currency) throw new CodeRefused(`${at} is in ${currency}, and the shop's discounts are in ${shop.currency}. Write it in ${shop.currency} into the program, or change codes.currency.`);
  const digits = shop.decimals ?? digitsOf(currency);
  if (digits === undefined) throw new CodeRefused(`${at} is in ${currency}, which ISO 4217 does not know. Say its digits as codes.decimals.`);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An instant as shops read it: in UTC, without parts of a second. */
export function wholeSeconds(instant: string | Date): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
