import { addDays } from './calendar.js';
import { keepOf, meets, rankOf, tierFor, type Values } from './ladders.js';
import { heldAfter, heldUntil, windowAt, windowEnded, type Window } from './periods.js';
import type { LadderTier } from './program/ladder.js';
import { refuse, type Scope } from './scope.js';
import { hold, keepInGrace, standingsOf, type Holding, type Standing, type TierState } from './tier-state.js';
import { valuesIn } from './tier-values.js';

/** What moves a member on the ladders: something counts more, something went back, a period ended, somebody gave a tier. */

/**
 * Something counts that did not before, somebody joined, or the program changed: a higher tier may be reached. One that
 * the member reached is news to them; one that came `by` the club (an import, other ladders) is not. Answers whether
 * anything changed.
 */
export async function raiseTier(scope: Scope, key: string, at: Date, by: 'member' | 'club' = 'member'): Promise<boolean> {
  let changed = false;
  for (const standing of await standingsOf(scope, key)) {
    const settled = await settle(standing, at);
    changed = (await raise(settled, at, by)) || settled !== standing || changed;
  }
  return changed;
}

/** A tier that a member would come to hold. */
export interface TierMove {
  readonly ladder: string;
  /** None when they were not on the ladder. */
  readonly from: string | undefined;
  readonly to: string;
}

/** What `raiseTier` would do to a member, without doing it. */
export async function tierMoves(scope: Scope, key: string, at: Date): Promise<TierMove[]> {
  const moves: TierMove[] = [];
  for (const standing of await standingsOf(scope, key)) {
    const next = await higher(standing, at);
    const from = standing.state?.tierId;
    if (next && next.tier.id !== from) moves.push({ ladder: standing.ladder.id, from, to: next.tier.id });
  }
  return moves;
}

/** Something went back: a tier that was only reached or kept with it is lost. */
export async function reviewTier(scope: Scope, key: string, at: Date): Promise<void> {
  for (const standing of await standingsOf(scope, key)) await review(await settle(standing, at), at);
}

/** Periods of tiers ended: what counted in them decides what is held next. Answers whether any had. */
export async function renewTier(scope: Scope, key: string): Promise<boolean> {
  let changed = false;
  for (const standing of await standingsOf(scope, key)) {
    const settled = await settle(standing, scope.now);
    if (settled === standing) continue;
    await raise(settled, scope.now);
    changed = true;
  }
  return changed;
}

/** The owner gives a tier; it holds as one that was reached now, or until the day they say, and no return takes it. */
export async function giveTier(scope: Scope, key: string, wish: { readonly ladder: string; readonly tier: string; readonly until?: Date | undefined }): Promise<void> {
  const ladders = scope.program.ladders.map(({ id }) => id).join(', ');
  const standing = (await standingsOf(scope, key)).find(({ ladder }) => ladder.id === wish.ladder);
  if (!standing) return refuse('rejected', `There is no ladder ${wish.ladder} for this member; the program has ${ladders || 'none'}.`, { code: 'ladder' });
  const { ladder, clock } = standing;
  const tier = ladder.tiers.find(({ id }) => id === wish.tier);
  if (!tier) return refuse('rejected', `Ladder ${ladder.id} has no tier ${wish.tier}; it has ${ladder.tiers.map(({ id }) => id).join(', ')}.`, { code: 'tier' });
  const { now: at } = scope;
  const validUntil = wish.until ?? heldUntil(ladder.period, at, clock);
  await hold(standing, { tier, at, reason: 'granted', heldBy: 'granted', confirmedAt: at, validUntil, values: await count(standing, windowAt(ladder.period, at, clock)) });
}

async function raise(standing: Standing, at: Date, by: 'member' | 'club' = 'member'): Promise<boolean> {
  const next = await higher(standing, at);
  if (next) await hold(standing, { ...next, isNews: by === 'member' && next.reason === 'reached' });
  return next !== undefined;
}

async function higher(standing: Standing, at: Date): Promise<Holding | undefined> {
  const { state, ladder, clock } = standing;
  // Told late: what came before the tier was decided counts for that decision, not for the day it happened.
  const late = state && state.confirmedAt > at ? state : undefined;
  const when = late ? late.confirmedAt : at;
  const values = await count(standing, late ? decidedBy(standing, late) : windowAt(ladder.period, when, clock));
  const tier = tierFor(ladder, values);
  const above = rankOf(ladder, tier.id) - rankOf(ladder, state?.tierId);
  const inGrace = state !== undefined && state.graceOf !== null;
  if (above < 0 || (above === 0 && !inGrace)) return undefined;
  const byPeriod = late !== undefined && endsPeriod(late);
  const validUntil = byPeriod ? heldAfter(ladder.period, when, clock) : heldUntil(ladder.period, when, clock);
  const heldBy = byPeriod ? 'ended' : 'reached';
  return { tier, at: when, reason: reasonToRaise(standing, above, at), heldBy, confirmedAt: when, validUntil, values };
}

function reasonToRaise({ state, ladder, clock }: Standing, above: number, at: Date) {
  if (!state) return at.getTime() === clock.joined.getTime() ? 'joined' : 'program';
  if (rankOf(ladder, state.tierId) < 0) return 'program';
  return above === 0 ? 'kept' : 'reached';
}

async function review(standing: Standing, told: Date): Promise<void> {
  const { state, ladder, clock } = standing;
  const held = ladder.tiers.find(({ id }) => id === state?.tierId);
  if (!state || !held || state.heldBy === 'granted') return;
  const { confirmedAt, heldBy } = state;
  // Told late: what is held now was decided after it, and is lost no sooner than it was got.
  const at = told < confirmedAt ? confirmedAt : told;
  const then = await count(standing, decidedBy(standing, state));
  if (meets(ladder, heldBy === 'kept' ? keepOf(held) : held.enter, then)) return;
  const values = await count(standing, windowAt(ladder.period, at, clock));
  const left = tierFor(ladder, then);
  const reached = tierFor(ladder, values);
  // What is left of then still holds for as long; what counts by now may hold more, and for longer.
  if (rankOf(ladder, left.id) > rankOf(ladder, reached.id)) {
    await hold(standing, { tier: left, at, reason: 'returned', heldBy: heldBy === 'kept' ? 'ended' : heldBy, confirmedAt, validUntil: state.validUntil, values: then });
    return;
  }
  await hold(standing, { tier: reached, at, reason: 'returned', heldBy: 'reached', confirmedAt: at, validUntil: heldUntil(ladder.period, at, clock), values });
}

/** Decides every end that has come by then, one after the other; answers the same standing when there was none. */
async function settle(standing: Standing, by: Date): Promise<Standing> {
  const { state } = standing;
  if (!state?.validUntil || state.validUntil > by) return standing;
  return settle(await decide(standing, state, state.validUntil), by);
}

async function decide(standing: Standing, state: TierState, end: Date): Promise<Standing> {
  const { ladder, clock } = standing;
  const ended = state.graceOf ?? end;
  const values = await count(standing, windowEnded(ladder.period, ended, clock));
  const next = { at: end, confirmedAt: ended, validUntil: heldAfter(ladder.period, ended, clock), values };
  const held = ladder.tiers.find(({ id }) => id === state.tierId);
  const reached = tierFor(ladder, values);
  const kept = held && state.graceOf === null ? keptTier(standing, held, reached, values) : undefined;
  if (kept) return hold(standing, { ...next, ...kept, isNews: kept.reason === 'reached' });
  if (held && state.graceOf === null && ladder.graceDays > 0) return keepInGrace(standing, state, end, addDays(end, ladder.graceDays));
  return hold(standing, { ...next, tier: reached, reason: held ? 'lapsed' : 'program', heldBy: 'ended' });
}

function keptTier({ ladder }: Standing, held: LadderTier, reached: LadderTier, values: Values) {
  const above = rankOf(ladder, reached.id) - rankOf(ladder, held.id);
  if (above >= 0) return { tier: reached, reason: above > 0 ? ('reached' as const) : ('kept' as const), heldBy: 'ended' as const };
  return meets(ladder, keepOf(held), values) ? { tier: held, reason: 'kept' as const, heldBy: 'kept' as const } : undefined;
}

/** What counted when the tier held now was decided. */
function decidedBy({ ladder, clock }: Standing, state: TierState): Window {
  return endsPeriod(state) ? windowEnded(ladder.period, state.confirmedAt, clock) : windowAt(ladder.period, state.confirmedAt, clock);
}

function endsPeriod({ heldBy }: TierState): boolean {
  return heldBy === 'kept' || heldBy === 'ended';
}

function count({ scope, key, ladder, clock }: Standing, window: Window): Promise<Values> {
  return valuesIn(scope, key, ladder, window, clock);
}
