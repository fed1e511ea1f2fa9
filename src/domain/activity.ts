import type { Activity, ActivityQuery } from './activity.schema.js';

export type { Activity };

/** What the history can be narrowed down to. */
export type ActivityFilter = NonNullable<ActivityQuery['filter']>;
/** Every filter of the history, in the order they are offered. */
export const activityFilters: readonly ActivityFilter[] = ['earned', 'spent', 'expired', 'pending'];
