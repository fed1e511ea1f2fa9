import * as z from 'zod/mini';

/** The operations a backend may offer, as of this version. */
export const operations = [
  'shop',
  'member',
  'wallets',
  'tiers',
  'activity',
  'rewards',
  'redemptions',
  'earnActions',
  'orders',
  'order',
  'estimate',
  'join',
  'redeem',
  'cancelRedemption',
  'completeEarnAction',
  'watch',
] as const;
/** The name of an operation. */
export type Operation = (typeof operations)[number];

const ability = z.catch(z.optional(z.enum(['yes', 'no', 'degraded'])), undefined);

/** What a backend can do: an operation that is not named, or `no`, is not offered to the member. */
export const capabilities = z.object({
  shop: ability,
  member: ability,
  wallets: ability,
  tiers: ability,
  activity: ability,
  rewards: ability,
  redemptions: ability,
  earnActions: ability,
  orders: ability,
  order: ability,
  estimate: ability,
  join: ability,
  redeem: ability,
  cancelRedemption: ability,
  completeEarnAction: ability,
  watch: ability,
});
/** What a backend can do. */
export type Capabilities = z.infer<typeof capabilities>;
