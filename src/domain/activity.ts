import type { Activity, ActivityQuery } from './activity.schema.js';

export type { Activity };

/** What the history can be narrowed down to. */
export type ActivityFilter = NonNullable<ActivityQuery['filter']>;
/** Every filter of the history, in the order they are offered. */
export const activityFilters: readonly ActivityFilter[] = ['earned', 'spent', 'expired', 'pending'];

/** Whether a line of the history is one of those asked for; `dayOf` gives the shop's day of an instant, as `2026-05-03`. */
export function activityFits(line: Activity, query: Omit<ActivityQuery, 'limit' | 'cursor'>, dayOf: (at: string) => string): boolean {
  const { at, delta, kind, state, unit } = line;
  const { filter, from, to, wallet } = query;
  const day = from === undefined && to === undefined ? '' : dayOf(at);
  if ((from && day < from) || (to && day > to) || (wallet && unit.id !== wallet)) return false;
  switch (filter) {
    case undefined:
      return true;
    case 'pending':
      return state === 'pending';
    case 'expired':
      return kind === 'expire' || state === 'expired';
    case 'earned':
      return delta > 0;
    case 'spent':
      return kind === 'redeem';
    default:
      return filter satisfies never;
  }
}
