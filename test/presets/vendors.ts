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
    beyond: ['redemptions'],
  },
  {
    preset: 'voucherify-v2',
    spec: 'voucherify/loyalties-v2.json',
    prefix: '',
    origin: 'official',
    settings: { appId: 'app', program: 'lprg_128f58429f4c4bf7b2', currency: 'EUR' },
    inputs: { redeem: { rewardId: 'lrew_1294cebb458e4904a0', cost: 500 }, cancelRedemption: { redemptionId: 'lrtx_12cac270a5e2310b4b' } },
    expected: {
      // To a purchase the mock answers the example of a dry run again, and a dry run has no id.
      redeem: 'ops.redeem.map: what it made is no answer of this kit. id: Invalid input: expected string, received undefined.',
      // The one reward of the examples is not taken back.
      cancelRedemption: 'rejected',
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
    // The reward of the examples belongs to another account than the account of the examples.
    expected: { cancelRedemption: 'not_found' },
    beyond: ['orders', 'order'],
  },
  {
    preset: 'talon-one',
    spec: 'talon-one/integration-api/openapi.yaml',
    prefix: '',
    origin: 'official',
    settings: { host: 'shop.talon.one', program: 1, currency: 'EUR' },
    inputs: { redeem: { rewardId: '4', cost: 100 } },
    // What makes a campaign a reward is the shop’s own attribute, which the examples do not have.
    expected: { redeem: 'not_found' },
  },
];
