import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { PortalError } from '../../src/domain/errors.js';
import type { Club, ClubOptions } from '../../src/server/club/club.js';
import type { ClubDatabase } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { parseProgram, type Program } from '../../src/server/club/program/program.js';
import type { RewardRule } from '../../src/server/club/program/reward.js';
import { shopOf, testClub } from './clubs.js';
import { faultsOf } from './ledger-audit.js';
import { pointsOnly } from './programs.js';

/** A reward of 100 points with a code of the pool `tea`, but for what is said otherwise. */
export function rewardOf(id: string, more: Partial<RewardRule> = {}): RewardRule {
  return {
    id,
    title: { en: `Reward ${id}`, fa: `جایزهٔ ${id}` },
    kind: 'coupon',
    wallet: 'points',
    price: { kind: 'fixed', cost: 100 },
    conditions: [],
    fulfil: { by: 'pool', pool: 'tea' },
    refundable: false,
    ...more,
  };
}

/** The demo program with wallets of points, credit and stamps, and these rewards. */
export function programWith(rewards: readonly RewardRule[], more: Partial<Program> = {}): Program {
  const [points] = pointsOnly().wallets;
  const names = (one: string) => ({ en: one, fa: one });
  const wallet = (id: string, kind: 'credit' | 'stamps') => ({ id, unit: { id, kind, one: names(id), other: names(id), decimals: 0 }, remindDays: [] });
  return parseProgram({
    ...pointsOnly(),
    wallets: [points, wallet('credit', 'credit'), wallet('stamps', 'stamps')],
    actions: [],
    rewards,
    ...more,
  });
}

/** A club of rewards whose clock the test holds. Each test gets a shop of its own; all live in one database. */
export function rewardClub(program: () => Program, options: () => Partial<ClubOptions> = () => ({}), open: () => Promise<ClubDatabase> = () => openPglite()) {
  const start = new Date('2026-03-01T08:00:00Z');
  let now = start;
  let database: ClubDatabase;
  let club: Club;
  let count = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    now = start;
    club = await fresh();
    await shop.join('ann');
  });
  const fresh = () => {
    const own = program();
    const shopId = `rewards-${(count += 1)}-${randomUUID().slice(0, 8)}`;
    // Closing one of the clubs of a test must not take the database from the others.
    return testClub({ database: { ...database, close: async () => {} }, program: { ...own, shop: { ...own.shop, id: shopId } }, now: () => now, ...options() });
  };
  const shop = shopOf({ receive: (event) => club.receive(event) }, () => now);
  const port = (memberId: string | undefined = 'ann') => club.open({ shopId: club.shopId, memberId }) as Required<PortalAdapter>;
  const wallet = async (id = 'points', memberId = 'ann') => {
    const found = (await port(memberId).wallets()).find((each) => each.id === id);
    if (!found) throw new Error(`There is no wallet ${id}.`);
    return found;
  };
  return {
    shop,
    port,
    wallet,
    club: () => club,
    sql: () => database.sql,
    now: () => now,
    /** Another process on the same database. */
    reopen: async () => {
      const own = program();
      await club.close();
      club = await testClub({ database: { ...database, close: async () => {} }, program: { ...own, shop: { ...own.shop, id: club.shopId } }, now: () => now, ...options() });
      return club;
    },
    at: (time: string) => void (now = new Date(time)),
    after: (days: number) => void (now = new Date(start.getTime() + days * 86_400_000)),
    /** Gives points that are good for so many days. */
    give: (amount: number, days?: number, walletId = 'points', memberId = 'ann') =>
      club.grant(memberId, {
        ...{ walletId, amount, title: 'A gift', reason: 'test', actor: 'tester', key: randomUUID() },
        ...(days === undefined ? {} : { expiresAt: new Date(now.getTime() + days * 86_400_000) }),
      }),
    upload: (codes: readonly string[], pool = 'tea') => club.uploadCodes(pool, codes, 'tester'),
    redeem: (rewardId: string, cost = 100, more: { balance?: number; key?: string; as?: string } = {}) =>
      port(more.as).redeem({ rewardId, cost, balance: more.balance }, { key: more.key ?? randomUUID() }),
    reward: async (id: string, memberId?: string) => (await port(memberId ?? 'ann').rewards()).find((each) => each.id === id),
    /** The books are in order. */
    sound: async () => expect(await faultsOf(database.sql, club.shopId)).toEqual([]),
  };
}

/** The refusal that a wish ended in. */
export async function refusalOf(wish: Promise<unknown>): Promise<{ kind: string; code: string | undefined; userMessage: string | undefined; detail: string }> {
  const thrown: unknown = await wish.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof PortalError)) throw thrown;
  const { kind, code, userMessage, message } = thrown;
  return { kind, code, userMessage, detail: message };
}
