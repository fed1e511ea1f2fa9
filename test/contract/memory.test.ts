import { createMemory } from '../../src/adapters/memory/memory.js';
import { adapterContract } from './adapter-contract.js';

let events = 0;
const id = (): string => `event-${++events}`;
const now = (): string => new Date().toISOString();

adapterContract('memory', async () => {
  const club = createMemory();
  return {
    shopId: 'memory',
    reward: 'discount-50',
    use: (code) => club.receive({ id: id(), at: now(), type: 'code.used', data: { code } }),
    open: (session) => club.open(session),
    place: (memberId, order) => club.receive({ id: id(), at: order.placedAt, type: 'order.placed', data: { memberId, order } }),
    deliver: (orderId) => club.receive({ id: id(), at: now(), type: 'order.delivered', data: { orderId } }),
    return: (orderId, amount) => club.receive({ id: id(), at: now(), type: 'order.returned', data: { orderId, ...(amount && { amount }) } }),
    close: async () => undefined,
  };
});
