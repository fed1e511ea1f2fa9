import type { TierTrack } from '../src/domain/tier.schema.js';
import { fresh, standing } from '../src/adapters/memory/state.js';
import { type Told } from '../src/adapters/memory/words.js';
import { clubOf, day, hostile } from './clubs.js';
import type { State } from './stage.js';
import { memberStates } from './states.js';
import { tierPartStates } from './tier-parts.states.js';

type Says = State['says'];

/** The example ladder, with one thing changed. */
const changed = (value: number, edit: (track: TierTrack) => TierTrack): Told<TierTrack[]> => (locale) => standing(value)(locale).map(edit);

const ready = (name: string, tiers: Told<TierTrack[]>, says: Says): State => ({ name, shows: 'ready', scene: () => ({ club: clubOf({ tiers }) }), says });

const bare = ({ value: _value, target: _target, ...track }: TierTrack): TierTrack => ({
  ...track,
  tiers: track.tiers.map(({ threshold: _threshold, ...tier }) => tier),
});

const climbing: State[] = [
  ready('climbing', standing(1_250, day(90)), {
    en: ['Silver', '750 points to Gold', '1,250 of 2,000 points', 'Yours until', 'What Silver gives you', 'Free delivery on every order', 'What Gold adds', 'Locked'],
    fa: ['نقره‌ای', '۷۵۰ امتیاز تا طلایی', '۱٬۲۵۰ از ۲٬۰۰۰ امتیاز', 'اعتبار دارد', 'مزایای سطح نقره‌ای', 'آنچه سطح طلایی می‌افزاید'],
  }),
  ready('only what is missing is known', changed(1_250, (track) => ({ ...bare(track), remaining: 750 })), { en: ['Silver', '750 points to Gold'], fa: ['نقره‌ای', '۷۵۰ امتیاز تا طلایی'] }),
  ready('only the tiers are known', changed(1_250, bare), { en: ['Silver', 'Next: Gold'], fa: ['نقره‌ای', 'سطح بعدی: طلایی'] }),
  ready('top', standing(5_000, day(200)), { en: ['Gold', 'You have reached the highest tier.'], fa: ['طلایی', 'به بالاترین سطح رسیده‌اید.'] }),
  ready('none yet', changed(0, ({ current: _current, ...track }) => ({ ...track, next: 'silver', target: 500 })), {
    en: ['No tier yet', '500 points to Silver', '0 of 500 points'],
    fa: ['هنوز سطحی ندارید', '۵۰۰ امتیاز تا نقره‌ای', '۰ از ۵۰۰ امتیاز'],
  }),
  ready('one point is missing', changed(1_999, (track) => track), { en: ['1 point to Gold'], fa: ['۱ امتیاز تا طلایی'] }),
  ready('past the target', changed(1_250, (track) => ({ ...track, value: 2_400 })), { en: ['0 points to Gold', '2,400 of 2,000 points'], fa: ['۰ امتیاز تا طلایی'] }),
];

const metrics: State[] = [
  ready('spend', changed(1_250, (track) => ({ ...track, metric: 'spend', currency: 'IRR', value: 42_000_000, target: 100_000_000 })), {
    en: ['5,800,000 toman to Gold', '4,200,000 toman of 10,000,000 toman'],
    fa: ['۵٬۸۰۰٬۰۰۰ تومان تا طلایی', '۴٬۲۰۰٬۰۰۰ تومان از ۱۰٬۰۰۰٬۰۰۰ تومان'],
  }),
  ready('orders', changed(1_250, (track) => ({ ...track, metric: 'orders', value: 4, target: 5, period: { kind: 'calendar', end: day(40) } })), {
    en: ['1 order to Gold', '4 of 5 orders', 'Counted until'],
    fa: ['۱ سفارش تا طلایی', '۴ از ۵ سفارش', 'شمرده می‌شود'],
  }),
  ready('friends', changed(1_250, (track) => ({ ...track, metric: 'referrals', value: 2, target: 5, period: { kind: 'anniversary', start: day(-100) } })), {
    en: ['3 referrals to Gold', 'Counted since'],
    fa: ['۳ معرفی تا طلایی', 'شمرده می‌شود'],
  }),
  ready('a count of the shop’s own', changed(1_250, (track) => ({ ...track, metric: 'custom', value: 3, target: 9 })), { en: ['6 to Gold', '3 of 9'], fa: ['۶ تا طلایی', '۳ از ۹'] }),
  ready('what keeps it', changed(1_250, (track) => ({ ...track, retain: { remaining: 250, by: day(60) }, expiresAt: day(60) })), {
    en: ['To keep Silver: 250 points more by', 'Yours until'],
    fa: ['برای ماندن در سطح نقره‌ای', '۲۵۰ امتیاز دیگر تا'],
  }),
  ready('what keeps it, counted anew', changed(1_250, (track) => ({ ...track, retain: { remaining: 250, value: 250, target: 500, since: day(-300), by: day(60) }, expiresAt: day(60) })), {
    en: ['To keep Silver: 250 points more by', 'Counted since', '1,250 of 2,000 points'],
    fa: ['برای ماندن در سطح نقره‌ای', 'شمرده می‌شود'],
  }),
  ready('top, with what keeps it', changed(5_000, (track) => ({ ...track, retain: { remaining: 1_500, value: 500, target: 2_000, since: day(-60), by: day(300) }, expiresAt: day(300) })), {
    en: ['You have reached the highest tier.', 'To keep Gold: 1,500 points more by', '500 of 2,000 points', 'Counted since'],
    fa: ['به بالاترین سطح رسیده‌اید.', 'برای ماندن در سطح طلایی', '۵۰۰ از ۲٬۰۰۰ امتیاز', 'شمرده می‌شود'],
  }),
];

const evil = Object.values(hostile);

const strange: State[] = [
  ready('no tiers', () => [], { en: ['This club has no tiers.'], fa: ['این باشگاه سطح‌بندی ندارد.'] }),
  { ...ready('a ladder that is not there', standing(1_250), { en: ['This club has no tiers.'], fa: ['این باشگاه سطح‌بندی ندارد.'] }), attributes: { track: 'other' } },
  { ...ready('without perks', standing(1_250), { en: ['750 points to Gold'], fa: ['۷۵۰ امتیاز تا طلایی'] }), attributes: { 'hide-perks': '' } },
  ready(
    'hostile texts',
    changed(1_250, (track) => ({
      ...track,
      tiers: track.tiers.map((tier) => ({ ...tier, name: evil.join(' '), perks: evil.map((title, at) => ({ id: `${tier.id}-${at}`, kind: 'benefit', title })) })),
    })),
    { en: ['<img src=x', '750 points to'], fa: ['<img src=x', '۷۵۰ امتیاز تا'] },
  ),
  {
    name: 'guest, a club without tiers',
    shows: 'guest',
    scene: () => ({ club: clubOf({}, { ...fresh, ladder: () => [] }), asGuest: true }),
    says: { en: ['Members climb tiers with every order.'], fa: ['اعضا با هر سفارش به سطح‌های بالاتر می‌رسند.'] },
  },
];

/** Every state of the tier card. */
export const tierStates: readonly State[] = [
  ...climbing,
  ...metrics,
  ...strange,
  ...tierPartStates,
  ...memberStates({
    guest: { en: ['Members climb tiers with every order. Sign in to see yours.'], fa: ['اعضا با هر سفارش به سطح‌های بالاتر می‌رسند.'] },
    safe: { en: ['Your tier is safe.'], fa: ['سطح شما محفوظ است.'] },
    known: { en: ['Silver', '750 points to Gold'], fa: ['نقره‌ای', '۷۵۰ امتیاز تا طلایی'] },
  }),
];

/** One of them, by its name. */
export function tierState(name: string): State {
  const found = tierStates.find((state) => state.name === name);
  if (!found) throw new Error(`There is no state “${name}”.`);
  return found;
}
