import type { Activity } from '../src/domain/activity.schema.js';
import type { EarnAction } from '../src/domain/earning.schema.js';
import { points, say, type Told } from '../src/adapters/memory/words.js';
import { clubOf, day, history, rich, wallet, type Known } from './clubs.js';
import { find, get, until, type Stage, type State } from './stage.js';

type Says = State['says'];

const ready = (name: string, known: Known, says: Says, run?: (stage: Stage) => Promise<void>): State => ({
  name,
  shows: 'ready',
  scene: () => ({ club: clubOf(known) }),
  says,
  ...(run && { act: { from: 'ready', run } }),
});

/** Opens a line by its place among them, and waits for what is behind it. */
const open = (at: number) => async ({ element }: Stage): Promise<void> => {
  const details = (): HTMLElement | undefined => element.shadowRoot?.querySelectorAll<HTMLElement>('details:not(.why)')[at];
  await until(details, `line ${at}`);
  details()?.querySelector('summary')?.click();
  await until(() => details()?.querySelector('[part=item], [part=message]'), `what is behind line ${at}`);
};

/** Chooses from the list with this label. */
export async function choose({ element }: Stage, at: number, value: string): Promise<void> {
  const select = element.shadowRoot?.querySelectorAll('select')[at];
  if (!select) throw new Error(`There is no list ${at}.`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await until(() => get(element, 'details').querySelector('[part=item], [role=status]'), 'the answer');
}

const reasons: Told<Activity[]> = (locale) => [
  {
    id: 'w1',
    at: day(-3),
    kind: 'earn',
    delta: 125,
    unit: points,
    state: 'approved',
    title: say('Order 1050', 'سفارش 1050')(locale),
    balanceAfter: 1_250,
    why: [say('1 point for every full 10,000 toman: 1,259,000 toman give 125.', 'برای هر ۱۰٬۰۰۰ تومان کامل یک امتیاز: ۱٬۲۵۹٬۰۰۰ تومان ۱۲۵ امتیاز می‌شود.')(locale)],
  },
  ...history(locale),
];

const long: Told<Activity[]> = (locale) =>
  Array.from({ length: 34 }, (_, at) => ({ id: `l${at}`, at: day(-at), kind: 'earn', delta: at + 1, unit: points, state: 'approved', title: say(`Order ${2_000 - at}`, `سفارش ${2_000 - at}`)(locale) }));

async function more(stage: Stage): Promise<void> {
  await open(0)(stage);
  get(stage.element, 'details .action').click();
  await until(() => stage.element.shadowRoot?.querySelectorAll('details [part=item]').length === 34, 'all lines');
}

const histories: State[] = [
  ready('activity with reasons', { activity: reasons }, { en: ['Order 1050', '+125 points', 'Why?', 'Show', 'Period'], fa: ['سفارش 1050', 'چرا؟', 'نمایش', 'بازهٔ زمانی'] }, open(0)),
  ready('activity, only what was spent', {}, { en: ['Coffee tasting', '-50 points'], fa: ['نشست چشیدن قهوه', '۵۰ امتیاز'] }, async (stage) => {
    await open(0)(stage);
    await choose(stage, 0, 'spent');
  }),
  ready('activity, nothing like it', {}, { en: ['Nothing like that in this period. Choose another period or show everything.'], fa: ['در این بازه چنین موردی نیست. بازهٔ دیگری انتخاب کنید یا همه را ببینید.'] }, async (stage) => {
    await open(0)(stage);
    await choose(stage, 0, 'expired');
  }),
  ready('activity of chosen days', {}, { en: ['From', 'To', 'Day', 'Month', 'Year', 'Order 1042'], fa: ['از', 'تا', 'روز', 'ماه', 'سال', 'سفارش ۱۰۴۲'] }, async (stage) => {
    await open(0)(stage);
    await choose(stage, 1, 'own');
    await until(() => find(stage.element, 'fieldset'), 'the days');
  }),
  ready('activity, page after page', { activity: long }, { en: ['Order 2000', 'Order 1967'], fa: ['سفارش 2000', 'سفارش 1967'] }, more),
];

const wordy: Told<EarnAction[]> = (locale) => [
  {
    id: 'stamp',
    kind: 'order',
    state: 'repeatable',
    title: say('A stamp on the tea card for every order of more than 300,000 toman', 'یک مُهر روی کارت چای برای هر خرید بالای ۳۰۰٬۰۰۰ تومان')(locale),
    gives: say('Half a point for every 10,000 toman, and two for all that is in season', 'نیم امتیاز برای هر ۱۰٬۰۰۰ تومان و دو امتیاز برای هر چیز نوبرانه')(locale),
  },
];

const ways: State[] = [
  ready('ways to earn', {}, {
    en: ['Order something', '1 point for every 10,000 toman', 'Read our harvest letter', '+20 points', 'I have done this', 'Being checked by the shop', 'Done', '1 of 5 times done'].slice(0, 7),
    fa: ['خرید از فروشگاه', 'خواندن نامهٔ برداشت', '۲۰ امتیاز', 'انجام دادم', 'فروشگاه در حال بررسی است', 'انجام شده'],
  }, open(1)),
  {
    ...ready('ways to earn that are long to tell', {}, { en: ['A stamp on the tea card for every order', 'Half a point for every 10,000 toman'], fa: ['یک مُهر روی کارت چای برای هر خرید', 'نیم امتیاز برای هر ۱۰٬۰۰۰ تومان'] }, open(1)),
    scene: () => ({ club: clubOf({}, { earnActions: wordy }) }),
  },
  ready('a way to earn done', {}, { en: ['1,270 points'], fa: ['۱٬۲۷۰ امتیاز'] }, async (stage) => {
    await open(1)(stage);
    get(stage.element, 'button.quiet').click();
    await until(() => find(stage.element, '.row.done button') === null && get(stage.element, '.number').textContent !== '' && !find(stage.element, 'button.quiet'), 'done');
  }),
  {
    ...ready('ways to earn failed', {}, { en: ['We couldn’t fetch the ways to earn just now.'], fa: ['الان نتوانستیم راه‌های گرفتن امتیاز را بیاوریم.'] }, open(1)),
    scene: () => ({ club: clubOf({}, { knobs: { latency: 0, fail: (operation) => (operation === 'earnActions' ? 'unavailable' : undefined) } }) }),
  },
];

const card = { number: '480012345670', appleUrl: 'https://example.com/pass/apple', googleUrl: 'https://example.com/pass/google' };

const holder = 'Sara';

const cards: State[] = [
  ready('with a member card', { member: { card } }, { en: ['Member card'], fa: ['کارت عضویت'] }),
  ready('the member card, over the whole screen', { member: { card, name: holder } }, {
    en: ['4800 1234 5670', 'Show this at the till, or read the number out.', 'Add to Apple Wallet', 'Close the card'],
    fa: ['4800 1234 5670', 'این کد را در صندوق نشان دهید', 'افزودن به Google Wallet', 'بستن کارت'],
  }, async ({ element }) => {
    await until(() => find(element, 'button.quiet'), 'the button');
    get(element, 'button.quiet').click();
    await until(() => find(element, 'dialog[open] .qr'), 'the card');
  }),
];

const stamps = (available: number, title?: string) => ({
  wallets: (locale: string | undefined) => [rich, wallet({ id: 'stamps', unit: { id: 'stamps', kind: 'stamps', decimals: 0 }, available, goal: { amount: 8, title: title ?? say('A box of tea', 'یک جعبه چای')(locale) } })],
});
const stampCard = (name: string, available: number, says: Says): State => ({
  ...ready(name, stamps(available), says, ({ element }) => until(() => find(element, '.stamps'), 'the stamps')),
  attributes: { variant: 'stamps', wallet: 'stamps' },
});

const stampCards: State[] = [
  stampCard('a stamp card', 5, { en: ['5 of 8 stamps', '3 more stamps for: A box of tea'], fa: ['۵ مُهر از ۸ مُهر', '۳ مُهر دیگر تا: یک جعبه چای'] }),
  stampCard('a stamp card, one missing', 7, { en: ['7 of 8 stamps', 'One more stamp for: A box of tea'], fa: ['۷ مُهر از ۸ مُهر', '۱ مُهر دیگر تا'] }),
  stampCard('a stamp card begun beside two full ones', 19, { en: ['3 of 8 stamps', '2 full cards are ready for their rewards: A box of tea'], fa: ['۳ مُهر از ۸ مُهر', '۲ کارت کامل آمادهٔ دریافت جایزه است: یک جعبه چای'] }),
  stampCard('a full stamp card', 8, { en: ['8 of 8 stamps', 'One full card is ready for its reward: A box of tea'], fa: ['۸ مُهر از ۸ مُهر', 'یک کارت کامل آمادهٔ دریافت جایزه است: یک جعبه چای'] }),
  {
    ...ready('no stamp card', {}, { en: ['This club has no stamp card.'], fa: ['این باشگاه کارت مُهر ندارد.'] }, ({ element }) => until(() => find(element, '.body > div.stack > p'), 'the sentence')),
    attributes: { variant: 'stamps' },
  },
];

/** The states of what comes with an intent: history, ways to earn, the member's card, the card of stamps. */
export const pointsPartStates: readonly State[] = [...histories, ...ways, ...cards, ...stampCards];
