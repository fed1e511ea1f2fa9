import type { Texts } from './program/parts.js';

/** The sentences about ways to earn. */
export const actionWords = {
  per: { en: '{gives} for every {per}', fa: '{gives} به ازای هر {per}' },
  perFrom: { en: '{gives} for every {per}, in orders of at least {minimum}', fa: '{gives} به ازای هر {per} در سفارش‌های دست‌کم {minimum}' },
  flat: { en: '{gives} for every order', fa: '{gives} برای هر سفارش' },
  flatFrom: { en: '{gives} for every order of at least {minimum}', fa: '{gives} برای هر سفارش دست‌کم {minimum}' },
  notStarted: { en: 'This begins on {day}.', fa: 'این از {day} آغاز می‌شود.' },
  ended: { en: 'This has ended.', fa: 'مهلت این به پایان رسیده است.' },
  done: { en: 'You have done this already, and what it gives is in your balance.', fa: 'این را پیش‌تر انجام داده‌اید و امتیازش در موجودی شماست.' },
  doneUntil: { en: 'You have done this for now; it counts again from {day}.', fa: 'فعلاً این را انجام داده‌اید؛ از {day} دوباره حساب می‌شود.' },
  byShop: { en: 'The shop itself sees when this is done, and gives you what it is worth.', fa: 'فروشگاه خودش انجام این را می‌بیند و امتیازش را به شما می‌دهد.' },
} as const satisfies Record<string, Texts>;
