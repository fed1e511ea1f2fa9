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
  'dismiss',
  'watch',
] as const;
/** The name of an operation. */
export type Operation = (typeof operations)[number];

/** How well an operation is offered. */
export type Ability = 'yes' | 'no' | 'degraded';

/** What a backend can do, by the name of the operation: one that is not named, or `no`, is not offered to the member. */
export const capabilities = z.record(z.string(), z.catch(z.optional(z.enum(['yes', 'no', 'degraded'])), undefined));
/** What a backend can do. */
export type Capabilities = { readonly [O in Operation]?: Ability | undefined };
