import { tierForecast } from '../../domain/tier-forecast.js';
import type { Criterion, Tier, TierTrack } from '../../domain/tier.schema.js';
import { addMonths } from './calendar.js';
import { keepOf, meets, rankOf, type Values } from './ladders.js';
import { periodAround, windowAt, windowEnded } from './periods.js';
import { perkOf, usedPerks, type PerkUses } from './perks.js';
import type { Ladder, LadderCriterion } from './program/ladder.js';
import type { Program } from './program/program.js';
import { one, type Scope } from './scope.js';
import { latestChanges } from './tier-log.js';
import { standingsOf, type Standing, type TierState } from './tier-state.js';
import { valuesIn } from './tier-values.js';
import { changeOf, whyTrack } from './tier-why.js';
import { unitFor, type Words } from './words.js';

/** Changes of a tier that are told; the log keeps all. */
const toldChanges = 50;

/** The ladders as anybody may see them. */
export function laddersOf(program: Program, words: Words): TierTrack[] {
  return program.ladders.map((ladder) => ladderOf(program, ladder, words));
}

function ladderOf(program: Program, ladder: Ladder, words: Words): TierTrack {
  const first = one(ladder.criteria);
  return {
    id: ladder.id,
    tiers: ladder.tiers.map(({ id, name, enter, perks, image }, rank): Tier => ({
      id,
      name: words.pick(name),
      rank,
      threshold: enter[first.id],
      perks: perks.map(({ id: perk, kind, title }) => ({ id: perk, kind, title: words.pick(title) })),
      image,
    })),
    ...metricOf(program, first, words),
    ...(ladder.criteria.length > 1 ? { match: ladder.match, criteria: ladder.criteria.map((criterion) => criterionOf(program, criterion, words)) } : {}),
    period: { kind: ladder.period.kind },
  };
}

function metricOf(program: Program, criterion: LadderCriterion, words: Words): Pick<Criterion, 'metric' | 'unit' | 'currency'> {
  switch (criterion.metric) {
    case 'points':
      return { metric: 'points', unit: unitFor(one(program.wallets.filter(({ id }) => id === criterion.wallet)), words) };
    case 'spend':
      return { metric: 'spend', currency: criterion.currency };
    case 'orders':
      return { metric: 'orders' };
    default:
      return criterion satisfies never;
  }
}

function criterionOf(program: Program, criterion: LadderCriterion, words: Words): Criterion {
  return { ...metricOf(program, criterion, words), ...(criterion.title ? { title: words.pick(criterion.title) } : {}) };
}

/** Where a member stands on each ladder. */
export async function readTiers(scope: Scope, key: string, words: Words): Promise<TierTrack[]> {
  const used = await usedPerks(scope, key);
  const tracks: TierTrack[] = [];
  for (const standing of await standingsOf(scope, key)) tracks.push(await trackOf(standing, used, words));
  return tracks;
}

async function trackOf(standing: Standing, used: PerkUses, words: Words): Promise<TierTrack> {
  const { scope, key, ladder, clock, state } = standing;
  const { program, now } = scope;
  const track = ladderOf(program, ladder, words);
  const rank = Math.max(0, rankOf(ladder, state?.tierId));
  const values = await valuesIn(scope, key, ladder, windowAt(ladder.period, now, clock), clock);
  const { start, end } = periodAround(ladder.period, now, clock);
  const changes = await latestChanges(scope, key, ladder.id, toldChanges);
  const keeping = state ? await keepingOf(standing, state, values) : undefined;
  return {
    ...track,
    current: ladder.tiers[rank]?.id,
    ...progress(ladder, rank, values),
    tiers: track.tiers.map((tier) => ({ ...tier, perks: tier.perks.map((perk) => perkOf({ program, ladder, rank, values, used, words }, tier, perk)) })),
    ...(track.criteria ? { criteria: track.criteria.map((criterion, at) => ({ ...criterion, ...criterionAt(ladder, at, rank, values, keeping?.values) })) } : {}),
    period: { kind: ladder.period.kind, start: start?.toISOString(), end: end?.toISOString() },
    ...(keeping ? { expiresAt: keeping.expiresAt, retain: keeping.retain } : {}),
    ...forecastOf(standing, rank, values),
    news: state?.news && state.news === ladder.tiers[rank]?.id ? state.news : undefined,
    history: changes.map((change) => changeOf(program, ladder, track.tiers, change, words)),
    why: whyTrack(program, ladder, clock, now, values, words),
  };
}

/** The way to the next tier, by the first thing that counts. */
function progress({ criteria, tiers }: Ladder, rank: number, values: Values): Partial<TierTrack> {
  const { id } = one(criteria);
  const value = values[id] ?? 0;
  const next = tiers[rank + 1];
  const target = next?.enter[id];
  if (!next || target === undefined) return { value };
  return { value, next: next.id, target, remaining: Math.max(0, target - value) };
}

function criterionAt({ criteria, tiers }: Ladder, at: number, rank: number, values: Values, keeping: Values | undefined): Partial<Criterion> {
  const id = criteria[at]?.id ?? '';
  const value = values[id] ?? 0;
  const target = tiers[rank + 1]?.enter[id];
  const held = tiers[rank];
  return {
    value,
    ...(target === undefined ? {} : { target, remaining: Math.max(0, target - value) }),
    ...(keeping && held ? { keep: Math.max(0, (keepOf(held)[id] ?? 0) - (keeping[id] ?? 0)) } : {}),
  };
}

interface Keeping {
  readonly expiresAt: string;
  readonly retain: NonNullable<TierTrack['retain']>;
  /** What counts already for the decision. */
  readonly values: Values;
}

// Until when the tier holds, and what of today's values will still count on that day.
async function keepingOf({ scope, key, ladder, clock }: Standing, state: TierState, now: Values): Promise<Keeping | undefined> {
  const { validUntil, graceOf } = state;
  const tier = ladder.tiers.find(({ id }) => id === state.tierId);
  if (!validUntil || !tier) return undefined;
  // In the days of grace the ended period is decided: only reaching the tier anew keeps it.
  const window = graceOf ? windowAt(ladder.period, scope.now, clock) : windowEnded(ladder.period, validUntil, clock);
  const values = graceOf ? now : await valuesIn(scope, key, ladder, window, clock);
  const asked = graceOf ? tier.enter : keepOf(tier);
  const { id } = one(ladder.criteria);
  const { [id]: value = 0 } = values;
  const { [id]: target = 0 } = asked;
  const remaining = meets(ladder, asked, values) ? 0 : Math.max(0, target - value);
  // The first instant that counts; a window begins after the one before it.
  const since = window.after && new Date(window.after.getTime() + 1);
  const grace = graceOf ? validUntil : ladder.graceDays > 0 ? new Date(validUntil.getTime() + ladder.graceDays * 86_400_000) : undefined;
  return { expiresAt: validUntil.toISOString(), retain: { remaining, value, target, since: since?.toISOString(), by: (graceOf ?? validUntil).toISOString(), graceUntil: grace?.toISOString() }, values };
}

// Where nothing ends, a year from now is as far as one can see.
function forecastOf({ scope: { now }, ladder, clock, state }: Standing, rank: number, values: Values): Pick<TierTrack, 'forecast'> {
  const { start, end } = paceOf(ladder, clock.joined, now, periodAround(ladder.period, now, clock));
  const tiers = ladder.tiers.map((tier) => ({ enter: tier.enter, keep: keepOf(tier) }));
  const found = tierForecast({ tiers, match: ladder.match, current: rank, values, start, now, end });
  const tier = found && ladder.tiers[found.tier];
  if (!tier) return {};
  // A tier that is held stays until it is decided about, whatever the pace.
  const at = found.at ?? state?.validUntil ?? undefined;
  return { forecast: { tierId: tier.id, at: at?.toISOString() } };
}

function paceOf({ period }: Ladder, joined: Date, now: Date, { start, end }: { readonly start?: Date; readonly end?: Date }): { start: Date; end: Date } {
  const from = start && start > joined ? start : joined;
  switch (period.kind) {
    case 'rolling':
      return { start: from, end: addMonths(from, period.months) };
    case 'lifetime':
      return { start: from, end: addMonths(now, 12) };
    case 'calendar':
    case 'anniversary':
      return { start: from, end: end ?? addMonths(now, 12) };
    default:
      return period satisfies never;
  }
}
