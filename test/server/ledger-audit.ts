import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf, type Sql } from '../../src/server/club/database.js';

/** What must never be found in the books of a shop; each question finds the rows that break a rule. */
const questions = (shopId: string): Readonly<Record<string, SQL>> => ({
  'I1: a transfer that does not sum to zero, or has other lines than it says': sql`
    select t.transfer_id::text as found from transfers t left join entries e using (shop_id, member_id, transfer_id)
      where t.shop_id = ${shopId} group by t.transfer_id, t.lines having coalesce(sum(e.amount), 0) <> 0 or count(e.line) <> t.lines`,
  'I1: a ledger that does not sum to zero': sql`
    select sum(amount)::text as found from entries where shop_id = ${shopId} having sum(amount) <> 0`,
  'I2: a balance that is not the sum of its entries': sql`
    select account || ' ' || balance as found from accounts a where shop_id = ${shopId} and balance <> (
      select coalesce(sum(amount), 0) from entries e where e.shop_id = a.shop_id and e.member_id = a.member_id
        and e.wallet_id = a.wallet_id and e.account = a.account)`,
  'I2: an entry that tells another balance than the entries before it make': sql`
    select e.transfer_id::text as found from (
      select entries.*, sum(amount) over (partition by entries.member_id, entries.wallet_id, entries.account order by t.seq, line) as running
      from entries join transfers t using (shop_id, member_id, transfer_id) where entries.shop_id = ${shopId}) e
    where running <> balance_after`,
  'I2: a movement that tells the member another change than it makes': sql`
    select t.transfer_id::text as found from transfers t where shop_id = ${shopId} and case phase when 'available' then delta else 0 end <> (
      select coalesce(sum(amount), 0) from entries e where e.shop_id = t.shop_id and e.member_id = t.member_id
        and e.transfer_id = t.transfer_id and account in ('available', 'owed'))`,
  'I3: a member below zero, or owed something': sql`
    select account || ' ' || balance as found from accounts where shop_id = ${shopId}
      and ((account in ('available', 'pending', 'reserved') and balance < 0) or (account = 'owed' and balance > 0))`,
  'I3: points to spend beside a debt': sql`
    select a.member_id::text as found from accounts a join accounts o using (shop_id, member_id, wallet_id)
      where shop_id = ${shopId} and a.account = 'available' and o.account = 'owed' and a.balance > 0 and o.balance < 0`,
  'lots that are not the balance': sql`
    select member_id::text || ' ' || wallet_id as found from (
      select member_id, wallet_id, account, balance from accounts where shop_id = ${shopId} and account in ('available', 'pending')
      union all select member_id, wallet_id, case when available_at is null then 'pending' else 'available' end, -remaining from lots where shop_id = ${shopId}) both_sides
    group by member_id, wallet_id, account having sum(balance) <> 0`,
  'a lot that gave back more than was earned': sql`
    select lot_id::text as found from lots where shop_id = ${shopId} and returned + expired > earned`,
  'an order with more points than it was worth': sql`
    select order_id as found from lots join orders using (shop_id, order_id) where shop_id = ${shopId} and rule_id = 'order' and earned <> total_minor / 100000`,
  'I4: one key with two redemptions': sql`
    select request_key as found from redemptions where shop_id = ${shopId} group by member_id, request_key having count(*) > 1`,
  'I5: a redemption without its one debit': sql`
    select r.redemption_id::text as found from redemptions r where shop_id = ${shopId} and cost > 0 and (
      select coalesce(-sum(e.amount), 0) from entries e join transfers t using (shop_id, member_id, transfer_id)
      where t.shop_id = r.shop_id and t.redemption_id = r.redemption_id and e.wallet_id = r.wallet_id and e.account in ('available', 'owed') and t.kind <> 'fulfil'
    ) <> case when state in ('failed', 'cancelled') then 0 else cost end`,
  'I5: a redemption without its one code, or a code for none': sql`
    select r.redemption_id::text as found from redemptions r where shop_id = ${shopId}
      and (select count(*) from codes c where c.shop_id = r.shop_id and c.redemption_id = r.redemption_id and c.member_id = r.member_id)
        <> case when state in ('issued', 'used', 'expired', 'cancelled') then 1 else 0 end`,
  'I5: stock that is not what was given': sql`
    select reward_id || ' ' || taken as found from reward_stock s where shop_id = ${shopId} and (taken > granted or taken <> (
      select count(*) from redemptions r where r.shop_id = s.shop_id and r.reward_id = s.reward_id and stocked and state not in ('failed', 'cancelled')))`,
  'I7: a hold that is not settled once, or is settled while it waits': sql`
    select r.redemption_id::text as found from redemptions r where shop_id = ${shopId} and cost > 0
      and (select count(*) from transfers t where t.shop_id = r.shop_id and t.redemption_id = r.redemption_id and kind in ('post', 'void'))
        <> case state when 'pending' then 0 else 1 end`,
  'I7: points reserved for nothing': sql`
    select member_id::text as found from accounts a where shop_id = ${shopId} and account = 'reserved' and balance <> (
      select coalesce(sum(cost), 0) from redemptions r where r.shop_id = a.shop_id and r.member_id = a.member_id and r.wallet_id = a.wallet_id and state = 'pending')`,
  'I9: a change that the audit does not know': sql`
    select found from (
      select transfer_id::text as found, shop_id, audit_id, member_id from transfers
      union all select redemption_id::text, shop_id, audit_id, member_id from redemptions
      union all select track_id, shop_id, audit_id, member_id from tier_states
      union all select member_id::text, shop_id, audit_id, member_id from members) changes
    where shop_id = ${shopId} and not exists (select from audit a
      where a.shop_id = changes.shop_id and a.audit_id = changes.audit_id and a.member_id = changes.member_id and a.actor <> '' and a.action <> '')`,
  'I10: a movement of one member for the redemption of another': sql`
    select t.transfer_id::text as found from transfers t join redemptions r using (shop_id, redemption_id)
      where t.shop_id = ${shopId} and t.member_id <> r.member_id`,
});

/** Everything wrong with a shop's books; empty when they are in order. */
export async function faultsOf(db: Sql, shopId: string): Promise<string[]> {
  const each = Object.entries(questions(shopId)).map(([rule, question]) => sql`select ${rule}::text as rule, found from (${question}) as question`);
  const rows = await rowsOf(db, sql.join(each, sql` union all `), z.object({ rule: z.string(), found: z.string() }));
  return rows.map(({ rule, found }) => `${rule}: ${found}`);
}
