import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Club } from '../../src/server/club/club.js';
import { rowsOf } from '../../src/server/club/database.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import type { Program } from '../../src/server/club/program/program.js';
import { orderOf } from './clubs.js';
import { ownersDesk } from './keyboard.js';
import { programWith, rewardOf } from './reward-program.js';

// Tehran is three and a half hours ahead of UTC.
const program = (more: Partial<Program> = {}): Program => {
  const plain = programWith([rewardOf('tea')], more);
  return { ...plain, wallets: plain.wallets.map((wallet) => (wallet.id === 'points' ? { ...wallet, remindDays: [30, 7] } : wallet)) };
};
const desk = ownersDesk(program);
const { club, shop } = desk;

/** Points whose last day is this one. */
async function give(open: Club, amount: number, lastDay: string, memberId = 'ann'): Promise<void> {
  const expiresAt = new Date(Date.parse(`${lastDay}T20:30:00Z`));
  await open.grant(memberId, { walletId: 'points', amount, title: 'x', reason: 'x', actor: 'x', key: randomUUID(), expiresAt });
}

/** What was told so far of points that expire. */
async function told(): Promise<unknown[]> {
  const database = await openPostgres({ url: desk.url(), connections: 1 });
  try {
    const row = z.object({ payload: z.record(z.string(), z.unknown()) });
    return (await rowsOf(database.sql, sql`select payload from outbox where topic = 'points.expiring' order by outbox_id`, row)).map(({ payload }) => payload);
  } finally {
    await database.close();
  }
}

async function joined(): Promise<Club> {
  const open = await club();
  await shop(open).join('ann');
  return open;
}

describe('points that will expire', () => {
  it('are told once on each of the wallet’s days, from the shop’s own midnight on', async () => {
    const open = await joined();
    await give(open, 100, '2026-06-30');
    // 31 May is thirty days before; in Tehran it begins at 20:30 the evening before in UTC.
    desk.at('2026-05-30T20:29:59Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
    desk.at('2026-05-30T20:30:00Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 1 });
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
    desk.at('2026-06-22T20:29:59Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
    desk.at('2026-06-22T20:30:00Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 1 });
    const points = { walletId: 'points', amount: 100, lastDay: '2026-06-30', expiresAt: '2026-06-30T20:30:00.000Z' };
    expect(await told()).toEqual([{ ...points, daysLeft: 30 }, { ...points, daysLeft: 7 }]);
    desk.at('2026-06-30T20:00:00Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
  });

  it('are told later when the job did not run on the day: once, with the days that are left by then', async () => {
    const open = await joined();
    await give(open, 100, '2026-06-30');
    desk.at('2026-06-28T08:00:00Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 1 });
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
    expect(await told()).toMatchObject([{ daysLeft: 2 }]);
  });

  it('are told together where they end on the same day, and apart where they do not', async () => {
    const open = await joined();
    await give(open, 100, '2026-06-30');
    await open.grant('ann', { walletId: 'points', amount: 20, title: 'x', reason: 'x', actor: 'x', key: 'noon', expiresAt: new Date('2026-06-30T08:30:00Z') });
    await give(open, 5, '2026-07-01');
    desk.at('2026-06-25T08:00:00Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 2 });
    expect(await told()).toMatchObject([{ lastDay: '2026-06-30', amount: 120, expiresAt: '2026-06-30T08:30:00.000Z' }, { lastDay: '2026-07-01', amount: 5 }]);
    await give(open, 50, '2026-06-30');
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
  });

  it('are only those that are there: not spent, not pending, not of somebody who is not in the club', async () => {
    const open = await joined();
    await shop(open).join('bob');
    await give(open, 100, '2026-06-30');
    await give(open, 100, '2026-06-30', 'bob');
    await open.uploadCodes('tea', ['A'], 'Bea');
    await open.open({ shopId: open.shopId, memberId: 'ann' }).redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k' });
    await shop(open).place('ann', orderOf(1_000_000, { placedAt: desk.now().toISOString() }));
    // On the same day something else falls due for bob.
    await give(open, 5, '2026-06-24', 'bob');
    await open.erase('bob');
    desk.at('2026-06-25T08:00:00Z');
    expect(await open.runJobs()).toMatchObject({ reminded: 0 });
  });

  it('are told once by two processes at once, many times over', async () => {
    const [here, there] = [await joined(), await club()];
    for (let at = 0; at < 10; at += 1) {
      await shop(here).join(`m${at}`);
      await give(here, 10, '2026-06-30', `m${at}`);
    }
    desk.at('2026-06-25T08:00:00Z');
    const reports = await Promise.all([here.runJobs(), there.runJobs(), here.runJobs(), there.runJobs()]);
    expect(reports.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(10);
    expect(await told()).toHaveLength(10);
  });
});

describe('the one job', () => {
  it('does everything that is due once, on two processes and run twice', async () => {
    const [here, there] = [await joined(), await club()];
    await here.uploadCodes('tea', ['A'], 'Bea');
    await give(here, 150, '2026-03-20');
    await here.open({ shopId: here.shopId, memberId: 'ann' }).redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k' });
    await shop(here).place('ann', orderOf(40_000_000, { placedAt: desk.now().toISOString() }));
    // The order's release day comes, which makes her silver; and of the gift 50 points end within seven days.
    desk.at('2026-03-16T08:00:00Z');
    const sum = (reports: readonly object[]) =>
      reports.reduce<Record<string, number>>((all, report) => Object.fromEntries(Object.entries(report).map(([name, value]) => [name, (all[name] ?? 0) + Number(value)])), {});
    expect(sum(await Promise.all([here.runJobs(), there.runJobs()]))).toMatchObject({ released: 1, reminded: 1, expired: 0 });
    expect(sum([await here.runJobs(), await there.runJobs()])).toMatchObject({ released: 0, reminded: 0, expired: 0 });
    desk.at('2026-03-21T08:00:00Z');
    expect(sum(await Promise.all([there.runJobs(), here.runJobs()]))).toMatchObject({ expired: 1, reminded: 0 });
    expect((await here.open({ shopId: here.shopId, memberId: 'ann' }).tiers?.())?.[0]).toMatchObject({ current: 'silver' });
  });
});
