import type { Locale } from './locale.js';

/** Something that a code lays into the parcel. */
export interface Gift {
  /** Whose picture it wears; a drawing of the shop. */
  readonly picture: string;
  readonly name: Readonly<Record<Locale, string>>;
}

/** What a code of the shop does. The club says for which reward it is; what that means is the shop's to decide. */
export type Effect =
  /** Takes its worth off the goods. */
  | { readonly kind: 'goods' }
  /** The parcel travels free. */
  | { readonly kind: 'delivery' }
  | { readonly kind: 'gift'; readonly gift: Gift }
  /** Pays for goods and delivery, in several orders, until it is empty. */
  | { readonly kind: 'card' }
  /** Is shown in the shop in Tajrish; the cart cannot use it. */
  | { readonly kind: 'in_store' };

const gift = (picture: string, en: string, fa: string): Effect => ({ kind: 'gift', gift: { picture, name: { en, fa } } });

const effects: Readonly<Record<string, Effect>> = {
  'discount-50': { kind: 'goods' },
  discount: { kind: 'goods' },
  'spend-credit': { kind: 'goods' },
  'nowruz-basket': { kind: 'goods' },
  'free-delivery': { kind: 'delivery' },
  nabat: gift('nabat', 'Saffron rock candy, a jar', 'نبات زعفرانی، یک شیشه'),
  'taster-sample': gift('lahijan-tea', 'Tasters’ sample, a small bag', 'نمونه برای چشیدن، یک بستهٔ کوچک'),
  'tasting-box': gift('lahijan-tea', 'Tea tasting box, six tins', 'جعبهٔ چشیدن چای، شش قوطی'),
  'autumn-saffron': gift('saffron', 'First saffron of the autumn, one gram', 'نخستین زعفران پاییز، یک گرم'),
  'gift-card': { kind: 'card' },
  'tea-cupping': { kind: 'in_store' },
  'copper-pot': { kind: 'in_store' },
};

/** What the code of a reward does; `undefined` for a reward the shop has never heard of. */
export function effectOf(rewardId: string): Effect | undefined {
  return Object.hasOwn(effects, rewardId) ? effects[rewardId] : undefined;
}
