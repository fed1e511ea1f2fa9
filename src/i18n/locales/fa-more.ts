import type { enActivity } from './en-activity.js';
import type { enCard } from './en-card.js';
import type { enCelebration } from './en-celebration.js';
import type { enEarn } from './en-earn.js';
import type { enLadder } from './en-ladder.js';
import type { enPreview } from './en-preview.js';
import type { enStamps } from './en-stamps.js';

type Keys =
  | keyof typeof enActivity
  | keyof typeof enCard
  | keyof typeof enCelebration
  | keyof typeof enEarn
  | keyof typeof enLadder
  | keyof typeof enPreview
  | keyof typeof enStamps;

/** Persian of what a member asks to see: history, ways to earn, the card, stamps, the whole ladder, what a cart earns. */
export const faMore: Readonly<Record<Keys, string>> = {
  'activity.failed': 'الان نتوانستیم فعالیت‌ها را بیاوریم.',
  'activity.empty': 'هنوز چیزی نیست. آنچه می‌گیرید و خرج می‌کنید اینجا می‌آید.',
  'activity.pending': 'در انتظار',
  'activity.pendingUntil': 'در انتظار تا {date}',
  'activity.declined': 'رد شده',
  'activity.void': 'لغو شده',
  'activity.expired': 'منقضی شده',
  'history.filter': 'نمایش',
  'history.all': 'همه',
  'history.earned': 'گرفته‌شده',
  'history.spent': 'خرج‌شده',
  'history.expired': 'منقضی‌شده',
  'history.pending': 'در انتظار',
  'history.period': 'بازهٔ زمانی',
  'history.period.all': 'از آغاز',
  'history.lastDays': '{n} روز گذشته',
  'history.period.own': 'روزهای دلخواه شما',
  'history.from': 'از',
  'history.to': 'تا',
  'history.none': 'در این بازه چنین موردی نیست. بازهٔ دیگری انتخاب کنید یا همه را ببینید.',
  'history.more': 'نمایش بیشتر',
  'history.why': 'چرا؟',
  'history.after': 'موجودی پس از آن: {amount}',
  'date.day': 'روز',
  'date.month': 'ماه',
  'date.year': 'سال',
  'earn.failed': 'الان نتوانستیم راه‌های گرفتن امتیاز را بیاوریم. امتیاز شما محفوظ است.',
  'earn.empty': 'اینجا با خرید امتیاز می‌گیرید؛ فعلاً راه دیگری نیست.',
  'earn.done': 'انجام شده',
  'earn.pending': 'فروشگاه در حال بررسی است',
  'earn.times': '{used} بار از {count} بار انجام شده',
  'earn.starts': 'از {date} شروع می‌شود',
  'earn.ends': 'تا {date}',
  'earn.ended': 'در {date} پایان یافت',
  'earn.go': 'رفتن به صفحه',
  'earn.complete': 'انجام دادم',
  'earn.completing': 'در حال خبر دادن به فروشگاه…',
  'earn.notDone': 'نتوانستیم به فروشگاه خبر بدهیم. چیزی از دست نرفته است؛ لطفاً دوباره تلاش کنید.',
  'card.heading': 'کارت عضویت شما',
  'card.code': 'شمارهٔ عضویت شما به‌صورت کد QR',
  'card.hint': 'این کد را در صندوق نشان دهید یا شماره را بخوانید.',
  'card.apple': 'افزودن به Apple Wallet',
  'card.google': 'افزودن به Google Wallet',
  'card.close': 'بستن کارت',
  'preview.earns': 'با این خرید {amount} می‌گیرید.',
  'preview.guest': 'اعضای باشگاه با این خرید {amount} می‌گیرند.',
  'preview.worth': 'معادل {worth}.',
  'preview.none': 'این خرید هنوز امتیازی ندارد.',
  'preview.failed': 'الان نمی‌توانیم بگوییم این خرید چند امتیاز دارد.',
  'preview.why': 'این عدد چگونه حساب می‌شود',
  'stamps.none': 'این باشگاه کارت مُهر ندارد.',
  'stamps.count': '{filled} مُهر از {goal} مُهر',
  'stamps.missing': '{n} مُهر دیگر تا: {gives}',
  'stamps.full': '{n, plural, one {یک کارت کامل آمادهٔ دریافت جایزه است} other {# کارت کامل آمادهٔ دریافت جایزه است}}: {gives}',
  'tier.here': 'اینجا هستید',
  'tier.passed': 'رسیده‌اید',
  'tier.from': 'از {amount}',
  'tier.fromStart': 'از آغاز عضویت',
  'tier.why': 'این عدد چگونه حساب می‌شود',
  'tier.history': 'سطح شما چگونه تغییر کرده است',
  'tier.reason.joined': 'عضو باشگاه شدید',
  'tier.reason.reached': 'به آن رسیدید',
  'tier.reason.kept': 'آن را نگه داشتید',
  'tier.reason.lapsed': 'دوره تمام شد و به حد لازم نرسیدید',
  'tier.reason.returned': 'سفارشی مرجوع شد',
  'tier.reason.granted': 'هدیهٔ فروشگاه',
  'tier.reason.program': 'سطح‌های باشگاه تغییر کرد',
  'tier.reached': 'به سطح {tier} رسیدید. سپاس که همراه ما هستید.',
  'tier.reachedClose': 'متوجه شدم',
  'perk.benefit': 'مزیت',
  'perk.points': 'امتیاز',
  'perk.exclusive_service': 'خدمات ویژه',
  'perk.response_level': 'پشتیبانی سریع‌تر',
};
