import { addDays, yearAround } from '../calendar.js';
import type { RewardRule } from '../program/reward.js';
import type { ProgramInput } from '../program/program.js';
import { toman } from './wallets.js';

type RewardInput = NonNullable<ProgramInput['rewards']>[number];

const once = { en: 'One code for one order; it cannot be paid out.', fa: 'هر کد برای یک سفارش است و به پول نقد تبدیل نمی‌شود.' };
const online = { en: 'In our online shop, at the basket', fa: 'در فروشگاه اینترنتی ما، هنگام پرداخت' };
const inStore = { en: 'In our shop in Tajrish', fa: 'در فروشگاه ما در تجریش' };
const byShop = { by: 'callback', validDays: 90 } as const;

/** What points buy, at this time of the year: one of every kind, and one of everything that may stand in the way. */
export function demoRewards(now: Date): RewardInput[] {
  return [...always, nowruzBasket(now), autumnSaffron(now)];
}

const always: readonly RewardInput[] = [
  {
    id: 'discount-50',
    title: { en: '50,000 toman off', fa: '۵۰٬۰۰۰ تومان تخفیف' },
    description: { en: 'Off your next basket.', fa: 'برای سبد خرید بعدی شما.' },
    kind: 'coupon',
    wallet: 'points',
    price: { kind: 'fixed', cost: 450 },
    worth: toman(50_000),
    minimumBasket: toman(200_000),
    where: online,
    conditions: [once],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'discount',
    title: { en: 'A discount of your choice', fa: 'تخفیف به انتخاب شما' },
    description: { en: 'As many points as you like: each 50 take 5,000 toman off.', fa: 'هر چند امتیاز که بخواهید؛ هر ۵۰ امتیاز ۵٬۰۰۰ تومان تخفیف است.' },
    kind: 'coupon',
    wallet: 'points',
    price: { kind: 'variable', min: 100, max: 2_000, step: 50, stepWorth: toman(5_000) },
    where: online,
    conditions: [once],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'free-delivery',
    title: { en: 'Free delivery', fa: 'ارسال رایگان' },
    description: { en: 'The next parcel travels at our cost.', fa: 'هزینهٔ فرستادن بستهٔ بعدی با ما.' },
    kind: 'shipping',
    wallet: 'points',
    price: { kind: 'fixed', cost: 150 },
    worth: toman(45_000),
    limit: { count: 1, interval: 'month' },
    where: online,
    conditions: [once],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'nabat',
    title: { en: 'Saffron rock candy', fa: 'نبات زعفرانی' },
    description: { en: 'A jar from the pantry, laid into your next parcel.', fa: 'یک شیشه از قفسهٔ ما، همراه بستهٔ بعدی شما.' },
    kind: 'product',
    wallet: 'points',
    price: { kind: 'fixed', cost: 300 },
    worth: toman(32_000),
    cooldownDays: 7,
    where: online,
    conditions: [once],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'gift-card',
    title: { en: 'Gift card of 200,000 toman', fa: 'کارت هدیهٔ ۲۰۰٬۰۰۰ تومانی' },
    description: { en: 'To give away, or to keep.', fa: 'برای هدیه دادن، یا برای خودتان.' },
    kind: 'gift_card',
    wallet: 'points',
    price: { kind: 'fixed', cost: 1_900 },
    worth: toman(200_000),
    where: online,
    conditions: [{ en: 'The card can be used in several orders until it is empty.', fa: 'کارت تا پایان موجودی‌اش در چند سفارش قابل استفاده است.' }],
    fulfil: { by: 'callback', validDays: 365 },
  },
  {
    id: 'store-credit',
    title: { en: '30,000 toman of store credit', fa: '۳۰٬۰۰۰ تومان اعتبار خرید' },
    description: { en: 'At once in your wallet; no code, nothing to type.', fa: 'بی‌درنگ در کیف پول شما، بدون نیاز به کد.' },
    kind: 'credit',
    wallet: 'points',
    price: { kind: 'fixed', cost: 300 },
    worth: toman(30_000),
    fulfil: { by: 'wallet', wallet: 'credit', amount: 30_000 },
  },
  {
    id: 'spend-credit',
    title: { en: 'Pay with store credit', fa: 'پرداخت با اعتبار خرید' },
    description: { en: 'As much of it as you like, off your next basket.', fa: 'هر قدر که بخواهید، برای سبد خرید بعدی شما.' },
    kind: 'coupon',
    wallet: 'credit',
    price: { kind: 'variable', min: 5_000, max: 500_000, step: 5_000, stepWorth: toman(5_000) },
    where: online,
    conditions: [once],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'tea-cupping',
    title: { en: 'A place at the tea cupping', fa: 'یک صندلی در نشست چای‌نوشی' },
    description: { en: 'An afternoon with the spring teas, before they are on the shelf.', fa: 'یک بعدازظهر با چای‌های بهاره، پیش از آنکه به قفسه برسند.' },
    kind: 'access',
    wallet: 'points',
    price: { kind: 'fixed', cost: 200 },
    limit: { count: 1, interval: 'year' },
    requires: {
      tier: { ladder: 'club', tier: 'gold' },
      unlock: { en: 'For Gold members: 1,000 points in twelve months.', fa: 'برای عضوهای طلایی: ۱٬۰۰۰ امتیاز در دوازده ماه.' },
    },
    where: inStore,
    conditions: [{ en: 'Bring the code, we keep your chair.', fa: 'کد را همراه داشته باشید؛ صندلی شما محفوظ است.' }],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'taster-sample',
    title: { en: 'Tasters’ sample', fa: 'نمونه برای چشیدن' },
    description: { en: 'A small bag of a harvest nobody can buy yet, for an opinion.', fa: 'بستهٔ کوچکی از محصولی که هنوز فروخته نمی‌شود، در برابر نظر شما.' },
    kind: 'product',
    wallet: 'points',
    price: { kind: 'fixed', cost: 50 },
    requires: {
      tags: ['tasters'],
      unlock: { en: 'For our tasting circle. Write to us and we will add you.', fa: 'برای حلقهٔ چشندگان ما. به ما پیام دهید تا شما را بیفزاییم.' },
    },
    where: online,
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'copper-pot',
    title: { en: 'Copper tea pot from Isfahan', fa: 'قوری مسی اصفهان' },
    description: { en: 'Hammered by hand; three of them, and no more.', fa: 'کار دست؛ فقط سه تا، نه بیشتر.' },
    kind: 'product',
    wallet: 'points',
    price: { kind: 'fixed', cost: 1_500 },
    worth: toman(480_000),
    stock: 3,
    limit: { count: 1 },
    where: inStore,
    conditions: [{ en: 'To be collected within 90 days.', fa: 'تا ۹۰ روز از فروشگاه دریافت کنید.' }],
    fulfil: byShop,
    refundable: true,
  },
  {
    id: 'tasting-box',
    title: { en: 'Tea tasting box', fa: 'جعبهٔ چشیدن چای' },
    description: { en: 'Six teas in small tins, for a full tea card.', fa: 'شش چای در قوطی‌های کوچک، برای یک کارت چای کامل.' },
    kind: 'product',
    wallet: 'stamps',
    price: { kind: 'fixed', cost: 8 },
    worth: toman(180_000),
    where: online,
    conditions: [once],
    fulfil: byShop,
    refundable: true,
  },
];

// Always still to come: from the first day of the Esfand that is next to begin, to the year's end.
function nowruzBasket(now: Date): RewardInput {
  const { end: nowruz } = yearAround(now, 'persian', 'Asia/Tehran');
  const begun = addDays(nowruz, -30) <= now;
  const end = begun ? yearAround(nowruz, 'persian', 'Asia/Tehran').end : nowruz;
  return {
    id: 'nowruz-basket',
    title: { en: 'A Nowruz basket at half price', fa: 'سبد نوروزی با نصف قیمت' },
    description: { en: 'Saffron, nabat and pistachios, in the thirty days before the new year.', fa: 'زعفران، نبات و پسته؛ سی روز مانده به سال نو.' },
    kind: 'coupon',
    wallet: 'points',
    price: { kind: 'fixed', cost: 800 },
    worth: toman(250_000),
    stock: 200,
    startsAt: addDays(end, -30).toISOString(),
    endsAt: end.toISOString(),
    where: online,
    conditions: [once],
    fulfil: byShop,
  };
}

// Always over: the last harvest ended with Aban, 246 days into the year.
function autumnSaffron(now: Date): RewardInput {
  const { start } = yearAround(now, 'persian', 'Asia/Tehran');
  const last = addDays(start, 246) <= now ? start : yearAround(addDays(start, -1), 'persian', 'Asia/Tehran').start;
  return {
    id: 'autumn-saffron',
    title: { en: 'First saffron of the autumn', fa: 'نخستین زعفران پاییز' },
    description: { en: 'A gram from the first day of the harvest.', fa: 'یک گرم از نخستین روز برداشت.' },
    kind: 'product',
    wallet: 'points',
    price: { kind: 'fixed', cost: 700 },
    worth: toman(270_000),
    endsAt: addDays(last, 246).toISOString(),
    where: online,
    fulfil: byShop,
  };
}

/**
 * The rewards of a shop that does not make codes itself: their codes come out of pools, one for each reward and called
 * like it, which the owner fills; and what came out of a pool cannot be undone.
 */
export function fromPools(rewards: readonly RewardInput[]): RewardInput[] {
  return rewards.map((reward) => {
    if (reward.fulfil.by !== 'callback') return reward;
    const { validDays } = reward.fulfil;
    const fulfil: RewardRule['fulfil'] = { by: 'pool', pool: reward.id, ...(validDays === undefined ? {} : { validDays }) };
    return { ...reward, fulfil, refundable: false };
  });
}
