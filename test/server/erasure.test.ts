import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf } from '../../src/server/club/database.js';
import { findMember, forget, lockMember } from '../../src/server/club/members.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { transact } from '../../src/server/club/transaction.js';
import { orderOf } from './clubs.js';
import { gate, TestIssuer } from './makers.js';
import { startCluster, type Cluster } from './postgres.js';
import { refusalOf, rewardClub } from './reward-club.js';
import { programWith, rewardOf } from './reward-program.js';

const callback = { url: 'http://127.0.0.1:9/codes', secret: 'env:CALLBACK_SECRET', waitSeconds: 5, deadlineSeconds: 120 };
const webhooks = [{ id: 'crm', url: 'http://127.0.0.1:9/crm', secret: 'env:CRM', events: ['reward.redeemed' as const] }];
const visit = { id: 'visit', wallet: 'points', title: { en: 'Visit' }, kind: 'visit' as const, gives: 5, limit: { count: 1 }, completable: true };
const program = () => programWith([rewardOf('made', { fulfil: { by: 'callback' }, stock: 3 }), rewardOf('pool')], { callback, webhooks, actions: [visit] });
let cluster: Cluster;
let maker: TestIssuer;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());
const held = rewardClub(program, () => ({ issuer: (maker ??= new TestIssuer()), secrets: () => 'a secret that only tests know, and no one else', onError: () => undefined }), async () => openPostgres({ url: await cluster.database() }));
const { shop, port, club, give, redeem, upload, reward, sound, after, now } = held;
beforeEach(() => void (maker = Object.assign(maker, new TestIssuer())));

const select = <T extends z.core.$ZodType>(question: ReturnType<typeof sql>, row: T) => rowsOf(held.sql(), question, row);
const count = async (table: string) => (await select(sql`select count(*)::int as many from ${sql.identifier(table)} where shop_id = ${club().shopId}`, z.object({ many: z.int() })))[0]?.many;
const states = async () => (await select(sql`select m.state, p.external_id as who from members m left join people p using (shop_id, member_id) where m.shop_id = ${club().shopId} order by m.created_at, m.state`, z.object({ state: z.string(), who: z.nullable(z.string()) }))).map(({ state, who }) => `${state} ${who}`);

/** Ann is erased; while that is not finished, somebody begins something that has to wait for it. */
async function erasedDuring<T>(begin: () => Promise<T>): Promise<T> {
  let begun: Promise<T> | undefined;
  await transact(held.sql(), { actor: 'system', action: 'erase' }, async (tx) => {
    const scope = { sql: tx, program: club().program, now: now() };
    const key = (await findMember(scope, 'ann'))?.key ?? '';
    await lockMember(scope, key);
    await forget(scope, key);
    begun = begin();
    begun.catch(() => undefined);
    const waiting = sql`select pid from pg_stat_activity where wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await select(waiting, z.object({ pid: z.int() }))).not.toEqual([]), { timeout: 10_000 });
  });
  if (!begun) throw new Error('Nothing was begun.');
  return begun;
}

describe('an erasure', () => {
  it('gives up a code that is on its way: points and stock are back, and its maker is told', async () => {
    await give(150);
    maker.mode = 'loses';
    const { result } = await redeem('made');
    expect(result.state).toBe('pending');
    await club().erase('ann');
    maker.mode = 'well';
    after(0.001);
    await club().runJobs();
    await vi.waitFor(() => expect(maker.revoked).toContain(result.id));
    expect(await count('codes')).toBe(0);
    await shop.join('bob');
    expect((await reward('made', 'bob'))?.stock).toBe(3);
    await sound();
  });

  it('leaves no answer behind that is given while it happens', async () => {
    await give(150);
    const { closed, open } = gate();
    maker.gate = closed;
    const answer = club().open({ shopId: club().shopId, memberId: 'ann', name: 'Ann' }).redeem?.({ rewardId: 'made', cost: 100 }, { key: 'k', includes: [{ read: 'member' }] });
    await vi.waitFor(() => expect(maker.asked).toEqual(['issue']));
    await club().erase('ann');
    open();
    expect((await answer)?.result.state).toBe('failed');
    expect(await count('writes')).toBe(0);
    await vi.waitFor(() => expect(maker.revoked.size).toBe(1));
    await sound();
  });

  it('leaves no message to a webhook behind that is written while it happens', async () => {
    await give(150);
    await upload([randomUUID()]);
    await redeem('pool');
    await erasedDuring(() => club().deliver());
    expect(await count('deliveries')).toBe(0);
  });

  it('makes whoever joins meanwhile somebody new', async () => {
    await give(150);
    const { result } = await erasedDuring(() => port().join({ acceptTerms: true }, { key: 'join' }));
    expect(result).toMatchObject({ state: 'enrolled' });
    expect((await states()).sort()).toEqual(['enrolled ann', 'erased null']);
    expect(await held.wallet()).toMatchObject({ available: 0 });
  });

  it('keeps no order that is told meanwhile under the key that leads to nobody', async () => {
    await erasedDuring(() => shop.place('ann', orderOf(1_000_000, { placedAt: now().toISOString() })));
    expect((await states()).sort()).toEqual(['erased null', 'known ann']);
    const [order] = await select(sql`select m.state from orders o join members m using (shop_id, member_id) where o.shop_id = ${club().shopId}`, z.object({ state: z.string() }));
    expect(order?.state).toBe('known');
  });

  it('gives nothing for what is said to be done meanwhile', async () => {
    expect(await refusalOf(erasedDuring(() => port().completeEarnAction({ actionId: 'visit' }, { key: 'visit' })))).toMatchObject({ kind: 'not_enrolled' });
    expect(await count('transfers')).toBe(0);
  });

  it('is heard by a page that showed them: versions go on from there, also when they come back', async () => {
    await give(150);
    const versionOf = async () => (await port().snapshot([{ read: 'member' }])).version ?? -1;
    const before = await versionOf();
    expect(before).toBeGreaterThan(0);
    await club().erase('ann');
    const gone = await port().snapshot([{ read: 'member' }], { since: before });
    expect(gone.version).toBeGreaterThan(before);
    expect(gone.parts).toMatchObject([{ data: { state: 'not_enrolled' } }]);
    await shop.join('ann');
    expect(await versionOf()).toBeGreaterThan(gone.version ?? 0);
  });

  it('leaves no period that ends, and no trace of what came back', async () => {
    const items = [{ id: 'private-parcel', productId: 'p', title: 'Parcel', quantity: 2, total: { minor: 40_000_000, currency: 'IRR' } }];
    const order = orderOf(40_000_000, { placedAt: now().toISOString(), items });
    await shop.place('ann', order);
    await shop.deliver(order.id);
    await club().receive({ id: randomUUID(), at: now().toISOString(), type: 'order.returned', data: { orderId: order.id, items: [{ id: 'private-parcel', quantity: 1 }] } });
    await club().erase('ann');
    const [kept] = await select(sql`select returned_items::text as items from orders where shop_id = ${club().shopId}`, z.object({ items: z.string() }));
    expect(kept?.items).toBe('{}');
    expect(await count('tier_states')).toBe(0);
    // What is left of the order may still come back whole.
    expect(await shop.return(order.id)).toEqual({ applied: true });
    await sound();
  });
});
