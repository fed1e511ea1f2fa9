import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { noNews, repeated } from '../../domain/receipt.js';
import type { Receipt, ShopEvent } from '../../domain/shop-event.schema.js';
import { codeUsed } from './codes.js';
import { enrollMember } from './join.js';
import { meetMember, memberReads, type Person, touch } from './members.js';
import { delivered, placed, returned } from './orders.js';
import { one, refuse, shopOf, timeOf, type Scope } from './scope.js';
import { shopEvents } from './tables.js';

/** Takes one event of the shop inside a transaction: noted in the inbox and acted on, both or neither. */
export async function take(scope: Scope, event: ShopEvent): Promise<Receipt> {
  const at = happenedAt(scope, event);
  if (!(await note(scope, event, at))) return repeated(event);
  return (await act(scope, event, at)) ? { applied: true } : noNews(event);
}

function act(scope: Scope, event: ShopEvent, at: Date): Promise<boolean> {
  switch (event.type) {
    case 'order.placed':
      return placed(scope, event.data);
    case 'order.delivered':
      return delivered(scope, event.data.orderId, at);
    case 'order.returned':
      return returned(scope, event.data, at);
    case 'member.joined':
      return meetMember(scope, event.data).then((member) => enrollMember(scope, member, at));
    case 'member.updated':
      return updated(scope, event.data);
    case 'code.used':
      return codeUsed(scope, event.data.code, at);
    default:
      return event satisfies never;
  }
}

async function updated(scope: Scope, person: Person): Promise<boolean> {
  const { key } = await meetMember(scope, person);
  await touch(scope, key, memberReads);
  return true;
}

// A shop's clock may run ahead of ours; what it tells has happened, so it is not in the future.
function happenedAt(scope: Scope, event: ShopEvent): Date {
  return new Date(Math.min(timeOf(event.at, 'at').getTime(), scope.now.getTime()));
}

// The primary key decides who is first: a second transaction with the same id waits here for the first one's end.
async function note(scope: Scope, event: ShopEvent, happenedAt: Date): Promise<boolean> {
  const row = {
    shopId: shopOf(scope),
    eventId: event.id,
    type: event.type,
    bodyHash: fingerprint(event),
    happenedAt,
    receivedAt: scope.now,
  };
  const noted = await scope.sql.insert(shopEvents).values(row).onConflictDoNothing().returning({ id: shopEvents.eventId });
  if (noted.length === 0) await sameAsBefore(scope, row);
  return noted.length > 0;
}

async function sameAsBefore(scope: Scope, row: { eventId: string; bodyHash: string }): Promise<void> {
  const before = one(
    await scope.sql
      .select({ bodyHash: shopEvents.bodyHash })
      .from(shopEvents)
      .where(and(eq(shopEvents.shopId, shopOf(scope)), eq(shopEvents.eventId, row.eventId))),
  );
  if (before.bodyHash === row.bodyHash) return;
  refuse('rejected', `Event id ${row.eventId} was used before for something else. Give every event an id of its own.`, {
    code: 'event_id_reused',
  });
}

// What is told, without when it was sent and without the person's name: the inbox keeps no personal data.
function fingerprint({ type, data }: ShopEvent): string {
  const told = JSON.stringify([type, data], (name, value: unknown) => (name === 'name' || name === 'email' ? undefined : value));
  return createHash('sha256').update(told).digest('hex');
}
