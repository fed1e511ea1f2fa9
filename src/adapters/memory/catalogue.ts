import type { EarnAction, Estimate, EstimateQuery } from '../../domain/earning.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { Money } from '../../domain/money.schema.js';
import type { Reward } from '../../domain/reward.schema.js';
import { points, say, type Told } from './words.js';

const toman = (amount: number): Money => ({ minor: amount * 10, currency: 'IRR' });
const day = 86_400_000;

/** A reward of the example club, its texts still in every language. */
type Written = Omit<Reward, 'title' | 'description' | 'where' | 'conditions' | 'unit'> & {
  readonly title: Told<string>;
  readonly description?: Told<string>;
  readonly conditions?: readonly Told<string>[];
};

const online = say('In the online shop', 'در فروشگاه اینترنتی');
const oncePerOrder = say('One code per order.', 'برای هر سفارش یک کد.');
const notWithOthers = say('Not together with other codes.', 'همراه با کدهای دیگر کار نمی‌کند.');

const written: readonly Written[] = [
  { id: 'discount-50', kind: 'coupon', price: { kind: 'fixed', cost: 500 }, worth: toman(50_000), validDays: 30, refundable: true, title: say('50,000 toman off', '۵۰٬۰۰۰ تومان تخفیف'), conditions: [oncePerOrder, notWithOthers] },
  { id: 'discount-free', kind: 'coupon', price: { kind: 'variable', min: 100, max: 2_000, step: 50, stepWorth: toman(5_000) }, validDays: 30, refundable: true, title: say('A discount of your size', 'تخفیف به اندازهٔ دلخواه'), conditions: [oncePerOrder] },
  { id: 'delivery', kind: 'shipping', price: { kind: 'fixed', cost: 200 }, worth: toman(35_000), validDays: 60, refundable: true, title: say('Free delivery', 'ارسال رایگان'), conditions: [] },
  { id: 'nabat', kind: 'product', price: { kind: 'fixed', cost: 900 }, worth: toman(95_000), stock: 12, validDays: 30, title: say('A box of saffron nabat', 'یک جعبه نبات زعفرانی'), description: say('Sent with your next order.', 'همراه سفارش بعدی شما فرستاده می‌شود.') },
  { id: 'basket-100', kind: 'coupon', price: { kind: 'fixed', cost: 300 }, worth: toman(100_000), minimumBasket: toman(1_000_000), validDays: 30, refundable: true, title: say('100,000 toman off a large basket', '۱۰۰٬۰۰۰ تومان تخفیف خرید بزرگ') },
  { id: 'tasting', kind: 'access', price: { kind: 'fixed', cost: 0 }, title: say('A seat at our tea tasting', 'یک صندلی در نشست چای'), description: say('Every first Thursday of the month.', 'پنجشنبهٔ اول هر ماه.') },
  { id: 'gift-card', kind: 'gift_card', price: { kind: 'fixed', cost: 5_000 }, worth: toman(500_000), validDays: 365, title: say('A gift card of 500,000 toman', 'کارت هدیهٔ ۵۰۰٬۰۰۰ تومانی') },
];

/** The catalogue of the example club. */
export const catalogue: Told<Reward[]> = (locale) =>
  written.map(({ title, description, conditions = [], ...reward }) => ({
    ...reward,
    unit: points,
    title: title(locale),
    ...(description && { description: description(locale) }),
    where: online(locale),
    conditions: conditions.map((condition) => condition(locale)),
  }));

/** The ways to earn of the example club. */
export const ways: Told<EarnAction[]> = (locale) => [
  { id: 'order', kind: 'order', state: 'repeatable', title: say('Order something', 'خرید از فروشگاه')(locale), gives: say('1 point for every 10,000 toman', 'یک امتیاز برای هر ۱۰٬۰۰۰ تومان')(locale) },
  { id: 'newsletter', kind: 'social', state: 'todo', title: say('Read our harvest letter', 'خواندن نامهٔ برداشت')(locale), reward: { unit: points, amount: 20 }, completable: true, limit: { count: 1, used: 0 }, actionUrl: '/letters/harvest' },
  { id: 'review', kind: 'review', state: 'pending', title: say('Write about something you bought', 'نوشتن دربارهٔ یکی از خریدها')(locale), reward: { unit: points, amount: 50 }, limit: { count: 5, used: 1 } },
  { id: 'join', kind: 'join', state: 'done', title: say('Join the club', 'عضویت در باشگاه')(locale), reward: { unit: points, amount: 50 }, limit: { count: 1, used: 1 } },
];

/** What an amount earns in the example club. */
export function estimateOf({ amount, currency = 'IRR' }: EstimateQuery, locale: string | undefined): Estimate {
  if (amount === undefined) throw new PortalError({ kind: 'rejected', detail: 'amount: this club earns on what is paid; send `amount`.' });
  if (currency !== 'IRR') throw new PortalError({ kind: 'rejected', detail: `currency: “${currency}” earns nothing here; send IRR.` });
  const earned = Math.floor(amount / 100_000);
  const why = say('1 point for every full 10,000 toman', 'یک امتیاز برای هر ۱۰٬۰۰۰ تومان کامل')(locale);
  return { earns: earned > 0 ? [{ unit: points, amount: earned, worth: toman(earned * 100), afterDays: 14 }] : [], why: [why] };
}

/** When a code that is issued now ends. */
export function endOf({ validDays }: Reward, now: Date): string | undefined {
  return validDays === undefined ? undefined : new Date(now.getTime() + validDays * day).toISOString();
}
