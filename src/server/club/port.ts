import type { Call, Include, JoinInput, PortalAdapter, Session, Snapshot, WriteCall, Written } from '../../adapters/port.js';
import type { Change } from '../../domain/snapshot.schema.js';
import type { ActivityQuery } from '../../domain/activity.schema.js';
import type { CompleteEarnActionInput, EarnAction, EstimateQuery } from '../../domain/earning.schema.js';
import type { OrderQuery, OrdersQuery } from '../../domain/order.schema.js';
import type { Member } from '../../domain/member.schema.js';
import type { CancelRedemptionInput, RedeemInput, Redemption } from '../../domain/reward.schema.js';
import type { Dismissed, DismissInput } from '../../domain/tier.schema.js';
import { readBalance } from './balance-read.js';
import { cancelRedemption } from './cancel.js';
import { completeAction } from './complete-action.js';
import type { ClubContext } from './context.js';
import type { Sql } from './database.js';
import { dismiss } from './dismiss.js';
import { join } from './join.js';
import { abilitiesOf, readerOf, readParts, reads, signedIn, type Reader } from './read.js';
import { redeem } from './redeem.js';
import { refuse, untilAborted, type Scope } from './scope.js';
import { asPortalError, reading } from './transaction.js';

/** The club's port for one session. */
export class ClubPort implements PortalAdapter {
  constructor(
    private readonly club: ClubContext,
    private readonly session: Session,
  ) {}

  capabilities(call?: Call) {
    return this.#guarded(call, async () => abilitiesOf(this.club.program));
  }

  shop(call?: Call) {
    return this.#read(call, async (reader) => reads.shop(reader));
  }

  member(call?: Call) {
    return this.#read(call, async (reader) => reads.member(reader));
  }

  wallets(call?: Call) {
    return this.#guarded(call, () => readBalance(this.club, this.session, call?.locale));
  }

  tiers(call?: Call) {
    return this.#read(call, reads.tiers);
  }

  activity(query: ActivityQuery, call?: Call) {
    return this.#read(call, (reader) => reads.activity(reader, query));
  }

  rewards(call?: Call) {
    return this.#read(call, reads.rewards);
  }

  redemptions(call?: Call) {
    return this.#read(call, reads.redemptions);
  }

  earnActions(call?: Call) {
    return this.#read(call, reads.earnActions);
  }

  orders(query: OrdersQuery, call?: Call) {
    return this.#read(call, (reader) => reads.orders(reader, query));
  }

  order(query: OrderQuery, call?: Call) {
    return this.#read(call, (reader) => reads.order(reader, query));
  }

  estimate(query: EstimateQuery, call?: Call) {
    return this.#read(call, (reader) => reads.estimate(reader, query));
  }

  snapshot(includes: readonly Include[], call?: Call & { readonly since?: number }): Promise<Snapshot> {
    return this.#guarded(call, () =>
      reading(this.club.sql, async (tx) => {
        const reader = await readerOf(this.#scope(tx), this.session, call?.locale);
        const { version } = reader;
        if (version === undefined || version !== call?.since) return readParts(reader, includes);
        return { version, at: reader.scope.now.toISOString(), unchanged: true, parts: [] };
      }),
    );
  }

  join(input: JoinInput, call: WriteCall): Promise<Written<Member>> {
    return this.#guarded(call, () => join(this.club, this.session, input, call));
  }

  redeem(input: RedeemInput, call: WriteCall): Promise<Written<Redemption>> {
    return this.#guarded(call, () => redeem(this.club, this.session, input, call));
  }

  cancelRedemption(input: CancelRedemptionInput, call: WriteCall): Promise<Written<Redemption>> {
    return this.#guarded(call, () => cancelRedemption(this.club, this.session, input, call));
  }

  completeEarnAction(input: CompleteEarnActionInput, call: WriteCall): Promise<Written<EarnAction>> {
    return this.#guarded(call, () => completeAction(this.club, this.session, input, call));
  }

  dismiss(input: DismissInput, call: WriteCall): Promise<Written<Dismissed>> {
    return this.#guarded(call, () => dismiss(this.club, this.session, input, call));
  }

  async *watch(call?: Call): AsyncGenerator<Change, void, undefined> {
    const watcher = this.club.hub.watch(signedIn({ session: this.session }), call?.signal);
    try {
      // First the present version, read after the hearing began: what changed before it was heard shows in it.
      const { version = 0 } = await this.snapshot([], { signal: call?.signal });
      yield { version, keys: [] };
      for (let next = await watcher.next(); next; next = await watcher.next()) {
        // The bell of a change that the present version already holds may ring late.
        if (next.version === undefined || next.version > version) yield next;
      }
    } catch (thrown) {
      if (!call?.signal?.aborted) throw thrown;
    } finally {
      watcher.end();
    }
  }

  #read<T>(call: Call | undefined, read: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#guarded(call, () =>
      reading(this.club.sql, async (tx) => read(await readerOf(this.#scope(tx), this.session, call?.locale))),
    );
  }

  #scope(sql: Sql): Scope {
    return { sql, program: this.club.program, now: this.club.now() };
  }

  // Every failure leaves as a `PortalError`; an aborted call ends at once, whatever the database is still doing.
  async #guarded<T>(call: Call | undefined, work: () => Promise<T>): Promise<T> {
    call?.signal?.throwIfAborted();
    if (this.session.shopId !== this.club.program.shop.id) refuse('not_found', `This club is of another shop than ${this.session.shopId}.`);
    const answer = work().catch((thrown: unknown) => {
      throw asPortalError(thrown, this.club.onError);
    });
    return call?.signal ? untilAborted(answer, call.signal) : answer;
  }
}
