import type { Estimate, EstimateQuery } from '../../domain/earning.schema.js';
import type { Money } from '../../domain/money.schema.js';
import { checkCurrency, currenciesOf, earnedByRule, type Earned, type Purchase } from './earnings.js';
import type { OrderRule } from './program/earning.js';
import type { Program } from './program/program.js';
import { refuse } from './scope.js';
import { worthOf } from './wallet-read.js';
import { whyEarned } from './why.js';
import { whyWords } from './why-words.js';
import { unitFor, type Words } from './words.js';

/** What a product or cart would earn, by the rules that an order of it will meet; `tiers` are the ids of the tiers held. */
export function estimateOf(program: Program, query: EstimateQuery, tiers: readonly string[], words: Words): Estimate {
  const purchase = purchaseOf(program, query);
  const looked = program.earning.map((rule) => earnedByRule(rule, purchase, tiers));
  const earned = looked.filter(({ units }) => units > 0);
  const missed = looked.filter(({ units, rule }) => units === 0 && missesMinimum(rule, purchase));
  const why = [
    ...earned.flatMap(({ reckoning }) => whyEarned(program, reckoning, words)),
    ...(earned.length === 0 ? [words.pick(whyWords.nothing)] : []),
    ...missed.map(({ rule }) => whyMissed(rule, words)),
  ];
  return { earns: earns(program, earned, words), why: why.slice(0, 10) };
}

function earns(program: Program, earned: readonly Earned[], words: Words): Estimate['earns'] {
  return program.wallets.flatMap((wallet) => {
    const into = earned.filter(({ rule }) => rule.wallet === wallet.id);
    if (into.length === 0) return [];
    const amount = into.reduce((sum, { units }) => sum + units, 0);
    // The last of several rules to be released decides when all of it can be spent.
    const afterDays = Math.max(...into.map(({ rule }) => rule.releaseDays));
    return [{ unit: unitFor(wallet, words), amount, ...worthOf(wallet, amount), afterDays }];
  });
}

function purchaseOf(program: Program, query: EstimateQuery): Purchase {
  const total = totalOf(program, query);
  return { total, items: query.product === undefined ? [] : [{ productId: query.product, total }] };
}

function totalOf(program: Program, { amount, currency, product }: EstimateQuery): Money {
  const [only, ...more] = currenciesOf(program);
  if (amount === undefined) return withoutAmount(program, product, only);
  const named = currency ?? (more.length === 0 ? only : undefined);
  if (named === undefined) {
    return refuse('rejected', `Send \`currency\` with \`amount\`: this club earns on ${currenciesOf(program).join(' and ') || 'any'}.`, { code: 'currency' });
  }
  const total = inCounted(program, { minor: amount, currency: named });
  checkCurrency(program, total.currency, '`currency`');
  return total;
}

// The code that ISO 4217 itself has for “no currency involved”; not a mark of something unfinished. No rule looks at it.
const noCurrency = 'XXX';

// Only a rule that looks at no price can answer without one.
function withoutAmount(program: Program, product: string | undefined, currency: string | undefined): Money {
  const looksAtPrice = program.earning.some(
    ({ per, minimum, products }) => (per || minimum) && (!products || (product !== undefined && products.includes(product))),
  );
  if (product !== undefined && !looksAtPrice) return { minor: 1, currency: currency ?? noCurrency };
  const such = product === undefined ? 'Send `amount`, what would be paid' : `Send \`amount\`, the price of product ${product}, beside \`product\``;
  return refuse('rejected', `${such}, in the smallest step of \`currency\`: what is earned depends on it.`, { code: 'amount' });
}

/** A page may reckon in the unit it shows (toman); the rules count in the currency behind it (rial). */
function inCounted({ shop }: Program, { minor, currency }: Money): Money {
  const unit = shop.currencies.find(({ code }) => code === currency);
  if (!unit?.shows) return { minor, currency };
  return { minor: Math.floor((minor * unit.shows.factor) / 10 ** unit.decimals), currency: unit.shows.of };
}

function missesMinimum({ minimum, products }: OrderRule, { total, items }: Purchase): boolean {
  if (!minimum || minimum.currency !== total.currency || total.minor >= minimum.minor) return false;
  return !products || items.some(({ productId }) => productId !== undefined && products.includes(productId));
}

function whyMissed({ minimum, title }: OrderRule, words: Words): string {
  return words.fill(whyWords.minimum, { minimum: minimum ? words.money(minimum) : '', title: words.pick(title).replace(/[.。]$/, '') });
}
