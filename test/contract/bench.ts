import type { PortalAdapter, Session } from '../../src/adapters/port.js';
import type { Operation } from '../../src/domain/capabilities.schema.js';
import type { Money } from '../../src/domain/money.schema.js';
import type { Order } from '../../src/domain/order.schema.js';

/**
 * What an adapter may lack although it offers the operations. `versions`: writes and snapshots tell the member's
 * version. `guests`: who is not signed in reads the shop and the catalogue. `earning`: orders earn points. `reasons`:
 * numbers come with how they come about. `titles`: the history names what was bought. `translations`: and does so in
 * the reader's language.
 */
export type Trait = 'versions' | 'guests' | 'earning' | 'reasons' | 'titles' | 'translations';

/** What a judgement needs: an operation, a trait, or something that the shop can say. */
export type Need = Operation | Trait | 'place' | 'deliver' | 'return' | 'use';

/** An adapter under judgement, and the shop's side of it where there is one. */
export interface Bench {
  readonly shopId: string;
  /** Id of a reward with one price in points, above zero, whose code comes at once and can be undone. */
  readonly reward: string;
  /** The adapter offers a part of all there is: what it lacks besides operations, and how many judgements are left. */
  readonly partial?: { readonly lacks: readonly Trait[]; readonly judged: number };
  /** Opens the adapter for a session. Any member id must do; one never seen before is not enrolled. */
  open(session: Session): PortalAdapter;
  /** Makes somebody a member, where nobody joins by the adapter. */
  enrol?(memberId: string): Promise<unknown>;
  /** Gives a member so much to spend, where it is not earned by orders. */
  give?(memberId: string, amount: number): Promise<unknown>;
  /** The shop says that the member ordered. 100,000 rials must earn one point. */
  place?(memberId: string, order: Order): Promise<unknown>;
  deliver?(orderId: string): Promise<unknown>;
  /** The shop says that the order, or a part of its value, came back. */
  return?(orderId: string, amount?: Money): Promise<unknown>;
  /** The shop says that a code was used at the till. */
  use?(code: string): Promise<unknown>;
  close(): Promise<void>;
}
