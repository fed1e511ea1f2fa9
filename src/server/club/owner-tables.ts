import { bigint, boolean, date, integer, json, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { safeInteger } from './tables.js';

/** The tables of `migrations/0005-owner.ts`, typed for the query builder. */

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const shopId = text('shop_id').notNull();
const memberId = uuid('member_id').notNull();

/** Every program that was applied; the one with the highest revision is in force. */
export const programs = pgTable('programs', {
  shopId,
  revision: integer('revision').notNull(),
  at: at('at').notNull(),
  document: json('document').notNull(),
  movesTiers: boolean('moves_tiers').notNull(),
});

/** Balances that members brought along. */
export const openings = pgTable('openings', {
  shopId,
  memberId,
  walletId: text('wallet_id').notNull(),
  amount: safeInteger('amount').notNull(),
  expiresAt: at('expires_at'),
  at: at('at').notNull(),
});

/** What was told of points that will expire. */
export const reminders = pgTable('reminders', {
  shopId,
  memberId,
  walletId: text('wallet_id').notNull(),
  /** The last day they are good for, on the shop's calendar. */
  lastDay: date('last_day', { mode: 'string' }).notNull(),
  /** The step of `remindDays`. */
  days: integer('days').notNull(),
  amount: safeInteger('amount').notNull(),
  at: at('at').notNull(),
});

/** What is to be told to a webhook, until it has answered. */
export const deliveries = pgTable('deliveries', {
  shopId,
  /** The `webhook-id`, the same at every try. */
  deliveryId: uuid('delivery_id').notNull().defaultRandom(),
  outboxId: bigint('outbox_id', { mode: 'bigint' }).notNull(),
  endpointId: text('endpoint_id').notNull(),
  topic: text('topic').notNull(),
  memberId,
  body: text('body').notNull(),
  madeAt: at('made_at').notNull(),
  state: text('state', { enum: ['waiting', 'delivered', 'dead'] }).notNull(),
  attempts: integer('attempts').notNull(),
  nextTryAt: at('next_try_at'),
  lastTryAt: at('last_try_at'),
  /** The status of the last answer; none when there was none. */
  lastStatus: integer('last_status'),
  /** What it said, or why there was none. */
  lastAnswer: text('last_answer'),
});
/** What is to be told to a webhook, as it is stored. */
export type Delivery = typeof deliveries.$inferSelect;

/** Addresses that want to hear nothing more. */
export const goneEndpoints = pgTable('gone_endpoints', {
  shopId,
  endpointId: text('endpoint_id').notNull(),
  url: text('url').notNull(),
  at: at('at').notNull(),
});
