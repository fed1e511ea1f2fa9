import type { Receipt, ShopEvent } from '../domain/shop-event.schema.js';

/** The shop's side of a club: its server tells what happened. Fails with a `PortalError`. */
export interface ShopPort {
  /** Takes one event; taking the same id again changes nothing. */
  receive(event: ShopEvent, call?: { readonly requestId?: string | undefined }): Promise<Receipt>;
}
