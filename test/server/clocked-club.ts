import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import type { ClubDatabase } from '../../src/server/club/database.js';
import { findMember, lockMember } from '../../src/server/club/members.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { parseProgram, type Program, type ProgramInput } from '../../src/server/club/program/program.js';
import type { Scope } from '../../src/server/club/scope.js';
import { transact } from '../../src/server/club/transaction.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { payable, payWith } from './paying.js';
import { pointsOnly } from './programs.js';

/** One member of a club whose clock the test holds; its program is the demo’s points, or what it is given more. Each test gets a shop of its own; all live in one database. */
export function clockedClub(more: Partial<ProgramInput> = {}) {
  const start = new Date('2026-03-01T08:00:00Z');
  const member = 'ann';
  let now = start;
  let database: ClubDatabase;
  let program: Program;
  let club: Club;
  let count = 0;

  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    now = start;
    const plain = pointsOnly(more);
    program = payable({ ...plain, shop: { ...plain.shop, id: `shop-${(count += 1)}` } });
    club = await testClub({ database, program, now: () => now });
    await shop.join(member);
  });

  const shop = shopOf({ receive: (event) => club.receive(event) }, () => now);
  const port = () => club.open({ shopId: club.shopId, memberId: member });
  const lines = async (locale = 'en') => (await port().activity?.({ limit: 100 }, { locale }))?.items ?? [];
  /** Something done with the member’s row locked, as the club’s own parts do it. */
  const work = <T>(act: (scope: Scope, key: string) => Promise<T>) =>
    transact(database.sql, { actor: 'owner', action: 'test' }, async (sql) => {
      const scope = { sql, program, now };
      const { key } = await lockMember(scope, (await findMember(scope, member))?.key ?? '');
      return act(scope, key);
    });
  /** An order of so many points, placed now. */
  const place = async (points: number, more: Parameters<typeof orderOf>[1] = {}) => {
    const order = orderOf(points * 100_000, { placedAt: now.toISOString(), ...more });
    await shop.place(member, order);
    return order.id;
  };
  return {
    member,
    shop,
    port,
    lines,
    place,
    club: () => club,
    now: () => now,
    /** Sets the clock so many days after the start. */
    after: (days: number) => void (now = new Date(start.getTime() + days * 86_400_000)),
    at: (time: string) => void (now = new Date(time)),
    wallet: async () => (await port().wallets?.())?.[0],
    track: async () => (await port().tiers?.())?.[0],
    titles: async (locale?: string) => (await lines(locale)).map((line) => `${line.delta} ${line.state} ${line.title}`),
    /** An order of so many points that has arrived. */
    buy: async (points: number) => {
      const id = await place(points);
      await shop.deliver(id);
      return id;
    },
    work,
    /** Opens the same club on another program. */
    change: async (next: Partial<ProgramInput>) => {
      program = parseProgram({ ...program, ...next });
      club = await testClub({ database, program, now: () => now });
    },
    /** Spends points on a reward that costs just so many. */
    pay: (points: number) => payWith(club, member, points),
  };
}
