import type { Texts } from './program/parts.js';
import type { ChangeReason } from './tier-log.js';

/** Why a tier changed; `{tier}` is the one held from then on, `{values}` what counted. */
export const changeWords = {
  joined: { en: 'Joined the club: {tier}', fa: 'عضویت در باشگاه: سطح {tier}' },
  reached: { en: '{tier} reached with {values}', fa: 'رسیدن به سطح {tier} با {values}' },
  kept: { en: '{tier} kept with {values}', fa: 'حفظ سطح {tier} با {values}' },
  lapsed: { en: '{tier}: the period ended with {values}', fa: 'سطح {tier}: دوره با {values} پایان یافت' },
  returned: { en: '{tier}: something was returned that had counted', fa: 'سطح {tier}: کالایی برگشت داده شد که حساب شده بود' },
  granted: { en: '{tier}, given by the shop', fa: 'سطح {tier}، اهدایی فروشگاه' },
  program: { en: '{tier}: the club’s tiers have changed', fa: 'سطح {tier}: سطح‌های باشگاه تغییر کرده است' },
} as const satisfies Record<ChangeReason, Texts>;

/** The sentences about a ladder. */
export const tierWords = {
  nothing: { en: 'nothing', fa: 'هیچ' },
  orders: { en: '{count} orders', fa: '{count} سفارش' },
  oneOrder: { en: '{count} order', fa: '{count} سفارش' },
  and: { en: '{first} and {second}', fa: '{first} و {second}' },
  points: {
    en: 'What became spendable counts, less what went back with returns.',
    fa: 'آنچه قابل استفاده شده باشد حساب می‌شود، پس از کسر مرجوعی‌ها.',
  },
  spend: {
    en: 'What you paid for delivered orders counts, less what came back.',
    fa: 'مبلغ سفارش‌های رسیده حساب می‌شود، پس از کسر مرجوعی‌ها.',
  },
  ordersCount: {
    en: 'Delivered orders count, but for those that came back whole.',
    fa: 'سفارش‌های رسیده حساب می‌شوند، مگر آن‌ها که کامل برگشته‌اند.',
  },
  ever: { en: 'Everything since you joined counts.', fa: 'هرچه از روز عضویت شما بوده است حساب می‌شود.' },
  months: { en: 'The last {months} months count: since {start}.', fa: '{months} ماه گذشته حساب می‌شود: از {start}.' },
  year: { en: 'This year counts: from {start} to before {end}.', fa: 'امسال حساب می‌شود: از {start} تا پیش از {end}.' },
  soFar: { en: 'So far: {values}.', fa: 'تا اینجا: {values}.' },
  unlocks: { en: 'Comes with {tier}: {missing} to go', fa: 'با سطح {tier} باز می‌شود: {missing} مانده' },
  unlocksWith: { en: 'Comes with {tier}', fa: 'با سطح {tier} باز می‌شود' },
  usedUntil: { en: 'Used; yours again from {day}', fa: 'استفاده شده؛ از {day} دوباره در اختیار شماست' },
  used: { en: 'Used', fa: 'استفاده شده' },
} as const satisfies Record<string, Texts>;
