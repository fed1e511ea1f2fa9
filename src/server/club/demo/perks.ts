import type { LadderTier } from '../program/ladder.js';

type Perks = Readonly<Record<string, LadderTier['perks'][number]>>;

/** What the tiers give. Named once: a tier lists everything it gives, also what the one below gives already. */
export const demoPerks = {
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
  cupping: {
    id: 'cupping',
    kind: 'exclusive_service',
    title: { en: 'A place at our tea cupping, once a year', fa: 'یک صندلی در نشست چای‌نوشی ما، سالی یک بار' },
    reward: 'tea-cupping',
  },
  morePoints: {
    id: 'more-points',
    kind: 'points',
    title: { en: 'A second stamp on the tea card with every order', fa: 'مُهر دوم روی کارت چای، با هر سفارش' },
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
