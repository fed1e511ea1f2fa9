import type { Receipt, ShopEvent } from './shop-event.schema.js';

/** The answer to an event that was taken before under the same id. */
export function repeated({ id }: Pick<ShopEvent, 'id'>): Receipt {
  return { applied: false, reason: 'event_repeated', detail: `Event ${id} was taken before: there is nothing to do. If this is something new, give it an id of its own.` };
}

/** The answer to an event with an id of its own that tells nothing new. */
export function noNews(event: ShopEvent): Receipt {
  switch (event.type) {
    case 'order.placed':
      return unapplied('order_known', `Order ${event.data.order.id} was told before, by another event, and stays as it was: there is nothing to do. What came back is told by order.returned.`);
    case 'order.delivered':
      return unapplied('already_delivered', `Order ${event.data.orderId} was delivered before, as another event told: there is nothing to do.`);
    case 'order.returned':
      return unapplied('nothing_came_back', `All of this had come back from order ${event.data.orderId} before: there is nothing to do. To return part of an order, say \`items\` or \`amount\`.`);
    case 'member.joined':
      return unapplied('already_member', 'They are in the club already: there is nothing to do. A new name or address was taken up; member.updated is the event for it.');
    case 'code.used':
      return unapplied('already_used', 'This code was used before: there is nothing to do in the club. If two orders took it, look at the till.');
    case 'member.updated':
      return unapplied('no_news', 'This was known before: there is nothing to do.');
    default:
      return event satisfies never;
  }
}

function unapplied(reason: NonNullable<Receipt['reason']>, detail: string): Receipt {
  return { applied: false, reason, detail };
}
