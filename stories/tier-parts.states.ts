import { standing } from '../src/adapters/memory/state.js';
import { points, say, type Told } from '../src/adapters/memory/words.js';
import type { TierTrack } from '../src/domain/tier.schema.js';
import { clubOf, day, memberId } from './clubs.js';
import { find, get, until, type Stage, type State } from './stage.js';

type Says = State['says'];

const changed = (edit: (track: TierTrack, locale: string | undefined) => TierTrack): Told<TierTrack[]> => (locale) => standing(1_250)(locale).map((track) => edit(track, locale));

const ready = (name: string, tiers: Told<TierTrack[]>, says: Says, run?: (stage: Stage) => Promise<void>): State => ({
  name,
  shows: 'ready',
  scene: () => ({ club: clubOf({ tiers }) }),
  says,
  ...(run && { act: { from: 'ready', run } }),
});

/** Opens the last line, the one with all tiers. */
async function openLadder({ element }: Stage): Promise<void> {
  const last = (): HTMLElement | undefined => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('details') ?? [])].at(-1);
  last()?.querySelector('summary')?.click();
  await until(() => find(element, '.rungs'), 'the ladder');
}

const both = (match: 'all' | 'any') =>
  changed((track, locale) => ({
    ...track,
    match,
    criteria: [
      { metric: 'points', unit: points, value: 1_250, target: 2_000, remaining: 750 },
      { metric: 'orders', value: 6, target: 5, remaining: 0 },
      { metric: 'custom', title: say('Tastings', 'نشست‌های چشیدن')(locale), value: 1, target: 3 },
    ],
  }));

const told: Told<TierTrack[]> = changed((track, locale) => ({
  ...track,
  tiers: track.tiers.map((tier) => ({
    ...tier,
    perks: tier.perks.map((perk) => ({
      ...perk,
      state: perk.id === 'ship' ? 'used' : tier.rank > 2 ? 'locked' : 'available',
      ...(perk.id === 'ship' && { note: say('again on 1 May', 'دوباره از ۱ مه')(locale) }),
      ...(tier.rank > 2 && { note: say('opens with Gold', 'با سطح طلایی باز می‌شود')(locale) }),
    })),
  })),
  history: [
    { at: day(-40), tierId: 'silver', reason: 'reached' },
    { at: day(-300), tierId: 'bronze', reason: 'joined' },
  ],
  why: [say('Points that became spendable in the last 12 months count.', 'امتیازهای ۱۲ ماه گذشته حساب می‌شود.')(locale)],
}));

/** The states of what a tier card shows beyond one bar: several criteria, the pace, the whole ladder, the joy over a new tier. */
export const tierPartStates: readonly State[] = [
  ready('all of several criteria', both('all'), { en: ['All of these together lead up:', '1,250 of 2,000 points', '6 of 5 orders', 'Tastings: 1 of 3'], fa: ['همهٔ این‌ها با هم', '۱٬۲۵۰ از ۲٬۰۰۰ امتیاز', '۶ از ۵ سفارش', 'نشست‌های چشیدن: ۱ از ۳'] }),
  ready('any of several criteria', both('any'), { en: ['Any one of these leads up:'], fa: ['هر یک از این‌ها به‌تنهایی'] }),
  ready('the pace leads up', changed((track) => ({ ...track, forecast: { tierId: 'gold', at: day(70) } })), { en: ['At this pace you reach Gold around'], fa: ['با این روند، حدود', 'به سطح طلایی می‌رسید'] }),
  ready('the pace keeps it', changed((track) => ({ ...track, forecast: { tierId: 'silver', at: day(70) } })), { en: ['At this pace you keep Silver.'], fa: ['با این روند، در سطح نقره‌ای می‌مانید.'] }),
  ready('the pace leads down', changed((track) => ({ ...track, forecast: { tierId: 'bronze', at: day(70) } })), { en: ['At this pace your next tier is Bronze.'], fa: ['سطح بعدی شما برنزی است'] }),
  ready('all tiers', told, {
    en: ['You are here', 'Reached', 'From 2,000 points', 'Used · again on 1 May', 'Locked · opens with Gold', 'Exclusive service', 'Faster help', 'How your tier changed', 'How this is counted'],
    fa: ['اینجا هستید', 'رسیده‌اید', 'از ۲٬۰۰۰ امتیاز', 'استفاده شده · دوباره از ۱ مه', 'خدمات ویژه', 'پشتیبانی سریع‌تر', 'سطح شما چگونه تغییر کرده است'],
  }, openLadder),
  ready('a higher tier reached', standing(1_250), { en: ['You have reached Gold. Thank you for being with us.', 'Invitations to our tastings', 'Close'], fa: ['به سطح طلایی رسیدید. سپاس که همراه ما هستید.', 'متوجه شدم'] }, async ({ element, club }) => {
    club.change(memberId, (record) => ({ ...record, tiers: standing(2_100) }));
    await until(() => find(element, '.joy'), 'the joy');
    get(element, '.joy');
  }),
  {
    ...ready('a higher tier reached since the last visit', standing(1_250), { en: ['You have reached Silver. Thank you for being with us.', 'Free delivery on every order', '750 points to Gold'], fa: ['به سطح نقره‌ای رسیدید. سپاس که همراه ما هستید.'] }, async ({ element }) => {
      await until(() => find(element, '.joy'), 'the joy');
    }),
    scene: () => {
      const club = clubOf({ tiers: standing(300) });
      club.change(memberId, (record) => ({ ...record, tiers: standing(1_250) }));
      return { club };
    },
  },
];
