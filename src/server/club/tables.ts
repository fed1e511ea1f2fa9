import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What the statements of `migrations/` made, typed for the query builder. The migrations are the truth. */

/** A bigint that must be a safe integer in JavaScript; one that is not is an error, never a rounded number. */
export const safeInteger = customType<{ data: number; driverData: string | number | bigint }>({
  dataType: () => 'bigint',
  fromDriver: (value) => {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`The database holds ${value}, which is beyond the safe integers.`);
    return number;
  },
});

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const shopId = text('shop_id').notNull();
const memberId = uuid('member_id').notNull();

/** Members by their random key. */
export const members = pgTable(
  'members',
  {
    shopId,
    memberId: uuid('member_id').notNull().defaultRandom(),
    state: text('state', { enum: ['known', 'enrolled', 'blocked', 'erased'] }).notNull(),
    enrolledAt: at('enrolled_at'),
    /** The groups the shop says they belong to. */
    tags: text('tags').array().notNull().default([]),
    version: safeInteger('version').notNull(),
    /** The version of somebody who was erased. */
    lastVersion: safeInteger('last_version').generatedAlwaysAs(sql`case when state = 'erased' then version end`),
    /** The revision of the program whose ladders they were last held against. */
    tiersReviewed: integer('tiers_reviewed').notNull().default(0),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.memberId] })],
);

/** Who the members are; the only erasable table. */
export const people = pgTable('people', {
  shopId,
  memberId,
  externalId: text('external_id').notNull(),
  name: text('name'),
  email: text('email'),
  /** The number shown at the till. */
  card: text('card'),
});

/** Events of the shop that were taken. */
export const shopEvents = pgTable('shop_events', {
  shopId,
  eventId: text('event_id').notNull(),
  type: text('type').notNull(),
  bodyHash: text('body_hash').notNull(),
  happenedAt: at('happened_at').notNull(),
  receivedAt: at('received_at').notNull(),
});

/** Orders as the shop told them; `document` and `number` are erased with the member. */
export const orders = pgTable('orders', {
  shopId,
  orderId: text('order_id').notNull(),
  memberId,
  number: text('number'),
  state: text('state', { enum: ['placed', 'delivered', 'partly_returned', 'returned'] }).notNull(),
  placedAt: at('placed_at').notNull(),
  deliveredAt: at('delivered_at'),
  currency: text('currency').notNull(),
  totalMinor: safeInteger('total_minor').notNull(),
  returnedMinor: safeInteger('returned_minor').notNull(),
  returnedItems: jsonb('returned_items').notNull(),
  document: jsonb('document'),
});

/** The tier each member holds. */
export const tierStates = pgTable('tier_states', {
  shopId,
  memberId,
  trackId: text('track_id').notNull(),
  tierId: text('tier_id').notNull(),
  since: at('since').notNull(),
  confirmedAt: at('confirmed_at').notNull(),
  validUntil: at('valid_until'),
  /** Whether it was reached on a day, kept by a period that ended, entered by one, or given. */
  heldBy: text('held_by', { enum: ['reached', 'kept', 'ended', 'granted'] }).notNull().default('reached'),
  /** In the days of grace: when the period ended. */
  graceOf: at('grace_of'),
  /** The tier, while its holder rose to it and has not been shown that. */
  news: text('news'),
});

/** Answers of the members' writes by idempotency key. */
export const writes = pgTable('writes', {
  shopId,
  memberId,
  operation: text('operation').notNull(),
  key: text('key').notNull(),
  bodyHash: text('body_hash').notNull(),
  answer: text('answer').notNull(),
  at: at('at').notNull(),
});

/** What happened, to be told outside; written with the change itself. */
export const outbox = pgTable('outbox', {
  shopId,
  outboxId: bigint('outbox_id', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  at: at('at').notNull(),
  topic: text('topic').notNull(),
  memberId,
  payload: jsonb('payload').notNull(),
  /** When it was handed to the webhooks. */
  dispatchedAt: at('dispatched_at'),
});

/** The accounts of a wallet: the member's side, and the shop's. */
export const accountNames = ['available', 'pending', 'reserved', 'owed', 'issued', 'spent', 'expired'] as const;
/** The name of an account of a wallet. */
export type AccountName = (typeof accountNames)[number];

/** Balances, kept by the database from the entries. */
export const accounts = pgTable('accounts', {
  shopId,
  memberId,
  walletId: text('wallet_id').notNull(),
  account: text('account', { enum: accountNames }).notNull(),
  balance: safeInteger('balance').notNull(),
});

/** What a movement of points can be. */
export const transferKinds = ['earn', 'release', 'return', 'hold', 'post', 'void', 'refund', 'adjust', 'grant', 'expire', 'fulfil'] as const;
/** What a movement of points is. */
export type TransferKind = (typeof transferKinds)[number];

/** Movements of points; each has balanced entries. */
export const transfers = pgTable('transfers', {
  shopId,
  memberId,
  transferId: uuid('transfer_id').notNull().defaultRandom(),
  seq: bigint('seq', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  walletId: text('wallet_id').notNull(),
  kind: text('kind', { enum: transferKinds }).notNull(),
  at: at('at').notNull(),
  recordedAt: at('recorded_at').notNull(),
  lines: smallint('lines').notNull(),
  /** What the member sees it do. */
  delta: safeInteger('delta').notNull(),
  /** Which of the member's balances it moved. */
  phase: text('phase', { enum: ['pending', 'available'] }).notNull(),
  lotId: uuid('lot_id'),
  orderId: text('order_id'),
  redemptionId: uuid('redemption_id'),
  /** The rule, action or reward it comes from, by its id in the program. */
  sourceId: text('source_id'),
  /** What the member reads, by language, where the program has no words for it. */
  title: jsonb('title'),
  /** How much of it could not be taken and is owed. */
  owed: safeInteger('owed').notNull(),
  /** What the number was reckoned from. */
  basis: jsonb('basis'),
});

/** The lines of the transfers. */
export const entries = pgTable('entries', {
  shopId,
  memberId,
  transferId: uuid('transfer_id').notNull(),
  line: smallint('line').notNull(),
  walletId: text('wallet_id').notNull(),
  account: text('account', { enum: accountNames }).notNull(),
  amount: safeInteger('amount').notNull(),
  balanceAfter: safeInteger('balance_after').notNull().default(0),
});

/** What remains of each earning. */
export const lots = pgTable('lots', {
  shopId,
  memberId,
  lotId: uuid('lot_id').notNull().defaultRandom(),
  seq: bigint('seq', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  walletId: text('wallet_id').notNull(),
  orderId: text('order_id'),
  /** The rule that earned it. */
  ruleId: text('rule_id'),
  /** The lines of the order it was earned on; the whole order without them. */
  lines: text('lines').array(),
  /** What the order had to be worth for it. */
  minimum: safeInteger('minimum'),
  /** Whether it counts towards a tier. */
  qualifies: boolean('qualifies').notNull().default(true),
  earned: safeInteger('earned').notNull(),
  remaining: safeInteger('remaining').notNull(),
  /** Whether anything remains, as its indexes ask. */
  live: boolean('live').notNull().generatedAlwaysAs(sql`remaining > 0`),
  returned: safeInteger('returned').notNull().default(0),
  expired: safeInteger('expired').notNull().default(0),
  earnedAt: at('earned_at').notNull(),
  activatesAt: at('activates_at').notNull(),
  availableAt: at('available_at'),
  expiresAt: at('expires_at'),
  /** The last step of `remindDays` it was looked at for. */
  remindedDays: integer('reminded_days'),
});
/** What remains of one earning. */
export type Lot = typeof lots.$inferSelect;

/** How many of a reward there are in all, and how many are gone. */
export const rewardStock = pgTable('reward_stock', {
  shopId,
  rewardId: text('reward_id').notNull(),
  granted: safeInteger('granted').notNull(),
  taken: safeInteger('taken').notNull(),
});

/** What points bought. */
export const redemptions = pgTable('redemptions', {
  shopId,
  redemptionId: uuid('redemption_id').notNull(),
  memberId,
  seq: bigint('seq', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  rewardId: text('reward_id').notNull(),
  walletId: text('wallet_id').notNull(),
  cost: safeInteger('cost').notNull(),
  state: text('state', { enum: ['pending', 'issued', 'applied', 'used', 'expired', 'cancelled', 'failed'] }).notNull(),
  fulfil: text('fulfil', { enum: ['pool', 'callback', 'wallet'] }).notNull(),
  /** What was promised when it was bought: see `promise.ts`. */
  promise: jsonb('promise').notNull(),
  refundable: boolean('refundable').notNull(),
  stocked: boolean('stocked').notNull(),
  requestKey: text('request_key').notNull(),
  bodyHash: text('body_hash').notNull(),
  at: at('at').notNull(),
  expiresAt: at('expires_at'),
  usedAt: at('used_at'),
  endedAt: at('ended_at'),
  note: text('note', { enum: ['refused', 'too_late', 'code_taken', 'member'] }),
  /** What is still to be asked of the maker of the code, and when. */
  task: text('task', { enum: ['issue', 'cancel', 'revoke'] }),
  nextTryAt: at('next_try_at'),
  deadlineAt: at('deadline_at'),
  attempts: integer('attempts').notNull().default(0),
  cancelKey: text('cancel_key'),
});
/** What points bought, as it is stored. */
export type StoredRedemption = typeof redemptions.$inferSelect;

/** The lots a redemption was paid from. */
export const holdLots = pgTable('hold_lots', {
  shopId,
  memberId,
  redemptionId: uuid('redemption_id').notNull(),
  lotId: uuid('lot_id').notNull(),
  amount: safeInteger('amount').notNull(),
});

/** Codes: uploaded ones that wait in a pool, and those that were given. */
export const codes = pgTable('codes', {
  shopId,
  codeId: bigint('code_id', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  code: text('code').notNull(),
  pool: text('pool'),
  memberId: uuid('member_id'),
  redemptionId: uuid('redemption_id'),
  url: text('url'),
  at: at('at').notNull(),
});
