import type { Ladder, LadderTier } from './program/ladder.js';
import { one } from './scope.js';

/** What counted, by the id of the criterion. */
export type Values = Readonly<Record<string, number>>;

/** Whether these values meet what is asked: all of it, or any of it where the ladder says so. */
export function meets({ criteria, match }: Ladder, asked: Values, values: Values): boolean {
  const asks = criteria.filter(({ id }) => (asked[id] ?? 0) > 0);
  const met = ({ id }: { readonly id: string }) => (values[id] ?? 0) >= (asked[id] ?? 0);
  // The lowest tier asks for nothing, which everybody has.
  return match === 'any' && asks.length > 0 ? asks.some(met) : asks.every(met);
}

/** What keeps a tier: as much as enters it, but where less will do. */
export function keepOf({ enter, keep }: LadderTier): Values {
  return { ...enter, ...keep };
}

/** The highest tier that these values enter. The lowest asks for nothing, so there always is one. */
export function tierFor(ladder: Ladder, values: Values): LadderTier {
  return one(ladder.tiers.filter(({ enter }) => meets(ladder, enter, values)).slice(-1));
}

/** Place of a tier on the ladder; one that the program no longer has counts as below the lowest. */
export function rankOf(ladder: Ladder, tierId: string | undefined): number {
  return ladder.tiers.findIndex(({ id }) => id === tierId);
}
