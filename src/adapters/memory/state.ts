import type { Activity } from '../../domain/activity.schema.js';
import type { EarnAction, Estimate, EstimateQuery } from '../../domain/earning.schema.js';
import { operations, type Capabilities } from '../../domain/capabilities.schema.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import type { Member } from '../../domain/member.schema.js';
import type { Redemption, Reward } from '../../domain/reward.schema.js';
import type { Order } from '../../domain/order.schema.js';
import type { Shop } from '../../domain/shop.schema.js';
import type { TierTrack } from '../../domain/tier.schema.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import { catalogue, estimateOf, ways } from './catalogue.js';
import type { Obstacle } from './rewards.js';
import { points, say, type Told } from './words.js';

/** How slow the club in memory is, in milliseconds, and what fails. */
export interface Knobs {
  latency: number;
  /** A kind for every operation, or by operation. */
  fail?: ErrorKind | ((operation: string) => ErrorKind | undefined) | undefined;
  /** What becomes of a redemption: its code at once, or on its way until `settle`. */
  issue?: 'at once' | 'later' | undefined;
  /** A write is done, but its answer gets lost. */
  loseAnswers?: boolean | undefined;
}

/** What the club knows of one member. */
export interface MemoryRecord {
  readonly member: Member;
  readonly version: number;
  readonly wallets: Told<Wallet[]>;
  readonly tiers: Told<TierTrack[]>;
  /** Newest first. */
  readonly activity: Told<Activity[]>;
  readonly orders: readonly { readonly order: Order; readonly earned: number; readonly returned: number; readonly delivered: boolean }[];
  /** Newest first. */
  readonly redemptions: readonly Told<Redemption>[];
  /** What stands in the way of rewards, by id; without an entry the balance decides. */
  readonly obstacles?: Readonly<Record<string, Obstacle>>;
  /** Ids of ways to earn that are done. */
  readonly done?: readonly string[];
  /** By ladder the tier that the member rose to and has not been shown. */
  readonly news?: Readonly<Record<string, string>>;
}

/** The club itself. */
export interface MemoryClub {
  readonly now: () => Date;
  readonly knobs: Knobs;
  readonly shop: Told<Shop>;
  readonly capabilities: Capabilities;
  readonly members: Readonly<Record<string, MemoryRecord>>;
  /** The record of somebody the club has not met. */
  readonly stranger: (memberId: string) => MemoryRecord;
  /** The ladder, as a guest sees it. */
  readonly ladder: Told<TierTrack[]>;
  /** Points earned for what was paid. */
  readonly earns: (order: Order) => number;
  /** The catalogue, with nobody's obstacles. */
  readonly rewards: Told<Reward[]>;
  readonly earnActions: Told<EarnAction[]>;
  readonly estimate: (query: EstimateQuery, locale: string | undefined) => Estimate;
}

const steps = [
  { id: 'bronze', rank: 1, threshold: 0, name: say('Bronze', 'برنزی'), perks: [{ id: 'earn', kind: 'points', title: say('1 point for every 10,000 toman', 'یک امتیاز برای هر ۱۰٬۰۰۰ تومان') }] },
  {
    id: 'silver',
    rank: 2,
    threshold: 500,
    name: say('Silver', 'نقره‌ای'),
    perks: [
      { id: 'ship', kind: 'benefit', title: say('Free delivery on every order', 'ارسال رایگان برای همهٔ سفارش‌ها') },
      { id: 'reply', kind: 'response_level', title: say('Support answers within 4 hours', 'پاسخ پشتیبانی تا ۴ ساعت') },
    ],
  },
  {
    id: 'gold',
    rank: 3,
    threshold: 2_000,
    name: say('Gold', 'طلایی'),
    perks: [
      { id: 'double', kind: 'points', title: say('Double points in your birthday month', 'امتیاز دوبرابر در ماه تولد شما') },
      { id: 'tasting', kind: 'exclusive_service', title: say('Invitations to our tastings', 'دعوت به نشست‌های چشیدن') },
    ],
  },
] as const;

/** Where somebody with so many points in the period stands on the example ladder. */
export function standing(value: number, expiresAt?: string): Told<TierTrack[]> {
  const current = steps.findLast(({ threshold }) => value >= threshold) ?? steps[0];
  const next = steps.find(({ threshold }) => threshold > value);
  return (locale) => [
    {
      ...ladderTrack(locale),
      current: current.id,
      value,
      ...(next && { next: next.id, target: next.threshold }),
      ...(expiresAt && { expiresAt }),
    },
  ];
}

function ladderTrack(locale: string | undefined): TierTrack {
  const tiers = steps.map((step, at) => ({
    id: step.id,
    rank: step.rank,
    threshold: step.threshold,
    name: step.name(locale),
    perks: steps.slice(0, at + 1).flatMap(({ perks }) => perks.map((perk) => ({ ...perk, title: perk.title(locale) }))),
  }));
  return { id: 'club', metric: 'points', unit: points, tiers, period: { kind: 'rolling' } };
}

const now = (): Date => new Date();

/** The record of somebody new. */
export function stranger(id: string): MemoryRecord {
  const wallet: Wallet = { id: 'points', unit: points, available: 0, pending: 0, expiring: [], activating: [], asOf: now().toISOString() };
  return { member: { id, state: 'not_enrolled' }, version: 1, wallets: () => [wallet], tiers: standing(0), activity: () => [], orders: [], redemptions: [] };
}

/** A club with nobody in it yet. */
export const fresh: MemoryClub = {
  now,
  knobs: { latency: 0 },
  shop: (locale) => ({
    id: 'memory',
    name: say('Golestan', 'گلستان')(locale),
    timeZone: 'Asia/Tehran',
    currencies: [{ code: 'IRT', decimals: 0, label: say('toman', 'تومان')(locale), position: 'after', shows: { of: 'IRR', factor: 10 } }],
    display: { digits: 'locale', calendar: 'locale', expiringDays: 30 },
    termsUrl: 'https://example.com/club-terms',
  }),
  capabilities: Object.fromEntries(operations.map((operation) => [operation, 'yes'] as const)),
  members: {},
  stranger,
  ladder: (locale) => [ladderTrack(locale)],
  earns: ({ total }) => Math.floor(total.minor / 100_000),
  rewards: catalogue,
  earnActions: ways,
  estimate: estimateOf,
};
