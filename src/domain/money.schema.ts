import * as z from 'zod/mini';
import { amount, currencyCode, text } from './schema.js';

/** An amount of money in the currency's smallest step. */
export const money = z.object({
  /** Integer in minor units (cents for EUR, rials for IRR). */
  minor: amount,
  currency: currencyCode,
});
/** An amount of money in the currency's smallest step. */
export type Money = z.infer<typeof money>;

/** A currency that ISO 4217 does not know, or that a shop shows its own way (toman). */
export const currencyUnit = z.object({
  code: currencyCode,
  /** Digits after the decimal mark when shown; 0 to 6. */
  decimals: z.int().check(z.minimum(0), z.maximum(6)),
  /** The name shown beside the number, in the reader's language. */
  label: text,
  /** Where the name stands. */
  position: z.catch(z.enum(['before', 'after']), 'after'),
  /** Shows amounts of another currency in this one: `{ of: 'IRR', factor: 10 }` shows 10 rials as 1. */
  shows: z.optional(z.object({ of: currencyCode, factor: z.int().check(z.minimum(1)) })),
});
/** A currency that ISO 4217 does not know, or that a shop shows its own way (toman). */
export type CurrencyUnit = z.infer<typeof currencyUnit>;
