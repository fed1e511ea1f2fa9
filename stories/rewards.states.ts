import type { Redemption, Reward } from '../src/domain/reward.schema.js';
import type { CartAdapter } from '../src/client/cart.js';
import type { Money } from '../src/domain/money.schema.js';
import type { MemoryClub, MemoryRecord } from '../src/adapters/memory/state.js';
import { points, say, type Told } from '../src/adapters/memory/words.js';
import { clubOf, day, hostile, wallet, type Known } from './clubs.js';
import { find, get, until, type Scene, type Stage, type State } from './stage.js';
import { memberStates } from './states.js';

type Says = State['says'];
/** A reward with texts in both languages. */
type Parts = Partial<Omit<Reward, 'title'>> & { readonly title?: Told<string> };

/** Money in toman, as the example shop shows it. */
export const toman = (amount: number): Money => ({ minor: amount * 10, currency: 'IRR' });

const teaTitle = say('50,000 toman off', '۵۰٬۰۰۰ تومان تخفیف');

/** A reward of 500 points; what differs is named. */
export function rewardOf({ title = teaTitle, ...parts }: Parts = {}): Told<Reward> {
  return (locale) => ({ id: 'tea', kind: 'coupon', unit: points, price: { kind: 'fixed', cost: 500 }, worth: toman(50_000), validDays: 30, refundable: true, conditions: [say('One code per order.', 'برای هر سفارش یک کد.')(locale)], title: title(locale), ...parts });
}

/** A redemption of it; what differs is named. */
export function redemptionOf(parts: Partial<Redemption> = {}, title: Told<string> = teaTitle): Told<Redemption> {
  return (locale) => ({ id: 'r1', rewardId: 'tea', kind: 'coupon', state: 'issued', cost: 500, unit: points, worth: toman(50_000), code: 'TEA-7F3K', at: day(-1), expiresAt: day(29), conditions: [say('One code per order.', 'برای هر سفارش یک کد.')(locale)], refundable: true, title: title(locale), ...parts });
}

/** A club with these rewards. */
export function shopOf(rewards: readonly Told<Reward>[], known: Known = {}, settings: Partial<MemoryClub> = {}) {
  return clubOf(known, { rewards: (locale) => rewards.map((each) => each(locale)), ...settings });
}

const obstacles = (reason: NonNullable<Reward['obstacle']>['reason'], more: Partial<NonNullable<Reward['obstacle']>> = {}): MemoryRecord['obstacles'] => ({ tea: { reason, ...more } });

/** One reward in one state. */
const one = (name: string, parts: Parts, known: Known, says: Says, scene: Partial<Scene> = {}): State => ({ name, shows: 'ready', scene: () => ({ club: shopOf([rewardOf(parts)], known), ...scene }), says });

const price: Says = { en: ['50,000 toman off', '500 points · worth 50,000 toman'], fa: ['۵۰٬۰۰۰ تومان تخفیف', '۵۰۰ امتیاز · معادل ۵۰٬۰۰۰ تومان'] };

/** A cart of so much that takes every code. */
export function cartOf(total: number, answer: Partial<CartAdapter> = {}): CartAdapter {
  const codes: string[] = [];
  return { getCart: () => ({ total: toman(total), codes }), applyCode: (code) => (codes.push(code), { ok: true }), removeCode: (code) => (codes.splice(codes.indexOf(code), 1), { ok: true }), ...answer };
}

const standings: State[] = [
  one('ready', {}, {}, { en: ['1,250 points to spend', ...price.en, 'You have enough for it.', 'Redeem', 'Conditions', 'One code per order.', 'Good for 30 days', 'You can undo it', 'Your codes'], fa: ['۱٬۲۵۰ امتیاز برای خرج‌کردن دارید', ...price.fa, 'موجودی شما برای آن کافی است.', 'دریافت', 'شرایط', 'برای هر سفارش یک کد.', '۳۰ روز اعتبار دارد', 'کدهای شما'] }),
  one('short', {}, { wallets: [wallet({ available: 380 })] }, { en: [...price.en, '380 points to spend', '120 points more for', '120 points more and it is yours.'], fa: ['۳۸۰ امتیاز برای', '۱۲۰ امتیاز دیگر تا', 'با ۱۲۰ امتیاز دیگر می‌توانید آن را بگیرید.'] }),
  one('locked by tier', {}, { obstacles: obstacles('tier', { unlock: 'Gold' }) }, { en: ['Opens with Gold. Your orders bring you there.'], fa: ['با رسیدن به سطح Gold باز می‌شود.'] }),
  one('locked by a tier nobody names', {}, { obstacles: obstacles('tier') }, { en: ['Opens with a higher tier.'], fa: ['با رسیدن به سطح بالاتر باز می‌شود.'] }),
  one('locked by segment', {}, { obstacles: obstacles('segment') }, { en: ['For some members only.'], fa: ['ویژهٔ گروهی از اعضاست.'] }),
  one('not started', {}, { obstacles: obstacles('not_started', { until: day(5) }) }, { en: ['Opens on', 'You can save up till then.'], fa: ['باز می‌شود. تا آن روز می‌توانید امتیاز جمع کنید.'] }),
  one('not started, no day known', {}, { obstacles: obstacles('not_started') }, { en: ['Not open yet.'], fa: ['هنوز باز نشده است.'] }),
  one('ended', { endsAt: day(-1) }, {}, { en: ['Ended on', 'See the others.'], fa: ['تمام شد. جایزه‌های دیگر را ببینید.'] }),
  one('ended, no day known', {}, { obstacles: obstacles('ended') }, { en: ['No longer offered.'], fa: ['دیگر عرضه نمی‌شود.'] }),
  one('sold out', { stock: 0 }, {}, { en: ['All gone for now. Look in again later.'], fa: ['فعلاً تمام شده است.'] }),
  one('cooling down', {}, { obstacles: obstacles('cooldown', { until: day(3) }) }, { en: ['You can have it again from'], fa: ['می‌توانید دوباره بگیرید.'] }),
  one('cooling down, no day known', {}, { obstacles: obstacles('cooldown') }, { en: ['Give it a little time.'], fa: ['به‌تازگی آن را گرفته‌اید.'] }),
  one('limit reached', { limit: { count: 2, used: 2, interval: 'month', resetsAt: day(9) } }, {}, { en: ['You have had it as often as one member may. You can have it again from', '2 times a month'], fa: ['سهم خود از این جایزه را گرفته‌اید.', '۲ بار در ماه'] }),
  {
    ...one('basket too small', { minimumBasket: toman(200_000) }, {}, { en: ['For baskets of 200,000 toman or more. Put 50,000 toman more in your basket and it is yours.'], fa: ['برای سبد خرید از ۲۰۰٬۰۰۰ تومان به بالا. اگر ۵۰٬۰۰۰ تومان به سبد خرید اضافه کنید'] }, { config: { cart: cartOf(150_000) } }),
    // The cart is asked once the rewards are here.
    act: { from: 'ready', run: ({ element }) => until(() => !find(element, '.reward button.action'), 'word of the basket') },
  },
  one('basket too small, says the backend', {}, { obstacles: obstacles('cart') }, { en: ['Your basket is too small for it.'], fa: ['مبلغ سبد خرید شما برای آن کم است.'] }),
  one('claimed', {}, { obstacles: obstacles('claimed', { redemptionId: 'r1' }) }, { en: ['You have it already, under “Your codes”.'], fa: ['آن را گرفته‌اید؛ در بخش «کدهای شما» است.'] }),
  one('on its way', {}, { obstacles: obstacles('pending', { redemptionId: 'r1' }) }, { en: ['On its way. It will be under “Your codes”.'], fa: ['در راه است و در بخش «کدهای شما» می‌آید.'] }),
  one('not open for another reason', {}, { obstacles: obstacles('other') }, { en: ['Not open to you now.'], fa: ['فعلاً برای شما باز نیست.'] }),
  one('free', { price: { kind: 'fixed', cost: 0 }, worth: undefined, kind: 'access', refundable: false, stock: 3, where: 'Tehran', endsAt: day(20), limit: { count: 1, used: 0 } }, { wallets: [wallet()] }, { en: ['Free', 'It cannot be undone.', '3 left', 'Valid: Tehran', 'Offered until', 'Once per member'], fa: ['رایگان', 'پس از دریافت نمی‌توانید آن را پس بدهید.', '۳ عدد باقی مانده است', '۱ بار برای هر عضو'] }),
  one('a price to choose', { price: { kind: 'variable', min: 100, max: 2_000, step: 50, stepWorth: toman(5_000) }, worth: undefined, kind: 'credit' }, {}, { en: ['From 100 to 2,000 points · 5,000 toman for every 50 points'], fa: ['از ۱۰۰ تا ۲٬۰۰۰ امتیاز · هر ۵۰ امتیاز معادل ۵٬۰۰۰ تومان'] }),
  {
    ...one('a price to choose, in money', {}, {}, { en: ['From 5,000 to 500,000 toman'], fa: ['از ۵٬۰۰۰ تا ۵۰۰٬۰۰۰ تومان'] }),
    scene: () => ({ club: shopOf([(locale) => ({ ...rewardOf({ price: { kind: 'variable', min: 5_000, max: 500_000, step: 5_000, stepWorth: toman(5_000) }, worth: undefined })(locale), unit: { id: 'credit', kind: 'credit', one: say('toman', 'تومان')(locale), other: say('toman', 'تومان')(locale), decimals: 0 } })]) }),
  },
];

/** The whole example catalogue. */
const catalogues: State[] = [
  { name: 'the catalogue', shows: 'ready', scene: () => ({ club: clubOf() }), says: { en: ['Free delivery', 'A box of saffron nabat', '3,750 points more and it is yours.'], fa: ['ارسال رایگان', 'یک جعبه نبات زعفرانی', 'با ۳٬۷۵۰ امتیاز دیگر'] } },
  { name: 'the first two', shows: 'ready', attributes: { limit: '2' }, scene: () => ({ club: clubOf() }), says: { en: ['A box of saffron nabat', 'Show all 7'], fa: ['یک جعبه نبات زعفرانی', 'نمایش همهٔ ۷ جایزه'] } },
  { name: 'some kinds only', shows: 'ready', attributes: { kinds: 'shipping access', 'hide-codes': '' }, scene: () => ({ club: clubOf() }), says: { en: ['Free delivery', 'A seat at our tea tasting'], fa: ['ارسال رایگان', 'یک صندلی در نشست چای'] } },
  { name: 'no rewards', shows: 'empty', scene: () => ({ club: shopOf([]) }), says: { en: ['No rewards here yet.'], fa: ['هنوز جایزه‌ای نیست.'] } },
  { name: 'a wallet without rewards', shows: 'empty', attributes: { wallet: 'stamps' }, scene: () => ({ club: clubOf() }), says: { en: ['No rewards here yet.'], fa: ['هنوز جایزه‌ای نیست.'] } },
  {
    ...one('a picture that does not come', { image: 'https://pictures.invalid/tea.jpg' }, {}, price),
    act: { from: 'ready', run: ({ element }) => until(() => get(element, '.mark img').hidden, 'the picture gone') },
  },
  one('hostile texts', { title: () => Object.values(hostile).join(' '), description: hostile.markup, conditions: Object.values(hostile), where: hostile.bidi }, {}, { en: ['<img src=x', '500 points'], fa: ['<img src=x', '۵۰۰ امتیاز'] }),
];

/** Opens the dialog of the first reward that can be had. */
export async function openDialog({ element }: Stage): Promise<void> {
  await until(() => find(element, '.reward button.action'), 'a button to redeem');
  get(element, '.reward button.action').click();
  await until(() => find(element, 'dialog[open] [data-confirm]'), 'the dialog');
}

/** Opens the dialog and agrees. */
export async function redeem(stage: Stage): Promise<void> {
  await openDialog(stage);
  get(stage.element, '[data-confirm]').click();
}

/** What the dialog comes to show. */
const shown = (selector: string) => (stage: Stage) => until(() => find(stage.element, `dialog[open] ${selector}`), selector);

interface Step {
  readonly parts?: Parts;
  readonly known?: Known;
  readonly settings?: Partial<MemoryClub>;
  readonly config?: Scene['config'];
}

/** A reward, and what is done with it. */
const step = (name: string, run: (stage: Stage) => Promise<void>, says: Says, { parts = {}, known = {}, settings, config }: Step = {}): State => ({
  name,
  shows: 'ready',
  scene: () => ({ club: shopOf([rewardOf(parts)], known, settings), config }),
  act: { from: 'ready', run },
  says,
});

const refusal = (name: string, kind: string, says: Says): State =>
  step(
    `redeem: ${name}`,
    async (stage) => {
      await redeem(stage);
      await shown('.warning')(stage);
    },
    says,
    { settings: { knobs: { latency: 0, fail: (operation) => (operation === 'redeem' ? refusals.find((each) => each === kind) : undefined) } } },
  );

const refusals = ['insufficient_balance', 'out_of_stock', 'limit_reached', 'rejected', 'not_enrolled', 'rate_limited', 'forbidden'] as const;

const variable: Parts = { price: { kind: 'variable', min: 100, max: 2_000, step: 50, stepWorth: toman(5_000) }, worth: undefined };

const steps: State[] = [
  step('redeem: confirm', openDialog, { en: ['You have1,250 points', 'It costs500 points', 'You keep750 points', 'It is worth50,000 toman', 'Redeem for 500 points', 'Not now'], fa: ['موجودی شما۱٬۲۵۰ امتیاز', 'هزینه۵۰۰ امتیاز', 'باقی‌مانده۷۵۰ امتیاز', 'دریافت با ۵۰۰ امتیاز', 'فعلاً نه'] }),
  step('redeem: choose how much', openDialog, { en: ['How much do you want to spend?', 'Choose from 100 to 1,250 points, in steps of 50.', 'It is worth10,000 toman', 'Redeem for 100 points'], fa: ['چقدر خرج می‌کنید؟', 'از ۱۰۰ تا ۱٬۲۵۰ امتیاز انتخاب کنید، با فاصله‌های ۵۰تایی.', 'ارزش۱۰٬۰۰۰ تومان'] }, { parts: variable }),
  step('redeem: sending', async (stage) => {
    await openDialog(stage);
    stage.club.knobs.latency = 2 ** 31 - 1;
    get(stage.element, '[data-confirm]').click();
    await shown('[aria-disabled=true]')(stage);
  }, { en: ['Redeeming…'], fa: ['در حال دریافت…'] }),
  step('redeem: the code', async (stage) => {
    await redeem(stage);
    await shown('.digits')(stage);
  }, { en: ['It is yours.', 'TEA-', 'Copy code', 'Use in my basket', 'Good until'], fa: ['مال شما شد.', 'TEA-', 'کپی کد', 'استفاده در سبد خرید', 'اعتبار دارد'] }),
  step('redeem: on its way', async (stage) => {
    await redeem(stage);
    await shown('p.strong')(stage);
    await until(() => !find(stage.element, '.reward button.action'), 'the card that waits');
  }, { en: ['It is on its way, and what it costs is set aside.', 'you pay nothing.'], fa: ['جایزه در راه است و هزینهٔ آن کنار گذاشته شد.'] }, { settings: { knobs: { latency: 0, issue: 'later' } } }),
  step('redeem: checking', async (stage) => {
    stage.club.knobs.loseAnswers = true;
    await redeem(stage);
    await shown('p[tabindex]')(stage);
  }, { en: ['The shop is taking too long to answer.', 'We are checking what became of it. You pay once at most;', 'Check now'], fa: ['پاسخ فروشگاه بیش از حد طول کشید.', 'بیش از یک بار کم نمی‌شود؛', 'بررسی دوباره'] }),
  step('redeem: checking, the shop cannot be reached', async (stage) => {
    stage.club.knobs.fail = 'unavailable';
    await redeem(stage);
    await shown('p[tabindex]')(stage);
  }, { en: ['We couldn’t reach the shop just now.', 'You pay once at most;'], fa: ['الان به فروشگاه دسترسی نداریم.', 'بیش از یک بار کم نمی‌شود؛'] }),
  step('redeem: the balance has changed', async (stage) => {
    await openDialog(stage);
    // Told to nobody, as where no stream is: the member agrees to numbers that hold no more.
    stage.club.knobs.latency = 0;
    const confirm = get(stage.element, '[data-confirm]');
    stage.club.change('sara', (record) => ({ ...record, wallets: () => [wallet({ available: 1_100 })] }));
    confirm.click();
    await shown('.warning')(stage);
    await until(() => get(stage.element, 'dl').textContent?.match(/1,100|۱٬۱۰۰|1\u202f?100|1100/), 'the new balance');
  }, { en: ['Your balance or the price has changed in the meantime, and nothing was taken.', 'You have1,100 points', 'You keep600 points', 'Redeem for 500 points'], fa: ['موجودی شما یا هزینهٔ جایزه در این فاصله تغییر کرده است؛', 'موجودی شما۱٬۱۰۰ امتیاز'] }),
  refusal('not enough', 'insufficient_balance', { en: ['Your balance is no longer enough. Nothing was taken.'], fa: ['موجودی شما دیگر کافی نیست. چیزی کم نشد.'] }),
  refusal('just gone', 'out_of_stock', { en: ['The last one has just gone. Nothing was taken.'], fa: ['آخرین عدد همین الان تمام شد. چیزی کم نشد.'] }),
  refusal('had as often as may be', 'limit_reached', { en: ['You have had it as often as one member may. Nothing was taken.'], fa: ['سهم خود از این جایزه را گرفته‌اید. چیزی کم نشد.'] }),
  refusal('not accepted', 'rejected', { en: ['The shop did not accept this. Nothing was taken.'], fa: ['فروشگاه این درخواست را نپذیرفت. چیزی کم نشد.'] }),
  refusal('not a member', 'not_enrolled', { en: ['Only members of the club can redeem. Nothing was taken.'], fa: ['دریافت جایزه فقط برای اعضای باشگاه است. چیزی کم نشد.'] }),
  refusal('too fast', 'rate_limited', { en: ['That was too fast for the shop. Nothing was taken.'], fa: ['درخواست‌ها پشت سر هم رسید. چیزی کم نشد.'] }),
  refusal('for another reason', 'forbidden', { en: ['That did not work. Nothing was taken.'], fa: ['انجام نشد. چیزی کم نشد.'] }),
];

const use = async (stage: Stage): Promise<void> => {
  await redeem(stage);
  await shown('.digits')(stage);
  get(stage.element, 'dialog .code .action:not(.quiet)').click();
};

const carts: State[] = [
  step('code: in the basket', async (stage) => {
    await use(stage);
    await shown('[role=alert]')(stage);
  }, { en: ['It is in your basket.'], fa: ['در سبد خرید شماست.'] }, { config: { cart: cartOf(500_000) } }),
  step('code: refused by the basket', async (stage) => {
    await use(stage);
    await shown('[role=alert]')(stage);
  }, { en: ['Your basket did not take the code. It is still yours'], fa: ['سبد خرید کد را نپذیرفت. کد همچنان مال شماست'] }, { config: { cart: cartOf(500_000, { applyCode: () => ({ ok: false }) }) } }),
  step('code: the basket is silent', async (stage) => {
    await use(stage);
    await shown('[role=alert]')(stage);
  }, { en: ['Your basket did not answer. The code is still yours'], fa: ['سبد خرید پاسخ نداد. کد همچنان مال شماست'] }, { config: { cart: cartOf(500_000, { applyCode: () => Promise.reject(new Error('no cart')) }) } }),
];

/** Opens the list of codes. */
export async function openCodes({ element }: Stage): Promise<void> {
  get(element, '.body > details > summary').click();
  await until(() => find(element, '.codes, .body > details [part=message]'), 'the codes');
}

const lists: State[] = [
  step('codes: some of each', openCodes, {
    en: ['50,000 toman off', 'TEA-7F3K', 'Copy code', 'Undo', 'Used and over', 'Used on', 'Expired', 'Undone, and what it cost came back', 'On its way', 'Did not work out'],
    fa: ['TEA-7F3K', 'کپی کد', 'پس‌دادن', 'استفاده‌شده و پایان‌یافته', 'استفاده شد', 'منقضی شد', 'پس داده شد و هزینهٔ آن برگشت', 'در راه'],
  }, {
    known: {
      redemptions: [
        redemptionOf({ id: 'r6', state: 'pending', code: undefined, expiresAt: undefined, refundable: undefined }),
        redemptionOf({ id: 'r1', shownOnce: true }),
        redemptionOf({ id: 'r2', state: 'used', usedAt: day(-3), refundable: false }),
        redemptionOf({ id: 'r3', state: 'expired', expiresAt: day(-2), refundable: false }),
        redemptionOf({ id: 'r4', state: 'cancelled', code: undefined, refundable: false }),
        redemptionOf({ id: 'r5', state: 'failed', code: undefined, refundable: false }),
        redemptionOf({ id: 'r7', state: 'issued', code: undefined, url: '/ticket', refundable: false }),
      ],
    },
  }),
  step('codes: none', openCodes, { en: ['No codes yet. What you redeem is kept here.'], fa: ['هنوز کدی ندارید.'] }),
  step('codes: failed', openCodes, { en: ['We couldn’t fetch your codes just now.'], fa: ['الان نتوانستیم کدهای شما را بیاوریم.'] }, { settings: { knobs: { latency: 0, fail: (operation) => (operation === 'redemptions' ? 'unavailable' : undefined) } } }),
  step('codes: undo?', async (stage) => {
    await openCodes(stage);
    get(stage.element, '.codes button[aria-label]').click();
    await until(() => find(stage.element, '.codes [role=alert]'), 'the question');
  }, { en: ['You get 500 points back, and the code stops working. Give it back?', 'Give it back', 'Keep it'], fa: ['با پس‌دادن آن، ۵۰۰ امتیاز به شما برمی‌گردد', 'پس می‌دهم', 'نگه می‌دارم'] }, { known: { redemptions: [redemptionOf()] } }),
  step('a failed one', openCodes, { en: ['It did not work out and cost nothing. Try again.', 'Did not work out; what it cost came back'], fa: ['انجام نشد و هزینهٔ آن برگشت.'] }, { known: { redemptions: [redemptionOf({ state: 'failed', code: undefined, at: new Date().toISOString() })] } }),
];

/** Every state of the catalogue, of redeeming and of the codes. */
export const rewardsStates: readonly State[] = [
  ...standings,
  ...catalogues,
  ...steps,
  ...carts,
  ...lists,
  ...memberStates({
    guest: { en: ['Points buy what you see here. Sign in to redeem yours.'], fa: ['با امتیاز می‌توانید این‌ها را بگیرید.'] },
    safe: { en: ['Your points are safe.'], fa: ['امتیاز شما محفوظ است.'] },
    known: { en: ['1,250 points to spend', 'Free delivery'], fa: ['۱٬۲۵۰ امتیاز برای خرج‌کردن دارید', 'ارسال رایگان'] },
  }),
];

/** One of them, by its name. */
export function rewardsState(name: string): State {
  const found = rewardsStates.find((state) => state.name === name);
  if (!found) throw new Error(`There is no state “${name}”.`);
  return found;
}

