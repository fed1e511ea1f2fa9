import type { PortalAdapter, Session } from '../../src/adapters/port.js';
import type { Money } from '../../src/domain/money.schema.js';
import type { Order } from '../../src/domain/order.schema.js';

/** An adapter under judgement, and the shop's side of it where there is one. */
export interface Bench {
  readonly shopId: string;
  /** Id of a reward with one price in points, above zero, whose code comes at once and can be undone. */
  readonly reward: string;
  /** Opens the adapter for a session. Any member id must do; one never seen before is not enrolled. */
  open(session: Session): PortalAdapter;
  /** The shop says that the member ordered. 100,000 rials must earn one point. */
  place?(memberId: string, order: Order): Promise<unknown>;
  deliver?(orderId: string): Promise<unknown>;
  /** The shop says that the order, or a part of its value, came back. */
  return?(orderId: string, amount?: Money): Promise<unknown>;
  /** The shop says that a code was used at the till. */
  use?(code: string): Promise<unknown>;
  close(): Promise<void>;
}
