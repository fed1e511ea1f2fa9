import type { ProgramInput } from './program/program.js';

/** Prices are kept in rials, the ISO currency; people read and say toman. */
export const tomanUnit: ProgramInput['shop']['currencies'][number] = { code: 'IRT', decimals: 0, label: { en: 'toman', fa: 'تومان' }, position: 'after', shows: { of: 'IRR', factor: 10 } };

/** What members read in their histories and where the club refuses, before an owner writes it in words of their own. */
export const clubTexts: Pick<ProgramInput, 'titles' | 'refusals'> = {
  titles: {
    order: { en: 'Order {number}', fa: 'سفارش {number}' },
    returned: { en: 'Return from order {number}', fa: 'مرجوعی سفارش {number}' },
    returnedOwing: {
      en: 'Return from order {number}: {owed} of these points were already spent and come off your next points',
      fa: 'مرجوعی سفارش {number}: {owed} امتیاز پیش‌تر خرج شده بود و از امتیازهای بعدی کم می‌شود',
    },
    redeemed: { en: '{title}', fa: '{title}' },
    refunded: { en: 'Given back: {title}', fa: 'برگشت: {title}' },
    granted: { en: 'From the shop: {title}', fa: 'از طرف فروشگاه: {title}' },
    adjusted: { en: 'Correction by the shop', fa: 'اصلاح فروشگاه' },
    expired: { en: 'Points expired', fa: 'امتیاز منقضی‌شده' },
  },
  refusals: {
    terms: { en: 'Please accept the terms of the club to join.', fa: 'برای عضویت، شرایط باشگاه را بپذیرید.' },
    blocked: {
      en: 'Your membership is paused. Please write to us so that we can help.',
      fa: 'عضویت شما متوقف شده است. لطفاً به ما پیام دهید تا کمکتان کنیم.',
    },
  },
};
