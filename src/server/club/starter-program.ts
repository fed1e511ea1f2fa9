import { clubTexts, tomanUnit } from './club-texts.js';
import { parseProgram, type Program } from './program/program.js';
import type { Money } from '../../domain/money.schema.js';

/** Whose club begins. */
export interface Starter {
  readonly id: string;
  readonly name: string;
  /** IANA time zone of its days. */
  readonly timeZone: string;
  /** What has to be spent for one point, in the currency's smallest step. */
  readonly per: Money;
}

/**
 * A first program for a shop: points for what orders cost, good for a year, and three tiers by the points of the last
 * twelve months. It promises no perk and no reward: those are the owner's to add.
 */
export function starterProgram({ id, name, timeZone, per }: Starter): Program {
  return parseProgram({
    format: 1,
    defaultLocale: 'en',
    shop: {
      id,
      name: { en: name },
      timeZone,
      currencies: per.currency === 'IRR' ? [tomanUnit] : [],
      display: { digits: 'locale', calendar: 'locale', expiringDays: 30 },
    },
    wallets: [{ id: 'points', unit: { id: 'points', kind: 'points', one: { en: 'point', fa: 'امتیاز' }, other: { en: 'points', fa: 'امتیاز' }, decimals: 0 }, expiryMonths: 12 }],
    earning: [{ id: 'order', wallet: 'points', title: { en: 'Every order', fa: 'هر خرید' }, gives: 1, per, releaseDays: 14 }],
    ladders: [
      {
        id: 'club',
        criteria: [{ id: 'points', metric: 'points', wallet: 'points' }],
        period: { kind: 'rolling', months: 12 },
        tiers: [
          { id: 'bronze', name: { en: 'Bronze', fa: 'برنزی' }, enter: { points: 0 }, perks: [] },
          { id: 'silver', name: { en: 'Silver', fa: 'نقره‌ای' }, enter: { points: 300 }, perks: [] },
          { id: 'gold', name: { en: 'Gold', fa: 'طلایی' }, enter: { points: 1_000 }, perks: [] },
        ],
      },
    ],
    rewards: [],
    ...clubTexts,
  });
}
