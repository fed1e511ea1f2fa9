import type { ShopEvent } from '../../domain/shop-event.schema.js';

/** One delivery of a webhook, as it came. */
export interface Delivery {
  /** The body, to the letter: it is what was signed. */
  readonly body: string;
  /** By small-letter name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A shop system’s webhooks: verified, and read as events of the shop. */
export interface Inbound {
  /** Names it in the address, `/shop/v1/inbound/<id>`. */
  readonly id: string;
  /** The events that a delivery means; none where it means nothing. Fails with a `PortalError`: `unauthenticated` for one that is not genuine. */
  take(delivery: Delivery): readonly ShopEvent[];
}
