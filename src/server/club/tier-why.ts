import type { Tier, TierChange } from '../../domain/tier.schema.js';
import * as z from 'zod/mini';
import type { Values } from './ladders.js';
import { periodAround, type Clock } from './periods.js';
import type { Ladder, LadderCriterion } from './program/ladder.js';
import type { Program } from './program/program.js';
import type { LoggedChange } from './tier-log.js';
import { changeWords, tierWords } from './tier-words.js';
import type { Words } from './words.js';

/** What counted, in words: `300 points and 2 orders`. */
export function valuesText(program: Program, { criteria }: Ladder, values: Values, words: Words): string {
  const parts = criteria.filter(({ id }) => (values[id] ?? 0) > 0).map((criterion) => amountText(program, criterion, values[criterion.id] ?? 0, words));
  if (parts.length === 0) return words.pick(tierWords.nothing);
  return parts.reduce((first, second) => words.fill(tierWords.and, { first, second }));
}

/** An amount of what a criterion counts, in words. */
export function amountText(program: Program, criterion: LadderCriterion, amount: number, words: Words): string {
  switch (criterion.metric) {
    case 'points': {
      const wallet = program.wallets.find(({ id }) => id === criterion.wallet);
      return wallet ? words.units(wallet, amount) : words.number(amount);
    }
    case 'spend':
      return words.money({ minor: amount, currency: criterion.currency });
    case 'orders':
      return words.fill(amount === 1 ? tierWords.oneOrder : tierWords.orders, { count: words.number(amount) });
    default:
      return criterion satisfies never;
  }
}

/** How a ladder's value comes about: what counts, since when, and how much it is. */
export function whyTrack(program: Program, ladder: Ladder, clock: Clock, now: Date, values: Values, words: Words): string[] {
  const metrics = new Set(ladder.criteria.map(({ metric }) => metric));
  return [
    ...[...metrics].map((metric) => words.pick(countsWords[metric])),
    periodText(ladder, clock, now, words),
    words.fill(tierWords.soFar, { values: valuesText(program, ladder, values, words) }),
  ];
}
const countsWords = { points: tierWords.points, spend: tierWords.spend, orders: tierWords.ordersCount } as const;

function periodText({ period }: Ladder, clock: Clock, now: Date, words: Words): string {
  const { start, end } = periodAround(period, now, clock);
  if (period.kind === 'rolling' && start) return words.fill(tierWords.months, { months: words.number(period.months), start: words.day(start) });
  return start && end ? words.fill(tierWords.year, { start: words.day(start), end: words.day(end) }) : words.pick(tierWords.ever);
}

const kept = z.object({ values: z.catch(z.record(z.string(), z.int()), {}) });

/** A change of a tier as the member reads it. */
export function changeOf(program: Program, ladder: Ladder, tiers: readonly Tier[], change: LoggedChange, words: Words): TierChange {
  const tier = tiers.find(({ id }) => id === change.tierId)?.name ?? change.tierId;
  const { values } = z.parse(kept, change.detail);
  return {
    at: change.at.toISOString(),
    tierId: change.tierId,
    reason: change.reason,
    title: words.fill(changeWords[change.reason], { tier, values: valuesText(program, ladder, values, words) }),
  };
}
