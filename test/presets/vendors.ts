import type { SettingValues } from '../../src/adapters/declarative/settings.js';

/** A vendor whose preset is held against a description of its API. */
export interface Vendor {
  /** Name of the preset’s file, without `.json`. */
  readonly preset: string;
  /** The description, in the folder of the specs. */
  readonly spec: string;
  /** Path of the base address that the description does not repeat in its own paths. */
  readonly prefix: string;
  /** Whether the vendor wrote the description, or somebody else did. */
  readonly origin: 'official' | 'modelled';
  readonly settings: SettingValues;
  /** Who asks, where the vendor’s examples know only certain members. */
  readonly session?: { readonly memberId: string };
  /** What the operations are asked with, where the default will not do. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Failures that the vendor’s own examples lead to, because they do not fit together; by operation. */
  readonly expected?: Readonly<Record<string, string>>;
  /** What an example answer must say otherwise for the examples to fit together, by method and path. */
  readonly amended?: Readonly<Record<string, object>>;
  /** The same for whoever is yet to join: the look-up finds nobody. */
  readonly stranger?: Readonly<Record<string, object>>;
  /** What the description wants although it contradicts itself there: no fault of the request. */
  readonly faults?: readonly string[];
  /** Operations that ask what the description at hand leaves out; only the examples tell of them. */
  readonly beyond?: readonly string[];
}

/** Every vendor with a REST description at hand. */
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
    preset: 'voucherify',
    spec: 'voucherify/loyalties.json',
    prefix: '',
    origin: 'official',
    settings: { appId: 'app', campaign: 'camp_1', currency: 'EUR' },
    inputs: { redeem: { rewardId: 'rew_Jhq0ecLGSx8eF4pFdlhFr9P6', cost: 100 } },
    stranger: { 'GET /v1/loyalties/camp_1/members': { vouchers: [] } },
    beyond: ['redemptions'],
  },
  {
    preset: 'voucherify-v2',
    spec: 'voucherify/loyalties-v2.json',
    prefix: '',
    origin: 'official',
    settings: { appId: 'app', program: 'lprg_128f58429f4c4bf7b2', currency: 'EUR' },
    inputs: { redeem: { rewardId: 'lrew_1294cebb458e4904a0', cost: 500 }, cancelRedemption: { redemptionId: 'lrtx_12cac270a5e2310b4b' } },
    amended: {
      // To a purchase the mock answers the example of a dry run, which has no id; and the one reward of the examples is not taken back.
      'POST /v2/loyalties/programs/lprg_128f58429f4c4bf7b2/members/lmbr_128f962dbc8c4ba5dc/rewards/purchases': { transaction: { id: 'lrtx_1' } },
      'GET /v2/loyalties/rewards/lrew_1294cebb458e4904a0': { refunds: { type: 'REFUNDABLE' } },
    },
    // It asks for a member of the body that it does not describe.
    faults: ["body: Request body must have required property 'customer_id'"],
  },
  {
    preset: 'square',
    spec: 'square/loyalty-slice.patched.json',
    prefix: '',
    origin: 'official',
    settings: { location: 'L1', currency: 'USD' },
    session: { memberId: 'YOUR_REFERENCE_ID_1' },
    inputs: { redeem: { rewardId: 'e1b39225-9da5-43d1-a5db-782cdd8ad94f', cost: 10 } },
    // The reward of the examples belongs to another account than the account of the examples, and was used.
    amended: { 'GET /v2/loyalty/rewards/1': { reward: { loyalty_account_id: '79b807d2-d786-46a9-933b-918028d7a8c5', status: 'ISSUED' } } },
    stranger: { 'POST /v2/loyalty/accounts/search': { loyalty_accounts: [] } },
    beyond: ['orders', 'order'],
  },
  {
    preset: 'talon-one',
    spec: 'talon-one/integration-api/openapi.yaml',
    prefix: '',
    origin: 'official',
    settings: { host: 'shop.talon.one', program: 1, currency: 'EUR' },
    inputs: { redeem: { rewardId: '4', cost: 100 } },
    // What makes a campaign a reward, and an event a purchase, is the shop’s own attribute and rule, which the examples do not have.
    amended: {
      'GET /v1/integration/campaigns': { data: [{ id: 4, name: 'Mug', attributes: { points_cost: 100 }, rules: [] }] },
      'POST /v3/events': { effects: [{ effectType: 'deductLoyaltyPoints', campaignId: 4, props: { value: 100 } }, { effectType: 'couponCreated', campaignId: 4, props: { value: 'MUG-1' } }] },
    },
    stranger: { 'GET /v1/customer_profiles/member-1/inventory': { profile: null } },
  },
];
