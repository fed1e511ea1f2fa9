import type { ProgramInput } from '../program/program.js';

/** Rials of so many toman: prices are kept in rials, the ISO currency; people read and say toman. */
export function toman(amount: number): { minor: number; currency: 'IRR' } {
  return { minor: amount * 10, currency: 'IRR' };
}

/** Points, the tea card and store credit. */
export const demoWallets: ProgramInput['wallets'] = [
  {
    id: 'points',
    unit: { id: 'points', kind: 'points', one: { en: 'point', fa: 'امتیاز' }, other: { en: 'points', fa: 'امتیاز' }, decimals: 0 },
    worth: toman(100),
    expiryMonths: 12,
  },
  {
    id: 'stamps',
    unit: { id: 'stamps', kind: 'stamps', one: { en: 'stamp', fa: 'مُهر' }, other: { en: 'stamps', fa: 'مُهر' }, decimals: 0 },
    goal: { amount: 8, rewardId: 'tasting-box' },
  },
  {
    id: 'credit',
    unit: {
      id: 'credit',
      kind: 'credit',
      // Counted in toman, as people do: what a member types into the dialog is what they read beside it.
      one: { en: 'toman', fa: 'تومان' },
      other: { en: 'toman', fa: 'تومان' },
      decimals: 0,
    },
    expiryMonths: 24,
  },
];

/** What orders earn: points by what was paid, a stamp by the order. */
export const demoEarning: ProgramInput['earning'] = [
  {
    id: 'order',
    wallet: 'points',
    title: { en: 'Every order', fa: 'هر خرید' },
    gives: 1,
    per: toman(10_000),
    releaseDays: 14,
  },
  {
    id: 'tea-card',
    wallet: 'stamps',
    title: { en: 'A stamp on the tea card', fa: 'مُهر کارت چای' },
    gives: 1,
    minimum: toman(300_000),
    // Gold gets a second one; see the perk.
    tiers: { gold: 200 },
    releaseDays: 14,
  },
];

/** Other ways to earn. */
export const demoActions: ProgramInput['actions'] = [
  {
    id: 'join',
    wallet: 'stamps',
    title: { en: 'Join the club', fa: 'عضویت در باشگاه' },
    description: { en: 'The first stamp on your tea card is a present.', fa: 'نخستین مُهر کارت چای شما هدیهٔ ماست.' },
    kind: 'join',
    gives: 1,
    limit: { count: 1 },
  },
  {
    id: 'newsletter',
    wallet: 'points',
    title: { en: 'Read the harvest letter', fa: 'خواندن نامهٔ برداشت' },
    description: { en: 'Once a month we write about what was picked, and where.', fa: 'ماهی یک بار می‌نویسیم چه چیزی را کجا برداشت کرده‌ایم.' },
    kind: 'visit',
    gives: 5,
    limit: { count: 1, interval: 'month' },
    completable: true,
  },
  {
    id: 'profile',
    wallet: 'points',
    title: { en: 'Tell us your birthday', fa: 'گفتن تاریخ تولدتان' },
    description: { en: 'So that your present arrives on the day.', fa: 'تا هدیهٔ شما همان روز به دستتان برسد.' },
    kind: 'profile',
    gives: 20,
    limit: { count: 1 },
  },
  {
    id: 'review',
    wallet: 'points',
    title: { en: 'Write about something you bought', fa: 'نوشتن نظر دربارهٔ خریدتان' },
    description: { en: 'Good or bad: what helps others counts.', fa: 'خوب یا بد؛ آنچه به دیگران کمک کند ارزش دارد.' },
    kind: 'review',
    gives: 15,
    limit: { count: 4, interval: 'year' },
  },
];
