import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import type { ShopEvent } from '../../src/domain/shop-event.schema.js';
import { orderOf, testClub } from './clubs.js';
import { gatewayOver, shopSecret, type TestGateway } from './gateways.js';

let club: Club;
let gateway: TestGateway;
beforeAll(async () => {
  club = await testClub();
  gateway = gatewayOver(club);
});
afterAll(() => club?.close());

const head = () => ({ id: randomUUID(), at: new Date().toISOString() });
const tell = async (event: ShopEvent) => {
  const answer = await gateway.tell(event);
  return { status: answer.status, ...(await answer.json()) };
};
const wallet = async (as: string) => (await (await gateway.call('/portal/v1/wallets', { as })).json())[0];

/** A member of the club with an order of 100 points on its way. */
async function ordered() {
  const memberId = `m-${randomUUID()}`;
  const order = orderOf(10_000_000);
  await tell({ ...head(), type: 'member.joined', data: { memberId } });
  const placed: ShopEvent = { ...head(), type: 'order.placed', data: { memberId, order } };
  return { memberId, order, placed };
}
const partBack = (orderId: string): ShopEvent => ({ ...head(), type: 'order.returned', data: { orderId, amount: { minor: 1_000_000, currency: 'IRR' } } });

describe('the shop’s events', () => {
  it('told twice have one effect each, and say so', async () => {
    const { memberId, order, placed } = await ordered();
    const events: ShopEvent[] = [placed, { ...head(), type: 'order.delivered', data: { orderId: order.id } }, partBack(order.id)];
    for (const event of events) {
      expect(await tell(event)).toEqual({ status: 200, applied: true });
      expect(await tell(event)).toEqual({ status: 200, applied: false, reason: 'event_repeated', detail: expect.stringContaining(event.id) });
    }
    expect(await wallet(memberId)).toMatchObject({ available: 90, pending: 0 });
    expect(await tell(partBack(order.id))).toMatchObject({ applied: true });
    expect(await wallet(memberId)).toMatchObject({ available: 80 });
  });

  it('sent again with a new time of sending are still the same', async () => {
    const { order, placed } = await ordered();
    await tell(placed);
    const back = partBack(order.id);
    await tell(back);
    expect(await tell({ ...back, at: '2026-01-01T00:00:00Z' })).toMatchObject({ status: 200, applied: false, reason: 'event_repeated' });
  });

  it('that are no news under an id of their own say why, and what to do', async () => {
    const { memberId, order, placed } = await ordered();
    const events: [ShopEvent, string][] = [
      [placed, 'order_known'],
      [{ ...head(), type: 'order.delivered', data: { orderId: order.id } }, 'already_delivered'],
      [{ ...head(), type: 'order.returned', data: { orderId: order.id } }, 'nothing_came_back'],
      [{ ...head(), type: 'member.joined', data: { memberId } }, 'already_member'],
    ];
    for (const [event, reason] of events) {
      await tell(event);
      const { detail, ...answer } = await tell({ ...event, ...head() });
      expect(answer).toEqual({ status: 200, applied: false, reason });
      expect(detail).toMatch(/there is nothing to do/);
    }
  });

  it('that calls something a list which is none is refused, and not taken for a fault of ours', async () => {
    const headers = { Authorization: `Bearer ${shopSecret}`, 'Content-Type': 'application/json' };
    const total = { minor: 1, currency: 'IRR' };
    const order = { id: '1', number: '1', placedAt: '2026-11-22T10:00:00Z', state: 'placed', total, items: { length: {} } };
    const event = { ...head(), type: 'order.placed', data: { memberId: 'c-17', order } };
    const answer = await gateway.call('/shop/v1/events', { method: 'POST', headers, body: JSON.stringify(event) });
    expect(answer.status).toBe(422);
  });

  it('of a type that is none are told the types there are', async () => {
    const headers = { Authorization: `Bearer ${shopSecret}`, 'Content-Type': 'application/json' };
    for (const type of ['order.shipped', undefined, 7]) {
      const answer = await gateway.call('/shop/v1/events', { method: 'POST', headers, body: JSON.stringify({ ...head(), type, data: {} }) });
      const { detail } = await answer.json();
      expect(answer.status).toBe(422);
      for (const allowed of ['order.placed', 'order.delivered', 'order.returned', 'member.joined', 'member.updated', 'code.used']) expect(detail).toContain(`\`${allowed}\``);
      expect(detail).toContain('at type');
    }
  });

  it('under an id that was used for something else are refused, not dropped in silence', async () => {
    const { order, placed } = await ordered();
    await tell(placed);
    const reused: ShopEvent = { id: placed.id, at: placed.at, type: 'order.delivered', data: { orderId: order.id } };
    expect(await tell(reused)).toMatchObject({ status: 422, kind: 'rejected', code: 'event_id_reused' });
  });

  it.each(['order.delivered', 'order.returned'] as const)('%s before its order is 404; sent again after it, the same event counts', async (type) => {
    const { memberId, order, placed } = await ordered();
    const early: ShopEvent = { ...head(), type, data: { orderId: order.id } };
    expect(await tell(early)).toMatchObject({ status: 404, kind: 'not_found', code: 'order_unknown' });
    expect(await tell(placed)).toMatchObject({ applied: true });
    expect(await tell(early)).toEqual({ status: 200, applied: true });
    expect(await wallet(memberId)).toMatchObject({ available: type === 'order.delivered' ? 100 : 0, pending: 0 });
  });

  it('returned, then delivered: nothing comes alive again', async () => {
    const { memberId, order, placed } = await ordered();
    await tell(placed);
    await tell({ ...head(), type: 'order.returned', data: { orderId: order.id } });
    expect(await tell({ ...head(), type: 'order.delivered', data: { orderId: order.id } })).toMatchObject({ applied: true });
    expect(await wallet(memberId)).toMatchObject({ available: 0, pending: 0 });
  });

  it('50 at once of one member, each told twice, all count once', async () => {
    const { memberId } = await ordered();
    const events = Array.from({ length: 50 }, (): ShopEvent => ({ ...head(), type: 'order.placed', data: { memberId, order: orderOf(1_000_000) } }));
    const answers = await Promise.all([...events, ...events].map(tell));
    expect(answers.filter(({ applied }) => applied)).toHaveLength(50);
    expect(await wallet(memberId)).toMatchObject({ pending: 500 });
  });

  it('with a value that no database can hold are refused, so that the shop does not send them for ever', async () => {
    const { status, kind } = await tell({ ...head(), type: 'member.joined', data: { memberId: 'nul', name: 'Ann\0' } });
    expect({ status, kind }).toEqual({ status: 422, kind: 'rejected' });
  });

  it('may say null for what they do not know', async () => {
    const { memberId } = await ordered();
    const headers = { Authorization: `Bearer ${shopSecret}`, 'Content-Type': 'application/json' };
    const event = { ...head(), type: 'order.placed', data: { memberId, name: null, email: null, order: { ...orderOf(1_000_000), promisedBy: null } } };
    const answer = await gateway.call('/shop/v1/events', { method: 'POST', headers, body: JSON.stringify(event) });
    expect(await answer.json()).toEqual({ applied: true });
  });

  it('a joined member who joins again is no news; a name told later is kept', async () => {
    const { memberId } = await ordered();
    expect(await tell({ ...head(), type: 'member.joined', data: { memberId, name: 'Ann' } })).toMatchObject({ status: 200, applied: false, reason: 'already_member' });
    expect(await (await gateway.call('/portal/v1/member', { as: memberId })).json()).toMatchObject({ state: 'enrolled', name: 'Ann' });
  });

  it.each([
    ['no id', { id: undefined }],
    ['an empty id', { id: '' }],
    ['an unknown type', { type: 'order.lost' }],
    ['a day that does not exist', { at: '2026-13-01T00:00:00Z' }],
    ['an hour that does not exist', { at: '2026-01-01T29:00:00Z' }],
    ['an order on a day that does not exist', { data: { memberId: 'x', order: { ...orderOf(1), placedAt: '2026-10-32' } } }],
    ['an order of next year', { data: { memberId: 'x', order: { ...orderOf(1), placedAt: '2999-01-01T00:00:00Z' } } }],
    ['a fraction of a rial', { data: { memberId: 'x', order: { ...orderOf(1), total: { minor: 0.5, currency: 'IRR' } } } }],
    ['an amount beyond the safe integers', { data: { memberId: 'x', order: { ...orderOf(1), total: { minor: 2 ** 53, currency: 'IRR' } } } }],
    ['no member', { data: { order: orderOf(1) } }],
  ])('with %s are refused with the path of the mistake', async (_, wrong) => {
    const event = { ...head(), type: 'order.placed', data: { memberId: 'x', order: orderOf(1) }, ...wrong };
    const headers = { Authorization: `Bearer ${shopSecret}`, 'Content-Type': 'application/json' };
    const answer = await gateway.call('/shop/v1/events', { method: 'POST', headers, body: JSON.stringify(event) });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ kind: 'rejected', detail: expect.stringMatching(/at |At |type|id/) });
  });
});
