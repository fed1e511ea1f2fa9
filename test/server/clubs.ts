import { randomUUID } from 'node:crypto';
import { openClub, type Club, type ClubOptions } from '../../src/server/club/club.js';
import type { ClubDatabase } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import type { Money } from '../../src/domain/money.schema.js';
import type { Order } from '../../src/domain/order.schema.js';
import { TestIssuer } from './makers.js';
import type { Bench } from '../contract/adapter-contract.js';
import { benchProgram } from './programs.js';

/** A club of the program that the contract asks for, on a database; in memory without one. Codes that a shop would make are made here. Failures that it hides end the test. */
export async function testClub(options: Partial<ClubOptions> = {}): Promise<Club> {
  const database: ClubDatabase = options.database ?? (await openPglite());
  return openClub({ program: benchProgram(), onError: failLoudly, issuer: new TestIssuer(), ...options, database });
}

function failLoudly(error: unknown): void {
  throw error instanceof Error ? error : new Error(String(error));
}

/** The shop's side of a club, in the words of the contract. */
export function clubBench(club: Club, close: () => Promise<void> = () => club.close()): Bench {
  const tell = shopOf(club);
  return { shopId: club.shopId, reward: 'discount-50', open: (session) => club.open(session), ...tell, close };
}

/** What a shop can tell, each with a fresh event id. */
export function shopOf(club: Pick<Club, 'receive'>, now: () => Date = () => new Date()) {
  const head = () => ({ id: randomUUID(), at: now().toISOString() });
  return {
    place: (memberId: string, order: Order) => club.receive({ ...head(), type: 'order.placed', data: { memberId, order } }),
    deliver: (orderId: string) => club.receive({ ...head(), type: 'order.delivered', data: { orderId } }),
    return: (orderId: string, amount?: Money) => club.receive({ ...head(), type: 'order.returned', data: { orderId, amount } }),
    use: (code: string) => club.receive({ ...head(), type: 'code.used', data: { code } }),
    join: (memberId: string) => club.receive({ ...head(), type: 'member.joined', data: { memberId } }),
  };
}

/** An order of so many rials; 100,000 of them are one point. */
export function orderOf(rials: number, more: Partial<Order> = {}): Order {
  const total = { minor: rials, currency: 'IRR' };
  const items = [{ id: '1', title: 'Tea', quantity: 1, total }];
  return { id: `order-${randomUUID()}`, number: '1042', placedAt: new Date().toISOString(), items, total, state: 'placed', ...more };
}
