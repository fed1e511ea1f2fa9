import type { ShopEvent } from '../domain/shop-event.schema.js';

/** What became of an event of the shop. */
export interface Receipt {
  /** `false` when this event had been taken before. */
  readonly applied: boolean;
}

/** The shop's side of a club: its server tells what happened. Fails with a `PortalError`. */
export interface ShopPort {
  /** Takes one event; taking the same id again changes nothing. */
  receive(event: ShopEvent, call?: { readonly requestId?: string | undefined }): Promise<Receipt>;
}
