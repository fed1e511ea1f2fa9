import * as z from 'zod/mini';
import type { Money } from '../../domain/money.schema.js';
import { id } from '../../domain/schema.js';
import type { OrderRule } from './program/earning.js';
import type { Program } from './program/program.js';
import { refuse } from './scope.js';

/** What is bought, as far as the rules of earning look at it. */
export interface Purchase {
  readonly total: Money;
  readonly items: readonly { readonly id?: string | undefined; readonly productId?: string | undefined; readonly total: Money }[];
}

/** How a number of units came about: kept with it, so that it can be explained when the program has long changed. */
export const reckoning = z.object({
  rule: id,
  /** What counted: the order's total, or that of the rule's products. */
  counted: z.object({ minor: z.int(), currency: z.string() }),
  /** For every full amount of this; without it for the order as such. */
  per: z.optional(z.object({ minor: z.int(), currency: z.string() })),
  gives: z.int(),
  /** How many times: full amounts, or 1. */
  times: z.int(),
  /** More for the tier held, in percent. */
  percent: z.optional(z.int()),
  tier: z.optional(id),
  /** Only certain products counted. */
  products: z.optional(z.boolean()),
});
/** How a number of units came about. */
export type Reckoning = z.infer<typeof reckoning>;

/** What one rule gives for a purchase. */
export interface Earned {
  readonly rule: OrderRule;
  readonly units: number;
  readonly reckoning: Reckoning;
  /** The lines of the order that counted; without it the order as a whole. */
  readonly lines?: readonly string[];
}

/** What a purchase earns by every rule that gives something for it; `tiers` are the ids of the tiers held. */
export function earnedBy(rules: readonly OrderRule[], purchase: Purchase, tiers: readonly string[]): Earned[] {
  return rules.map((rule) => earnedByRule(rule, purchase, tiers)).filter(({ units }) => units > 0);
}

/** What one rule gives for a purchase: full amounts, times what each gives, times the tier's share, rounded down once. */
export function earnedByRule(rule: OrderRule, purchase: Purchase, tiers: readonly string[]): Earned {
  const counted = { minor: countedMinor(rule, purchase), currency: purchase.total.currency };
  const times = applies(rule, purchase) ? timesOf(rule, counted) : 0;
  const best = bestTier(rule, tiers);
  const units = Number((BigInt(times) * BigInt(rule.gives) * BigInt(best?.percent ?? 100)) / 100n);
  if (!Number.isSafeInteger(units)) refuse('rejected', `Rule ${rule.id} gives ${units} for this, which is beyond the safe integers.`, { code: 'amount' });
  return {
    rule,
    units,
    ...(rule.products ? { lines: linesOf(rule, purchase) } : {}),
    reckoning: { rule: rule.id, counted, gives: rule.gives, times, per: rule.per, ...best, ...(rule.products ? { products: true } : {}) },
  };
}

/** Whether a rule looks at an order of this currency and size at all. */
function applies({ per, minimum }: OrderRule, { total }: Purchase): boolean {
  if (per && per.currency !== total.currency) return false;
  return !minimum || (minimum.currency === total.currency && total.minor >= minimum.minor);
}

function timesOf({ per, products }: OrderRule, counted: Money): number {
  if (per) return Math.floor(counted.minor / per.minor);
  return products && counted.minor <= 0 ? 0 : 1;
}

// A product that was given as a present costs nothing and counts nothing; a line below zero is a discount of its own.
function countedMinor({ products }: OrderRule, { total, items }: Purchase): number {
  if (!products) return total.minor;
  const sum = namedBy(products, items).reduce((minor, item) => minor + Math.max(0, item.total.minor), 0);
  // A voucher on the whole order: its products cannot have cost more than was paid.
  return Math.min(sum, total.minor);
}

function namedBy(products: readonly string[], items: Purchase['items']): Purchase['items'] {
  return items.filter(({ productId }) => productId !== undefined && products.includes(productId));
}

function linesOf({ products = [] }: OrderRule, { items }: Purchase): string[] {
  return [...new Set(namedBy(products, items).flatMap(({ id }) => id ?? []))];
}

function bestTier({ tiers }: OrderRule, held: readonly string[]): Pick<Reckoning, 'tier' | 'percent'> | undefined {
  const better = held
    .map((tier) => ({ tier, percent: Object.hasOwn(tiers, tier) ? (tiers[tier] ?? 100) : 100 }))
    .filter(({ percent }) => percent > 100)
    .sort((a, b) => b.percent - a.percent);
  return better[0];
}

/** The currencies in which the program's rules count; none when no rule looks at money. */
export function currenciesOf({ earning }: Pick<Program, 'earning'>): string[] {
  return [...new Set(earning.flatMap(({ per, minimum }) => [per?.currency, minimum?.currency]).filter((currency) => currency !== undefined))];
}

/** Refuses an amount of money that no rule can count; `path` is where it stands in what was sent. */
export function checkCurrency(program: Pick<Program, 'earning'>, currency: string, path: string): void {
  const counted = currenciesOf(program);
  if (counted.length === 0 || counted.includes(currency)) return;
  refuse('rejected', `${path} is ${currency}; this club earns on ${counted.join(' and ')}.`, { code: 'currency' });
}
