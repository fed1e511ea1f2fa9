import { bigint, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The tables of `migrations/0004-program.ts`, typed for the query builder. */

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const shopId = text('shop_id').notNull();
const memberId = uuid('member_id').notNull();

/** Every change of a member's tier, with its reason. */
export const tierChanges = pgTable('tier_changes', {
  shopId,
  memberId,
  changeId: bigint('change_id', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  trackId: text('track_id').notNull(),
  at: at('at').notNull(),
  recordedAt: at('recorded_at').notNull(),
  tierId: text('tier_id').notNull(),
  beforeId: text('before_id'),
  reason: text('reason', { enum: ['joined', 'reached', 'kept', 'lapsed', 'returned', 'granted', 'program'] }).notNull(),
  detail: jsonb('detail').notNull(),
});

/** Each time an action counted. */
export const completions = pgTable('completions', {
  shopId,
  memberId,
  actionId: text('action_id').notNull(),
  intervalStart: at('interval_start').notNull(),
  nth: integer('nth').notNull(),
  at: at('at').notNull(),
  /** The key it was said under. */
  requestKey: text('request_key'),
});
