import type { Texts } from './program/parts.js';

/** The sentences that explain a number. A program that is written in other languages is explained in English. */
export const whyWords = {
  times: {
    en: 'Every full {per} gives {gives}; {counted} holds that {times} times.',
    fa: 'هر {per} کامل {gives} دارد؛ در {counted} این مبلغ {times} بار کامل می‌شود.',
  },
  rest: {
    en: 'The remaining {rest} is less than a full amount and does not count.',
    fa: '{rest} باقی‌مانده به یک مبلغ کامل نمی‌رسد و حساب نمی‌شود.',
  },
  flat: { en: 'The order as a whole gives {gives}.', fa: 'کل سفارش {gives} دارد.' },
  flatProducts: { en: 'Having these products in the order gives {gives}.', fa: 'وجود این کالاها در سفارش {gives} دارد.' },
  products: {
    en: 'Only the products this is for count: {counted}.',
    fa: 'فقط کالاهای این بخش حساب می‌شوند: {counted}.',
  },
  percent: {
    en: 'The tier {tier} gives {percent}% of that, rounded down: {units}.',
    fa: 'سطح {tier} {percent}٪ آن را می‌دهد که به پایین گرد می‌شود: {units}.',
  },
  minimum: { en: 'For orders of at least {minimum}, also: {title}.', fa: 'برای سفارش‌های دست‌کم {minimum} این هم هست: {title}.' },
  nothing: { en: 'This is too little to earn anything yet.', fa: 'این مبلغ هنوز برای گرفتن امتیاز کافی نیست.' },
  released: {
    en: '{units} can be spent once the order has arrived, at the latest on day {days} after ordering.',
    fa: '{units} پس از رسیدن سفارش، یا حداکثر در روز {days} پس از ثبت آن، قابل استفاده است.',
  },
  returnedBelow: {
    en: 'What is left of the order, {left}, is less than the {minimum} that this asks for; so all of the {earned} it earned goes back.',
    fa: 'از این سفارش {left} مانده که کمتر از {minimum} لازم است؛ پس همهٔ {earned} آن کم می‌شود.',
  },
  returnedProducts: {
    en: 'Of the {total} that its products cost, {returned} has come back; the same share of the {earned} they earned goes back, rounded down over all returns together.',
    fa: 'از {total} بهای کالاهای این امتیاز، {returned} برگشته است؛ به همین نسبت از {earned} آن کم می‌شود و جمع همهٔ مرجوعی‌ها به پایین گرد می‌شود.',
  },
  returned: {
    en: '{returned} of the order’s {total} has come back; the same share of the {earned} it earned goes back, rounded down over all returns together.',
    fa: 'از {total} این سفارش، {returned} برگشته است؛ به همین نسبت از {earned} آن کم می‌شود و جمع همهٔ مرجوعی‌ها به پایین گرد می‌شود.',
  },
  owed: {
    en: '{owed} of these were already spent and come off what you earn next.',
    fa: '{owed} از آن پیش‌تر خرج شده بود و از دریافتی‌های بعدی شما کم می‌شود.',
  },
  expired: {
    en: 'They could be spent from {since} on, and were good to the end of {until}.',
    fa: 'از {since} قابل استفاده بود و تا پایان {until} اعتبار داشت.',
  },
  price: { en: 'The price of “{title}” when you chose it: {units}.', fa: 'بهای «{title}» هنگام انتخاب شما: {units}.' },
  failed: { en: 'It could not be made, so nothing was taken.', fa: 'آماده نشد و برای همین چیزی از شما کم نشد.' },
  undone: { en: '“{title}” was undone before it was used; all it had cost is back: {units}.', fa: '«{title}» پیش از استفاده لغو شد و همهٔ بهایش برگشت: {units}.' },
  bought: { en: '“{title}” puts this into your wallet: {units}.', fa: '«{title}» این مقدار را به کیف پول شما می‌افزاید: {units}.' },
  action: { en: 'For “{title}”: {units}.', fa: 'برای «{title}»: {units}.' },
  given: { en: 'The shop gave you {units}.', fa: 'فروشگاه {units} به شما داد.' },
  corrected: { en: 'The shop has corrected your balance.', fa: 'فروشگاه موجودی شما را اصلاح کرده است.' },
  lifetime: {
    en: 'Earned in all, less what went back with returns: {amount}.',
    fa: 'همهٔ دریافتی‌ها، پس از کسر مرجوعی‌ها: {amount}.',
  },
  spent: { en: 'Less what was spent: {amount}.', fa: 'منهای خرج‌شده: {amount}.' },
  lapsed: { en: 'Less what expired: {amount}.', fa: 'منهای منقضی‌شده: {amount}.' },
  reserved: { en: 'Less what is held for a code on its way: {amount}.', fa: 'منهای آنچه برای کدی در راه نگه داشته شده است: {amount}.' },
  leaves: { en: 'That leaves {amount}.', fa: 'باقی‌مانده: {amount}.' },
  debt: {
    en: 'Below zero, because something was returned after its points had been spent; what you earn next settles it.',
    fa: 'کمتر از صفر است، چون کالایی پس از خرج‌شدن امتیازش برگشت داده شد؛ دریافتی‌های بعدی شما آن را جبران می‌کند.',
  },
  waiting: {
    en: 'Not in it yet: {amount} from orders that are on their way.',
    fa: 'هنوز در آن نیست: {amount} از سفارش‌هایی که در راه‌اند.',
  },
} as const satisfies Record<string, Texts>;
