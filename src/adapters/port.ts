import type { ActivityPage, ActivityQuery } from '../domain/activity.schema.js';
import type { Capabilities } from '../domain/capabilities.schema.js';
import type { CompleteEarnActionInput, EarnAction, Estimate, EstimateQuery } from '../domain/earning.schema.js';
import type { PortalError } from '../domain/errors.js';
import type { Member } from '../domain/member.schema.js';
import type { Order, OrderPage, OrderQuery, OrdersQuery } from '../domain/order.schema.js';
import type { CancelRedemptionInput, RedeemInput, Redemption, Reward } from '../domain/reward.schema.js';
import type { Shop } from '../domain/shop.schema.js';
import type { Change } from '../domain/snapshot.schema.js';
import type { Dismissed, DismissInput, TierTrack } from '../domain/tier.schema.js';
import type { Wallet } from '../domain/wallet.schema.js';

/** What every call may carry. */
export interface Call {
  /** Ends the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** BCP 47 tag of the reader's language, for the texts in the answer. */
  readonly locale?: string | undefined;
  /** Names the request in the records of whoever answers it. */
  readonly requestId?: string | undefined;
}

/** What every write carries besides. */
export interface WriteCall extends Call {
  /** Idempotency key: the same key with the same input has one effect and one answer. */
  readonly key: string;
  /** Reads to answer along with the write, so that the page needs no second request. */
  readonly includes?: readonly Include[];
}

/** What each read answers. */
export interface Reads {
  capabilities: Capabilities;
  shop: Shop;
  member: Member;
  wallets: Wallet[];
  tiers: TierTrack[];
  activity: ActivityPage;
  rewards: Reward[];
  redemptions: Redemption[];
  earnActions: EarnAction[];
  orders: OrderPage;
  order: Order;
  estimate: Estimate;
}
/** The name of a read. */
export type ReadName = keyof Reads;
/** The parameters of the reads that take any. */
export interface Queries {
  activity: ActivityQuery;
  orders: OrdersQuery;
  order: OrderQuery;
  estimate: EstimateQuery;
}

/** One read with its parameters, as a snapshot asks for it. */
export type Include =
  | { readonly read: Exclude<ReadName, keyof Queries> }
  | { [R in keyof Queries]: { readonly read: R; readonly query: Queries[R] } }[keyof Queries];

/** One read's answer in a snapshot. */
export type Answer = {
  [R in ReadName]: { readonly key: string; readonly read: R; readonly data: Reads[R] };
}[ReadName];
/** One read's answer in a snapshot: the data, or why there is none. */
export type Part = Answer | { readonly key: string; readonly read: ReadName; readonly error: PortalError };

/** Several reads in one answer. */
export interface Snapshot {
  /** Grows with every change of the member's data; older answers are ignored. */
  readonly version?: number;
  /** When the answer was made, ISO 8601. */
  readonly at: string;
  /** Nothing changed since the version asked about; `parts` is empty. */
  readonly unchanged?: boolean;
  readonly parts: readonly Part[];
}

/** What a write answers: its result, and the reads asked for, as they are now. */
export interface Written<T> extends Snapshot {
  readonly result: T;
}

/** What a member says when joining the club. */
export interface JoinInput {
  /** The member accepted the club's terms. */
  readonly acceptTerms: boolean;
}

/** What each write takes and gives. */
export interface Writes {
  join: { input: JoinInput; result: Member };
  redeem: { input: RedeemInput; result: Redemption };
  cancelRedemption: { input: CancelRedemptionInput; result: Redemption };
  completeEarnAction: { input: CompleteEarnActionInput; result: EarnAction };
  dismiss: { input: DismissInput; result: Dismissed };
}
/** The name of a write. */
export type WriteName = keyof Writes;

/**
 * Everything a club can do: one method per question or action, for one member's session.
 * A method that is absent, or that `capabilities` does not call `yes` or `degraded`, is not offered.
 * Every method fails with a `PortalError` and nothing else, but for an aborted call.
 */
export interface PortalAdapter {
  capabilities(call?: Call): Promise<Capabilities>;
  shop?(call?: Call): Promise<Shop>;
  member?(call?: Call): Promise<Member>;
  wallets?(call?: Call): Promise<Wallet[]>;
  tiers?(call?: Call): Promise<TierTrack[]>;
  activity?(query: ActivityQuery, call?: Call): Promise<ActivityPage>;
  /** The catalogue; for a guest too, then with nobody's obstacles but `guest`. */
  rewards?(call?: Call): Promise<Reward[]>;
  redemptions?(call?: Call): Promise<Redemption[]>;
  /** For a guest too. */
  earnActions?(call?: Call): Promise<EarnAction[]>;
  orders?(query: OrdersQuery, call?: Call): Promise<OrderPage>;
  order?(query: OrderQuery, call?: Call): Promise<Order>;
  /** For a guest too. */
  estimate?(query: EstimateQuery, call?: Call): Promise<Estimate>;
  join?(input: JoinInput, call: WriteCall): Promise<Written<Member>>;
  /** Buys a reward. A `pending` result is on its way: `watch` and `redemptions` tell when its code is there. */
  redeem?(input: RedeemInput, call: WriteCall): Promise<Written<Redemption>>;
  /** Undoes an unused redemption; the points come back. */
  cancelRedemption?(input: CancelRedemptionInput, call: WriteCall): Promise<Written<Redemption>>;
  completeEarnAction?(input: CompleteEarnActionInput, call: WriteCall): Promise<Written<EarnAction>>;
  /** The member was shown some news: it is none any more, on whichever device. What is no news anyway stays as it is. */
  dismiss?(input: DismissInput, call: WriteCall): Promise<Written<Dismissed>>;
  /** Several reads at once; without it the kit asks for each. `since` may be answered with `unchanged`. */
  snapshot?(includes: readonly Include[], call?: Call & { readonly since?: number }): Promise<Snapshot>;
  /** Tells what changed, as it changes, until the signal ends it. */
  watch?(call?: Call): AsyncIterable<Change>;
}

/** Where the member's token comes from. */
export interface TokenSource {
  /** The token to send, or nothing for a guest. */
  token(): Promise<string | undefined>;
  /** A newer token than the one the API refused; the same promise for all who ask at once. */
  renew?(refused: string): Promise<string | undefined>;
}

/** How a Portal API is reached. */
export interface Connection extends TokenSource {
  /** Address of the gateway, e.g. `https://club.example.com`. */
  readonly api: string;
  /** Milliseconds for a call: headers, body and retries together. Default 8,000. */
  readonly deadline?: number | undefined;
  /** Stands in for the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Who a request speaks for, as verified by the gateway or the page's own adapter. */
export interface Session {
  readonly shopId: string;
  /** The member's id at the shop; absent for a guest. */
  readonly memberId?: string;
  /** What the verified token says of the member, for a backend that meets them for the first time. */
  readonly name?: string;
  readonly email?: string;
}

/** A backend: gives the port of one session. Opening is cheap and does no I/O. */
export interface PortalBackend {
  open(session: Session): PortalAdapter;
}
