import type { LadderTier } from './program/ladder.js';
import { parseProgram, type Program } from './program/program.js';

type Perks = Readonly<Record<string, LadderTier['perks'][number]>>;

// Named once: a tier lists everything it gives, also what the one below gives already.
const perks = {
  points: {
    id: 'points',
    kind: 'points',
    title: { en: '1 point for every 10,000 toman', fa: '۱ امتیاز به ازای هر ۱۰٬۰۰۰ تومان خرید' },
  },
  birthday: {
    id: 'birthday',
    kind: 'benefit',
    title: { en: 'A small gift on your birthday', fa: 'هدیه‌ای کوچک برای روز تولدتان' },
  },
  shippingOver: {
    id: 'shipping-over-500',
    kind: 'benefit',
    title: { en: 'Free delivery over 500,000 toman', fa: 'ارسال رایگان برای خرید بالای ۵۰۰٬۰۰۰ تومان' },
  },
  shipping: {
    id: 'shipping',
    kind: 'benefit',
    title: { en: 'Free delivery on every order', fa: 'ارسال رایگان برای همهٔ سفارش‌ها' },
  },
  returns: {
    id: 'returns-30',
    kind: 'benefit',
    title: { en: '30 days to return, collected at your door', fa: '۳۰ روز مهلت بازگرداندن، با دریافت از درِ خانه' },
  },
  early: {
    id: 'early-harvest',
    kind: 'exclusive_service',
    title: { en: 'Order the new harvest two days early', fa: 'سفارش محصول تازه، دو روز زودتر از همه' },
  },
  adviser: {
    id: 'adviser',
    kind: 'exclusive_service',
    title: { en: 'An adviser who knows you by name', fa: 'مشاوری که شما را به نام می‌شناسد' },
  },
  replyInADay: {
    id: 'reply-day',
    kind: 'response_level',
    title: { en: 'A reply within one working day', fa: 'پاسخ پشتیبانی تا یک روز کاری' },
  },
  replyInFourHours: {
    id: 'reply-4h',
    kind: 'response_level',
    title: { en: 'A reply within four working hours', fa: 'پاسخ پشتیبانی تا چهار ساعت کاری' },
  },
  replyInAnHour: {
    id: 'reply-1h',
    kind: 'response_level',
    title: { en: 'A reply within one hour, every day', fa: 'پاسخ پشتیبانی تا یک ساعت، همهٔ روزها' },
  },
} as const satisfies Perks;

/** The club of the demo shop: three tiers, one point for every 10,000 toman. */
export const defaultProgram: Program = parseProgram({
  format: 1,
  defaultLocale: 'en',
  shop: {
    id: 'demo',
    name: { en: 'Vafa demo shop', fa: 'فروشگاه نمونهٔ وفا' },
    timeZone: 'Asia/Tehran',
    // Prices are kept in rials, the ISO currency; people read and say toman.
    currencies: [
      {
        code: 'IRT',
        decimals: 0,
        label: { en: 'toman', fa: 'تومان' },
        position: 'after',
        shows: { of: 'IRR', factor: 10 },
      },
    ],
    display: { digits: 'locale', calendar: 'locale', expiringDays: 30 },
  },
  wallets: [
    {
      id: 'points',
      unit: {
        id: 'points',
        kind: 'points',
        one: { en: 'point', fa: 'امتیاز' },
        other: { en: 'points', fa: 'امتیاز' },
        decimals: 0,
      },
      worth: { minor: 1_000, currency: 'IRR' },
      expiryMonths: 12,
    },
  ],
  earning: [
    {
      id: 'order',
      wallet: 'points',
      title: { en: '1 point for every 10,000 toman', fa: '۱ امتیاز به ازای هر ۱۰٬۰۰۰ تومان خرید' },
      gives: 1,
      per: { minor: 100_000, currency: 'IRR' },
      releaseDays: 14,
    },
  ],
  ladders: [
    {
    id: 'club',
    criteria: [{ id: 'points', metric: 'points', wallet: 'points' }],
    period: { kind: 'rolling', months: 12 },
    tiers: [
      {
        id: 'bronze',
        name: { en: 'Bronze', fa: 'برنزی' },
        enter: { points: 0 },
        perks: [perks.points, perks.birthday, perks.replyInADay],
      },
      {
        id: 'silver',
        name: { en: 'Silver', fa: 'نقره‌ای' },
        enter: { points: 300 },
        perks: [perks.points, perks.birthday, perks.shippingOver, perks.early, perks.replyInFourHours],
      },
      {
        id: 'gold',
        name: { en: 'Gold', fa: 'طلایی' },
        enter: { points: 1_000 },
        perks: [perks.points, perks.birthday, perks.shipping, perks.returns, perks.early, perks.adviser, perks.replyInAnHour],
      },
    ],
    },
  ],
  titles: {
    order: { en: 'Order {number}', fa: 'سفارش {number}' },
    returned: { en: 'Return from order {number}', fa: 'مرجوعی سفارش {number}' },
    returnedOwing: {
      en: 'Return from order {number}: {owed} of these points were already spent and come off your next points',
      fa: 'مرجوعی سفارش {number}: {owed} امتیاز پیش‌تر خرج شده بود و از امتیازهای بعدی کم می‌شود',
    },
    redeemed: { en: 'Points spent', fa: 'امتیاز خرج‌شده' },
    refunded: { en: 'Points given back', fa: 'امتیاز برگشتی' },
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
});
