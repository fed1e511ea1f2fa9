import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf, type Sql } from '../../src/server/club/database.js';
import { sqlState, transact } from '../../src/server/club/transaction.js';
import type { ShopEvent } from '../../src/domain/shop-event.schema.js';
import { readAudit } from '../../src/server/club/audit-read.js';
import { orderOf } from './clubs.js';
import { gate, TestIssuer } from './makers.js';
import { rewardClub } from './reward-club.js';
import { programWith, rewardOf } from './reward-program.js';

const callback = { url: 'http://127.0.0.1:9/codes', secret: 'env:CALLBACK_SECRET', waitSeconds: 1, deadlineSeconds: 120 };
const maker = new TestIssuer();
const { shop, club, port, now, sql: db, give, upload, redeem, sound } = rewardClub(
  () => programWith([rewardOf('tea', { stock: 5 }), rewardOf('made', { fulfil: { by: 'callback' }, refundable: true })], { callback }),
  () => ({ issuer: maker }),
);

/** An event but for its head. */
type ShopEventTold = ShopEvent extends infer E ? (E extends ShopEvent ? Omit<E, 'id' | 'at'> : never) : never;

/** A member with a given code, another with a pending one, and a code that nobody has. */
let issued: string;
let pending: string;
let ann: string;
let bob: string;
beforeEach(async () => {
  await shop.join('bob');
  await give(500);
  await give(500, undefined, 'points', 'bob');
  await upload(['A', 'B']);
  maker.gate = Promise.resolve();
  issued = (await redeem('tea')).result.id;
  maker.gate = gate().closed;
  pending = (await redeem('made', 100, { as: 'bob' })).result.id;
  const key = async (id: string) =>
    (await rowsOf(db(), sql`select member_id as key from redemptions where redemption_id = ${id}`, z.object({ key: z.string() })))[0]?.key ?? '';
  [ann, bob] = [await key(issued), await key(pending)];
});

/** The rule that refuses a statement, or `undefined` when none does. */
const attempt = (...statements: SQL[]) =>
  transact(db(), { actor: 'system', action: 'attack' }, async (tx: Sql) => {
    for (const statement of statements) await tx.execute(statement);
  }).then(
    () => undefined,
    (thrown: unknown) => sqlState(thrown)?.constraint,
  );

const moved = (member: string, redemption: string, kind: string, entries: Record<string, number>) =>
  sql`select vafa_transfer(${club().shopId}, ${member}, ${JSON.stringify({ walletId: 'points', kind, at: new Date(), now: new Date(), delta: 0, phase: 'available', redemptionId: redemption })}::jsonb, ${JSON.stringify(entries)}::jsonb)`;

describe('the database itself refuses', () => {
  it('a hold that is posted twice, or posted and given back', async () => {
    expect(await attempt(moved(ann, issued, 'post', { reserved: -100, spent: 100 }))).toMatch(/hold_settled_once|transfers_of_redemption/);
    expect(await attempt(moved(ann, issued, 'void', { reserved: -100, available: 100 }))).toBe('hold_settled_once');
    await sound();
  });

  it('a hold that is posted or given back while the redemption still waits', async () => {
    expect(await attempt(moved(bob, pending, 'post', { reserved: -100, spent: 100 }))).toBe('redemption_holds');
    expect(await attempt(moved(bob, pending, 'void', { reserved: -100, available: 100 }))).toBe('redemption_holds');
    await sound();
  });

  it('a movement of another size, from another place or at another moment than its redemption says', async () => {
    const fail = sql`update redemptions set state = 'failed', task = null, next_try_at = null where redemption_id = ${pending}`;
    expect(await attempt(fail, moved(bob, pending, 'void', { spent: -100, available: 100 }))).toBe('redemption_holds');
    expect(await attempt(fail, moved(bob, pending, 'void', { reserved: -50, available: 50 }))).toBe('redemption_holds');
    expect(await attempt(fail, moved(bob, pending, 'void', { reserved: -100, issued: -100, available: 200 }))).toBe('redemption_holds');
    // What waits for the end of the transaction may be asked for earlier: what comes after it is looked at as well.
    const now = sql`set constraints all immediate`;
    expect(await attempt(now, sql`set constraints transfers_balance deferred`, moved(bob, pending, 'post', { reserved: -100, spent: 100 }))).toBe('redemption_holds');
    expect(await attempt(now, fail)).toBe('redemption_holds');
    await sound();
  });

  it('one member’s movement for the redemption of another', async () => {
    expect(await attempt(moved(ann, pending, 'void', { reserved: -100, available: 100 }))).toBeDefined();
    expect(await attempt(moved(bob, issued, 'refund', { spent: -100, available: 100 }))).toBeDefined();
    await sound();
  });

  it('a redemption that says it has a code, or failed, when it has not', async () => {
    const set = (id: string, state: string) => sql`update redemptions set state = ${state}, task = null, next_try_at = null where redemption_id = ${id}`;
    expect(await attempt(set(pending, 'issued'))).toBe('redemption_holds');
    expect(await attempt(set(pending, 'failed'))).toBe('redemption_holds');
    expect(await attempt(set(issued, 'cancelled'))).toBe('redemption_holds');
    expect(await attempt(set(issued, 'pending'))).toBe('redemption_moves');
    expect(await attempt(set(issued, 'failed'))).toBe('redemption_moves');
    expect(await attempt(set(pending, 'used'))).toBe('redemption_moves');
    await sound();
  });

  it('a redemption that is made cheaper, given to another member, or removed', async () => {
    expect(await attempt(sql`update redemptions set cost = 1 where redemption_id = ${issued}`)).toBe('redemption_moves');
    expect(await attempt(sql`update redemptions set member_id = ${bob} where redemption_id = ${issued}`)).toBe('redemption_moves');
    expect(await attempt(sql`delete from redemptions where redemption_id = ${issued}`)).toBe('append_only');
    expect(await attempt(sql`update hold_lots set amount = 1 where redemption_id = ${issued}`)).toBe('append_only');
    expect(await attempt(sql`delete from hold_lots where redemption_id = ${issued}`)).toBe('append_only');
    await sound();
  });

  it('a redemption without a debit, and two of one key', async () => {
    const make = (key: string) => sql`insert into redemptions (shop_id, redemption_id, member_id, reward_id, wallet_id, cost, state, fulfil, promise, refundable, stocked, request_key, body_hash, at)
      values (${club().shopId}, ${randomUUID()}, ${ann}, 'tea', 'points', 100, 'applied', 'wallet', '{}', false, false, ${key}, '', now())`;
    expect(await attempt(make('free'))).toBe('redemption_holds');
    expect(await attempt(make('twice'), make('twice'))).toBe('one_key_one_redemption');
    await sound();
  });

  it('a code that is given twice, taken away, or given to somebody who has one', async () => {
    const give = (id: string, member: string) => sql`update codes set redemption_id = ${id}, member_id = ${member} where shop_id = ${club().shopId} and code = 'A'`;
    expect(await attempt(give(pending, bob))).toBe('code_given_once');
    expect(await attempt(sql`update codes set redemption_id = null, member_id = null where shop_id = ${club().shopId} and code = 'A'`)).toBe('code_given_once');
    expect(await attempt(sql`delete from codes where shop_id = ${club().shopId} and code = 'A'`)).toBe('code_given_once');
    expect(await attempt(sql`update codes set redemption_id = ${issued}, member_id = ${ann} where shop_id = ${club().shopId} and code = 'B'`)).toBe('one_code_each');
    expect(await attempt(sql`update codes set redemption_id = ${pending}, member_id = ${bob} where shop_id = ${club().shopId} and code = 'B'`)).toBe('redemption_holds');
    expect(await attempt(sql`insert into codes (shop_id, code, pool, at) values (${club().shopId}, 'A', 'tea', now())`)).toBe('code_given_once');
    await sound();
  });

  it('stock that is given beyond what there is', async () => {
    const take = (many: number) => sql`update reward_stock set taken = taken + ${many} where shop_id = ${club().shopId}`;
    expect(await attempt(take(5))).toBe('stock_not_oversold');
    expect(await attempt(take(-2))).toBe('stock_not_oversold');
    await sound();
  });

  it('a movement from one wallet into another, as if their units were one', async () => {
    const head = { shop_id: club().shopId, member_id: ann };
    const mixed = sql`with made as (insert into transfers (shop_id, member_id, wallet_id, kind, at, recorded_at, lines, delta, phase)
        values (${head.shop_id}, ${head.member_id}, 'points', 'adjust', now(), now(), 2, 0, 'available') returning transfer_id)
      insert into entries (shop_id, member_id, transfer_id, line, wallet_id, account, amount)
        select ${head.shop_id}, ${head.member_id}::uuid, transfer_id, line, wallet, 'available', amount
        from made, (values (0, 'points', -50), (1, 'credit', 50)) moved(line, wallet, amount)`;
    expect(await attempt(mixed)).toBe('transfer_balances');
    await sound();
  });

  it('that what was told, earned, taken or done once is forgotten, so that it could come again', async () => {
    const key = sql`${club().shopId}, ${ann}, 'visit', now(), 1, now()`;
    expect(await attempt(sql`insert into completions (shop_id, member_id, action_id, interval_start, nth, at) values (${key})`)).toBeUndefined();
    for (const table of ['shop_events', 'lots', 'reward_stock', 'completions']) {
      expect(await attempt(sql`delete from ${sql.identifier(table)} where shop_id = ${club().shopId}`), table).toBe('append_only');
    }
    for (const table of ['shop_events', 'completions', 'codes']) expect(await attempt(sql`truncate ${sql.identifier(table)}`), table).toBe('append_only');
    expect(await attempt(sql`update shop_events set event_id = 'another' where shop_id = ${club().shopId}`)).toBe('append_only');
    expect(await attempt(sql`update completions set nth = 2 where shop_id = ${club().shopId}`)).toBe('append_only');
    await sound();
  });

  it('a change that nobody is named for, and any change of the audit', async () => {
    const nobody = (statement: SQL) => db().execute(statement).then(() => undefined, (thrown: unknown) => sqlState(thrown)?.constraint);
    expect(await nobody(moved(ann, issued, 'refund', { spent: -100, available: 100 }))).toBe('audited');
    expect(await nobody(sql`update members set state = 'blocked' where member_id = ${ann}`)).toBe('audited');
    expect(await nobody(sql`update tier_states set tier_id = 'gold' where member_id = ${ann}`)).toBe('audited');
    expect(await attempt(sql`update audit set actor = 'shop'`)).toBe('append_only');
    expect(await attempt(sql`delete from audit`)).toBe('append_only');
    await sound();
  });

  it('an answer that is changed after it was given', async () => {
    expect(await attempt(sql`update writes set answer = 'another' where shop_id = ${club().shopId}`)).toBe('append_only');
  });
});

describe('the audit', () => {
  const said = async () => (await readAudit({ sql: db(), program: club().program, now: now() }, { member: 'ann', limit: 20 })).map(({ actor, action, requestId }) => [actor, action, requestId].filter(Boolean).join(' '));

  it('names the member who had a code undone, though another process may finish it', async () => {
    maker.gate = Promise.resolve();
    const { result } = await redeem('made');
    await port().cancelRedemption({ redemptionId: result.id }, { key: 'undo', requestId: 'request-8' });
    expect((await said()).slice(0, 2)).toEqual(['system code.revoked', 'member cancelRedemption request-8']);
  });

  it('knows of groups and names that the shop told, and of orders that earned nothing', async () => {
    const tell = (event: ShopEventTold) => club().receive({ id: randomUUID(), at: now().toISOString(), ...event }, { requestId: 'request-9' });
    await tell({ type: 'member.updated', data: { memberId: 'ann', tags: ['vip'], name: 'Ann Example' } });
    const order = orderOf(1, { placedAt: now().toISOString() });
    await tell({ type: 'order.placed', data: { memberId: 'ann', order } });
    await tell({ type: 'order.delivered', data: { orderId: order.id } });
    expect((await said()).slice(0, 3)).toEqual(['shop order.delivered request-9', 'shop order.placed request-9', 'shop member.updated request-9']);
  });

  it('names who, what, why and the request, and neither tokens, names nor codes', async () => {
    const port = club().open({ shopId: club().shopId, memberId: 'ann', name: 'Ann Example', email: 'ann@example.com' });
    await port.redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k', requestId: 'request-7\u001b[31m\n' });
    await club().adjust('ann', { walletId: 'points', amount: 5, reason: 'A mistake of ours', actor: 'Bea', key: 'a' });
    const rows = await rowsOf(
      db(),
      sql`select actor, name, request_id, action, reason, detail, member_id, row_to_json(audit)::text as text from audit where shop_id = ${club().shopId} order by audit_id desc limit 2`,
      z.object({ actor: z.string(), name: z.nullable(z.string()), request_id: z.nullable(z.string()), action: z.string(), reason: z.nullable(z.string()), detail: z.unknown(), member_id: z.string(), text: z.string() }),
    );
    expect(rows[0]).toMatchObject({ actor: 'owner', name: 'Bea', action: 'adjust', reason: 'A mistake of ours', member_id: ann });
    expect(rows[1]).toMatchObject({ actor: 'member', name: null, request_id: 'request-7 [31m ', action: 'redeem', detail: { rewardId: 'tea' }, member_id: ann });
    expect(rows.map(({ text }) => text).join()).not.toMatch(/Ann|example\.com|"B"/);
  });
});
