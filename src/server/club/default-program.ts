import { clubTexts, tomanUnit } from './club-texts.js';
import { demoPerks as perks } from './demo/perks.js';
import { demoRewards, fromPools } from './demo/rewards.js';
import { demoActions, demoEarning, demoWallets } from './demo/wallets.js';
import { parseProgram, type Program, type ProgramInput } from './program/program.js';

const shop: ProgramInput['shop'] = {
  id: 'demo',
  name: { en: 'Golestan', fa: 'گلستان' },
  timeZone: 'Asia/Tehran',
  currencies: [tomanUnit],
  display: { digits: 'locale', calendar: 'locale', expiringDays: 30 },
};

const ladders: ProgramInput['ladders'] = [
  {
    id: 'club',
    criteria: [{ id: 'points', metric: 'points', wallet: 'points' }],
    period: { kind: 'rolling', months: 12 },
    tiers: [
      {
        id: 'bronze',
        name: { en: 'Bronze', fa: 'برنزی' },
        enter: { points: 0 },
        perks: [perks.points, perks.birthday, perks.replyInADay],
      },
      {
        id: 'silver',
        name: { en: 'Silver', fa: 'نقره‌ای' },
        enter: { points: 300 },
        perks: [perks.points, perks.birthday, perks.shippingOver, perks.early, perks.replyInFourHours],
      },
      {
        id: 'gold',
        name: { en: 'Gold', fa: 'طلایی' },
        enter: { points: 1_000 },
        perks: [perks.points, perks.morePoints, perks.birthday, perks.shipping, perks.returns, perks.early, perks.cupping, perks.adviser, perks.replyInAnHour],
      },
    ],
  },
];

/** What the demo is told of the shop it runs with. */
export interface DemoShop {
  /** Where the shop's server makes codes; without it they come out of pools, one per reward and called like it. */
  readonly callback?: ProgramInput['callback'];
  /** The day its seasonal rewards are dated from. */
  readonly now?: Date;
}

/** The club of the demo shop, Golestan, which sells tea and saffron: points, a tea card, store credit and three tiers. */
export function demoProgram({ callback, now = writtenOn }: DemoShop = {}): Program {
  const rewards = demoRewards(now);
  return parseProgram({
    format: 1,
    defaultLocale: 'en',
    shop,
    wallets: demoWallets,
    earning: demoEarning,
    actions: demoActions,
    ladders,
    rewards: callback ? rewards : fromPools(rewards),
    callback,
    ...clubTexts,
  });
}

/** Without a day of its own the demo's program is the same on every day, for tests and for reading. */
const writtenOn = new Date('2026-11-23T00:00:00Z');

/** The demo's program for a shop that makes no codes itself. */
export const defaultProgram: Program = demoProgram();
