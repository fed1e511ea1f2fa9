import type { PortalBackend } from '../adapters/port.js';
import type { ShopPort } from '../adapters/shop-port.js';
import { PortalError } from '../domain/errors.js';
import type { ShopEvent } from '../domain/shop-event.schema.js';

/** A person of the demo shop. */
export interface DemoMember {
  /** Id at the shop, the `sub` of their token. */
  readonly id: string;
  readonly name: Readonly<Record<'en' | 'fa', string>>;
  readonly email: string;
}

/** The people one can sign in as: Sara is Gold with a long history, Omid is new on Bronze, Mina has not joined. */
export const demoMembers = [
  { id: 'sara', name: { en: 'Sara Ahmadi', fa: 'سارا احمدی' }, email: 'sara@example.com' },
  { id: 'omid', name: { en: 'Omid Rezaei', fa: 'امید رضایی' }, email: 'omid@example.com' },
  { id: 'mina', name: { en: 'Mina Karimi', fa: 'مینا کریمی' }, email: 'mina@example.com' },
] as const satisfies readonly DemoMember[];

/** One purchase of the demo's past: when, what for, and what became of it. */
interface Purchase {
  readonly memberId: string;
  readonly number: string;
  readonly daysAgo: number;
  readonly title: string;
  readonly toman: number;
  readonly deliveredAfter?: number;
  /** Part of it that came back, in toman, days after delivery. */
  readonly returned?: { readonly toman: number; readonly after: number };
}

const purchases: readonly Purchase[] = [
  { memberId: 'sara', number: '1004', daysAgo: 382, title: 'Saffron, 4 g', toman: 860_000, deliveredAfter: 3 },
  { memberId: 'sara', number: '1011', daysAgo: 351, title: 'Lahijan tea, 1 kg', toman: 1_240_000, deliveredAfter: 3 },
  { memberId: 'sara', number: '1015', daysAgo: 342, title: 'Pistachios, 500 g', toman: 980_000, deliveredAfter: 2 },
  { memberId: 'sara', number: '1019', daysAgo: 240, title: 'Nowruz hamper', toman: 3_650_000, deliveredAfter: 4 },
  { memberId: 'sara', number: '1023', daysAgo: 163, title: 'Saffron, 10 g', toman: 2_150_000, deliveredAfter: 2, returned: { toman: 430_000, after: 6 } },
  { memberId: 'sara', number: '1031', daysAgo: 74, title: 'Gift boxes, three', toman: 4_420_000, deliveredAfter: 3 },
  { memberId: 'sara', number: '1038', daysAgo: 21, title: 'Dates and honey', toman: 1_180_000, deliveredAfter: 2 },
  { memberId: 'omid', number: '1036', daysAgo: 33, title: 'Green cardamom', toman: 640_000, deliveredAfter: 3 },
  { memberId: 'omid', number: '1040', daysAgo: 5, title: 'Lahijan tea, 250 g', toman: 390_000 },
  { memberId: 'sara', number: '1042', daysAgo: 3, title: 'Barberries and dried lime', toman: 850_000 },
];

const day = 86_400_000;

/** The club that is filled. */
type DemoClub = ShopPort & PortalBackend & { readonly shopId: string; runJobs(now?: Date): Promise<unknown> };

/**
 * Fills a club with the demo's people and their past, as its shop would have told it, in dates that are
 * relative to now. They have seen what they reached. Doing it again changes nothing.
 */
export async function seedDemo(club: DemoClub, now = new Date()): Promise<void> {
  const events = [...joins(now), ...purchases.flatMap((purchase) => story(purchase, now))];
  let isNew = false;
  for (const event of events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) isNew = (await tell(club, event)) || isNew;
  await club.runJobs(now);
  // At a later start what they have not seen is what happened since.
  if (isNew) for (const { id } of demoMembers) await look(club, id);
}

async function look(club: DemoClub, memberId: string): Promise<void> {
  const port = club.open({ shopId: club.shopId, memberId });
  for (const { id: trackId, news } of (await port.tiers?.()) ?? []) {
    if (news !== undefined) await port.dismiss?.({ kind: 'tier', trackId, tierId: news }, { key: `demo-seed-${trackId}-${news}` });
  }
}

// A later start tells the same events with other dates; the club knows their ids and says so.
async function tell(club: ShopPort, event: ShopEvent): Promise<boolean> {
  try {
    return (await club.receive(event)).applied;
  } catch (thrown) {
    if (!(thrown instanceof PortalError && thrown.code === 'event_id_reused')) throw thrown;
    return false;
  }
}

function joins(now: Date): ShopEvent[] {
  const since: readonly (readonly [DemoMember, number])[] = [
    [demoMembers[0], 400],
    [demoMembers[1], 40],
  ];
  return since.map(([{ id, name, email }, daysAgo]) => ({
    id: `demo-join-${id}`,
    at: ago(now, daysAgo),
    type: 'member.joined',
    data: { memberId: id, name: name.en, email },
  }));
}

function story(purchase: Purchase, now: Date): ShopEvent[] {
  const { memberId, number, daysAgo, deliveredAfter, returned } = purchase;
  const orderId = `demo-${number}`;
  const delivered = deliveredAfter === undefined ? undefined : daysAgo - deliveredAfter;
  const events: ShopEvent[] = [
    { id: `${orderId}-placed`, at: ago(now, daysAgo), type: 'order.placed', data: { memberId, order: orderOf(purchase, orderId, now) } },
  ];
  if (delivered === undefined) return events;
  events.push({ id: `${orderId}-delivered`, at: ago(now, delivered), type: 'order.delivered', data: { orderId } });
  if (!returned) return events;
  const amount = { minor: returned.toman * 10, currency: 'IRR' };
  events.push({ id: `${orderId}-returned`, at: ago(now, delivered - returned.after), type: 'order.returned', data: { orderId, amount } });
  return events;
}

function orderOf({ number, daysAgo, title, toman }: Purchase, id: string, now: Date) {
  const total = { minor: toman * 10, currency: 'IRR' };
  return {
    id,
    number,
    placedAt: ago(now, daysAgo),
    items: [{ id: '1', title, quantity: 1, total }],
    total,
    state: 'placed' as const,
  };
}

function ago(now: Date, days: number): string {
  return new Date(now.getTime() - days * day).toISOString();
}
