import type { PortalAdapter, Session } from '../../src/adapters/port.js';
import type { Amendment } from './prism.js';
import type { SettingValues } from '../../src/adapters/declarative/settings.js';
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
  /** What the operations are asked with, where the default will not do: as it stands, or from what the vendor offers. */
  readonly inputs?: Readonly<Record<string, object | ((port: PortalAdapter) => Promise<object>)>>;
  /** Failures that the vendor’s own examples lead to, because they do not fit together; by operation. */
  readonly expected?: Readonly<Record<string, string>>;
  /** What an example answer must say otherwise for the examples to fit together, by method and path. */
  readonly amended?: readonly Amendment[];
  /** The same for whoever is yet to join: the look-up finds nobody. */
  readonly stranger?: readonly Amendment[];
  /** What the description wants although it contradicts itself there: no fault of the request. */
  readonly faults?: readonly string[];
  /** Operations that ask what the description at hand leaves out; only the examples tell of them. */
  readonly byExamples?: readonly string[];
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

/** The first reward of the catalogue, at its price. */
async function firstReward(port: PortalAdapter): Promise<object> {
  const [reward] = (await port.rewards?.()) ?? [];
  return { rewardId: reward?.id ?? 'none', cost: reward?.price.kind === 'fixed' ? reward.price.cost : (reward?.price.min ?? 0) };
}

/** The member's newest redemption. */
async function newestRedemption(port: PortalAdapter): Promise<object> {
  return { redemptionId: (await port.redemptions?.())?.[0]?.id ?? 'none' };
}

/** Every vendor with a description at hand. */
export const vendors: readonly Vendor[] = [
  {
    preset: 'smile-io',
    spec: 'smile-io/openapi.yml',
    prefix: '/v1',
    origin: 'modelled',
    settings: { currency: 'EUR' },
    inputs: { redeem: firstReward },
  },
  {
    preset: 'voucherify',
    spec: 'voucherify/loyalties.json',
    prefix: '',
    origin: 'official',
    settings: { appId: 'app', campaign: 'camp_1', currency: 'EUR' },
    inputs: { redeem: firstReward },
    stranger: [{ request: /\/members$/, to: { vouchers: [] } }],
    byExamples: ['redemptions'],
  },
  {
    preset: 'voucherify-v2',
    spec: 'voucherify/loyalties-v2.json',
    prefix: '',
    origin: 'official',
    settings: { appId: 'app', program: 'lprg_0123456789abcdef01', currency: 'EUR' },
    inputs: { redeem: { rewardId: 'lrew_0123456789abcdef01', cost: 500 }, cancelRedemption: newestRedemption },
    amended: [
      // To a purchase the mock answers the example of a dry run, which has no id; and the one reward of the examples is not taken back.
      { request: /^POST .*\/rewards\/purchases$/, to: { transaction: { id: 'purchase-1' } } },
      { request: /^GET .*\/loyalties\/rewards\/[^/]+$/, to: { refunds: { type: 'REFUNDABLE' } } },
    ],
    // It asks for a member of the body that it does not describe.
    faults: ["body: Request body must have required property 'customer_id'"],
  },
  {
    preset: 'square',
    spec: 'square/loyalty-slice.patched.json',
    prefix: '',
    origin: 'official',
    settings: { location: 'L1', currency: 'USD' },
    inputs: { redeem: firstReward },
    amended: [
      { request: /^POST .*\/customers\/search$/, to: { customers: { reference_id: 'member-1' } } },
      { request: /^POST .*\/accounts\/search$/, to: { loyalty_accounts: { id: 'account-1' } } },
      // The reward of the examples belongs to another account than the account of the examples, and was used.
      { request: /^GET .*\/rewards\/1$/, to: { reward: { loyalty_account_id: 'account-1', status: 'ISSUED' } } },
    ],
    stranger: [{ request: /\/accounts\/search$/, to: { loyalty_accounts: [] } }],
    byExamples: ['orders', 'order'],
  },
  {
    preset: 'talon-one',
    spec: 'talon-one/integration-api/openapi.yaml',
    prefix: '',
    origin: 'official',
    settings: { host: 'shop.talon.one', program: 1, currency: 'EUR' },
    inputs: { redeem: { rewardId: '4', cost: 100 } },
    // What makes a campaign a reward, and an event a purchase, is the shop’s own attribute and rule, which the examples do not have.
    amended: [
      { request: /\/integration\/campaigns$/, to: { data: { id: 4, name: 'Mug', attributes: { points_cost: 100 }, rules: [] } } },
      { request: /^POST .*\/events$/, to: { effects: [{ effectType: 'deductLoyaltyPoints', campaignId: 4, props: { value: 100 } }, { effectType: 'couponCreated', campaignId: 4, props: { value: 'MUG-1' } }] } },
    ],
    stranger: [{ request: /^GET .*\/customer_profiles\/member-1\/inventory$/, to: { profile: null } }],
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
    preset: 'zinrelo',
    spec: 'zinrelo/openapi.yml',
    prefix: '',
    origin: 'modelled',
    settings: { partnerId: 'a-partner' },
    session: { email: 'string' },
    // The description has no examples, so the mock makes each text “string”: no date of a transaction is one, and no price another than 0.
    amended: [{ request: /^GET .*\/transactions$/, to: { data: { transaction_id: 't1', activity_id: 'an_order', points: 12, status: 'Approved', created_date: '2026-05-03' } } }],
    inputs: { redeem: { rewardId: 'string', cost: 0 } },
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
