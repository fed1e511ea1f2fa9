import type { SettingValues } from '../../src/adapters/declarative/settings.js';
import type { Session } from '../../src/adapters/port.js';
import type { Beyond } from './beyond.js';

/** A vendor whose preset is held against a description of its API. */
export interface Vendor {
  /** Name of the preset’s file, without `.json`. */
  readonly preset: string;
  /** The description, in the folder of the specs. */
  readonly spec: string;
  /** A description of REST (OpenAPI), or the introspection of a GraphQL schema. */
  readonly api?: 'rest' | 'graphql';
  /** Path of the base address that the description does not repeat in its own paths. */
  readonly prefix: string;
  /** Whether the vendor wrote the description, or somebody else did. */
  readonly origin: 'official' | 'modelled';
  readonly settings: SettingValues;
  /** What the token of the member says, where the description’s examples are about one in particular. */
  readonly session?: Partial<Session>;
  /** What the description leaves out. */
  readonly beyond?: readonly Beyond[];
  /** What the operations are asked with, where the default will not do. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Failures that the vendor’s own examples lead to, because they do not fit together; by operation. */
  readonly expected?: Readonly<Record<string, string>>;
}

const bought = { campaigns: [{ campaignId: { campaignId: '1' }, coupon: { id: 'c1', code: 'MUG-1' }, costInPoints: 100, purchaseAt: '2026-05-03T10:00:00+0200', used: false, status: 'active', campaign: { name: 'Mug', reward: 'discount_code' } }], total: 1 };
/** The description at hand is a part of the API; the rest is answered as the vendor documents it. */
const openLoyalty: readonly Beyond[] = [
  { request: /^GET .*\/customer$/, because: 'member', answer: { customers: [{ customerId: 'string', email: 'string' }] } },
  { request: /\/status$/, because: 'missing', answer: { points: 120, lockedPoints: 5, totalEarnedPoints: 225, usedPoints: 100, expiredPoints: 0, levelName: 'Bronze', levelConditionValue: 0, nextLevelName: 'Silver', nextLevelConditionValue: 200, transactionsAmountToNextLevel: 80 } },
  { request: /\/campaign\/bought$/, because: 'missing', answer: bought },
  { request: /\/activate$/, because: 'missing', answer: '' },
  { request: /\/customer\/register$/, because: 'missing', answer: { customerId: 'c1', email: 'string' } },
  { request: /\/points\/transfer$/, because: 'silent', answer: { transfers: [{ pointsTransferId: 't1', customerId: 'string', createdAt: '2026-05-03T10:00:00+0200', value: 6, state: 'active', type: 'adding', comment: 'An order' }], total: 1 } },
  { request: /\/campaign\/active$/, because: 'silent', answer: { campaigns: [{ campaignId: '1', name: 'Mug', reward: 'discount_code', active: true, costInPoints: 100, unlimited: false, limit: 10, limitPerUser: 2, usageLeft: 3 }], total: 1 } },
  { request: /\/campaign\/1$/, because: 'silent', answer: { campaignId: '1', name: 'Mug', reward: 'discount_code', costInPoints: 100 } },
  { request: /\/buy$/, because: 'silent', answer: { coupons: [{ id: 'c1', code: 'MUG-1' }] } },
  { request: /\/level$/, because: 'silent', answer: { levels: [{ id: 'string', name: 'Bronze', active: true, conditionValue: 0 }, { id: 'silver', name: 'Silver', active: true, conditionValue: 200, reward: { name: '5 % off' } }], total: 2 } },
  { request: /\/earningRule$/, because: 'silent', answer: { earningRules: [{ earningRuleId: 'e1', name: 'Every euro', type: 'points', active: true, pointValue: 2 }], total: 1 } },
];

/** Every vendor with a description at hand. */
export const vendors: readonly Vendor[] = [
  {
    preset: 'smile-io',
    spec: 'smile-io/openapi.yml',
    prefix: '/v1',
    origin: 'modelled',
    settings: { currency: 'EUR' },
    inputs: { redeem: { rewardId: '132456921', cost: 0 } },
  },
  {
    preset: 'open-loyalty',
    spec: 'open-loyalty/openapi.yml',
    prefix: '/api',
    origin: 'modelled',
    settings: { host: 'shop.openloyalty.io', currency: 'EUR' },
    session: { email: 'string' },
    beyond: openLoyalty,
  },
  {
    preset: 'yotpo',
    spec: 'yotpo/openapi.yml',
    prefix: '/api/v2',
    origin: 'modelled',
    settings: { guid: 'a-guid' },
    session: { email: 'user@example.com' },
    inputs: { redeem: { rewardId: '0', cost: 0 } },
    beyond: [
      { request: /^GET .*\/customers$/, because: 'member', answer: { email: 'user@example.com' } },
      { request: /^GET .*\/campaigns$/, because: 'missing', answer: [{ id: 1, type: 'CreateAccountCampaign', title: 'Create an account', reward_text: '100 points' }] },
      { request: /^POST .*\/customers$/, because: 'missing', answer: {} },
    ],
  },
  {
    preset: 'shopify-store-credit',
    spec: 'shopify/customer-account.schema.json',
    api: 'graphql',
    prefix: '',
    origin: 'official',
    settings: { shopId: '12345678' },
  },
];
