import type { Activity } from '../src/domain/activity.schema.js';
import { points } from '../src/adapters/memory/words.js';
import { clubOf, day, hostile, rich, stars, wallet, type Known } from './clubs.js';
import { get, until, type Shown, type Stage, type State } from './stage.js';
import { pointsPartStates } from './points-parts.states.js';
import { memberStates } from './states.js';

type Says = State['says'];

/** A balance as the club knows it. */
const ready = (name: string, known: Known, says: Says, shows: Shown = 'ready'): State => ({ name, shows, scene: () => ({ club: clubOf(known) }), says });

const empty: Says = { en: ['0 points', 'No points yet. Your next order earns some.'], fa: ['۰ امتیاز', 'هنوز امتیازی ندارید.'] };

/** Opens the last activities and waits for what is there. */
async function open({ element }: Stage): Promise<void> {
  get(element, 'summary').click();
  await until(() => get(element, 'details').querySelector('[part=item], [part=message]'), 'the last activities');
}

const opened = (state: State): State => ({ ...state, act: { from: 'ready', run: open } });

const plain: State[] = [
  ready('ready', {}, {
    en: ['1,250 points', 'Worth 125,000 toman', '120 points more on', '80 points expire on', 'Activity', 'Ways to earn'],
    fa: ['۱٬۲۵۰ امتیاز', 'معادل ۱۲۵٬۰۰۰ تومان', '۱۲۰ امتیاز دیگر در', '۸۰ امتیاز در', 'منقضی می‌شود', 'فعالیت‌ها', 'راه‌های گرفتن امتیاز'],
  }),
  ready('one point', { wallets: [wallet({ available: 1, pending: 1, expiring: [{ amount: 1, at: day(3) }] })] }, {
    en: ['1 point', '1 point on the way', '1 point expires on'],
    fa: ['۱ امتیاز', '۱ امتیاز در انتظار است', '۱ امتیاز در'],
  }),
  ready('on the way in several parts', { wallets: [{ ...rich, pending: 200, activating: [{ amount: 120, at: day(9) }, { amount: 80, at: day(20) }] }] }, {
    en: ['200 points on the way, 120 points of them on'],
    fa: ['۲۰۰ امتیاز در انتظار است؛ ۱۲۰ امتیاز از آن در'],
  }),
  ready('on the way without a day', { wallets: [{ ...rich, activating: [] }] }, {
    en: ['120 points on the way, once your order is complete'],
    fa: ['۱۲۰ امتیاز در انتظار است و با تکمیل سفارش آزاد می‌شود'],
  }),
  ready('nothing yet', { wallets: [wallet()], activity: () => [] }, empty),
  ready('nothing yet, some on the way', { wallets: [wallet({ pending: 90, activating: [{ amount: 90, at: day(4) }] })] }, { en: ['0 points', '90 points more on'], fa: ['۰ امتیاز', '۹۰ امتیاز دیگر در'] }),
  ready('negative', { wallets: [wallet({ available: -50, worth: { minor: -50_000, currency: 'IRR' } })] }, {
    en: ['-50 points', 'A return took back more than you had.'],
    fa: ['۵۰ امتیاز', 'با مرجوع شدن سفارش'],
  }),
];

const units: State[] = [
  { ...ready('several balances', { wallets: [wallet({ id: 'stamps', unit: { id: 'stamps', kind: 'stamps', decimals: 0 }, available: 7 }), rich] }, { en: ['1,250 points'], fa: ['۱٬۲۵۰ امتیاز'] }) },
  {
    ...ready('several balances, one asked for', { wallets: [rich, wallet({ id: 'stamps', unit: { id: 'stamps', kind: 'stamps', decimals: 0 }, available: 7 })] }, { en: ['7 stamps'], fa: ['۷ مُهر'] }),
    attributes: { wallet: 'stamps' },
  },
  { ...ready('a balance that is not there', {}, { en: ['No points yet.'], fa: ['هنوز امتیازی ندارید.'] }), attributes: { wallet: 'other' } },
  ready('decimals', { wallets: [wallet({ unit: { ...points, decimals: 2 }, available: 125_050 })] }, { en: ['1,250.5 points'], fa: ['۱٬۲۵۰٫۵ امتیاز'] }),
  ready('credit in money', { wallets: [wallet({ unit: { id: 'credit', kind: 'credit', decimals: 2, currency: 'EUR' }, available: 1_999, worth: { minor: 1_999, currency: 'EUR' }, expiring: [{ amount: 500, at: day(5) }] })] }, {
    en: ['€19.99', '€5.00 expire'],
    fa: ['۱۹٫۹۹', '€'],
  }),
  ready('credit in toman', { wallets: [wallet({ unit: { id: 'credit', kind: 'credit', decimals: 0, currency: 'IRR' }, available: 480_000 })] }, { en: ['48,000 toman'], fa: ['۴۸٬۰۰۰ تومان'] }),
  ready('credit without a currency', { wallets: [wallet({ unit: { id: 'credit', kind: 'credit', decimals: 0 }, available: 40 })] }, { en: ['40 credit'], fa: ['۴۰ اعتبار'] }),
  ready('stamps', { wallets: [wallet({ unit: { id: 'stamps', kind: 'stamps', decimals: 0 }, available: 1 })] }, { en: ['1 stamp'], fa: ['۱ مُهر'] }),
  ready('a unit the shop named', { wallets: (locale) => [wallet({ unit: stars(locale), available: 3, expiring: [{ amount: 1, at: day(2) }] })] }, { en: ['3 stars', '1 star expires on'], fa: ['۳ ستاره', '۱ ستاره در'] }),
];

const hostileUnit = { ...points, one: `${hostile.bidi} ${hostile.markup}`, other: `${hostile.bidi} ${hostile.markup}` };
const hostileLine = (id: string, title: string): Activity => ({ id, delta: -7, at: day(-1), kind: 'other', unit: hostileUnit, state: 'other', title });

const strange: State[] = [
  ready('a very long name', { wallets: [{ ...rich, unit: { ...points, other: 'Treuepunkteguthabenseinheiten der Gesellschaft der Freundinnen und Freunde' } }] }, { en: ['Treuepunkte'], fa: ['Treuepunkte'] }),
  opened(
    ready(
      'hostile texts',
      { wallets: [{ ...rich, unit: hostileUnit }], activity: () => Object.values(hostile).map((title, at) => hostileLine(`${at}`, title)) },
      { en: ['1,250', '<img src=x'], fa: ['۱٬۲۵۰', '<img src=x'] },
    ),
  ),
];

const activities: State[] = [
  opened(ready('activity open', {}, { en: ['Order 1042', '+120 points', 'Pending until', '-50 points', '+1 point', 'Cancelled'], fa: ['سفارش ۱۰۴۲', '۱۲۰ امتیاز', 'در انتظار تا', 'لغو شده'] })),
  opened(ready('activity open, nothing in it', { activity: () => [] }, { en: ['Nothing here yet.'], fa: ['هنوز چیزی نیست.'] })),
  opened({
    ...ready('activity failed', {}, { en: ['1,250 points', 'We couldn’t fetch your activity just now.', 'Try again'], fa: ['۱٬۲۵۰ امتیاز', 'الان نتوانستیم فعالیت‌ها را بیاوریم.', 'تلاش دوباره'] }),
    scene: () => ({ club: clubOf({}, { knobs: { latency: 0, fail: (operation) => (operation === 'activity' ? 'unavailable' : undefined) } }) }),
  }),
  { ...ready('without activity', {}, { en: ['1,250 points'], fa: ['۱٬۲۵۰ امتیاز'] }), attributes: { 'hide-activity': '' } },
];

/** Every state of the balance card. */
export const pointsStates: readonly State[] = [
  ...plain,
  ...units,
  ...strange,
  ...activities,
  ...pointsPartStates,
  ...memberStates({
    guest: { en: ['Earn points with every order. Sign in to see yours.'], fa: ['با هر سفارش امتیاز می‌گیرید.'] },
    safe: { en: ['Your points are safe.'], fa: ['امتیاز شما محفوظ است.'] },
    known: { en: ['1,250 points'], fa: ['۱٬۲۵۰ امتیاز'] },
  }),
];

/** One of them, by its name. */
export function pointsState(name: string): State {
  const found = pointsStates.find((state) => state.name === name);
  if (!found) throw new Error(`There is no state “${name}”.`);
  return found;
}
