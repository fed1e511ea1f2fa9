import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf, type Sql } from '../../src/server/club/database.js';

/** What must never be found in the books of a shop; each question finds the rows that break a rule. */
const questions = (shopId: string): Readonly<Record<string, SQL>> => ({
  'a transfer that does not sum to zero': sql`
    select transfer_id::text as found from entries where shop_id = ${shopId} group by transfer_id having sum(amount) <> 0`,
  'a transfer with other lines than it says': sql`
    select t.transfer_id::text as found from transfers t where shop_id = ${shopId}
      and lines <> (select count(*) from entries e where e.shop_id = t.shop_id and e.transfer_id = t.transfer_id)`,
  'a balance that is not the sum of its entries': sql`
    select account || ' ' || balance as found from accounts a where shop_id = ${shopId} and balance <> (
      select coalesce(sum(amount), 0) from entries e where e.shop_id = a.shop_id and e.member_id = a.member_id
        and e.wallet_id = a.wallet_id and e.account = a.account)`,
  'an entry that tells another balance than the entries before it make': sql`
    select e.transfer_id::text as found from (
      select entries.*, sum(amount) over (partition by entries.member_id, entries.account order by t.seq, line) as running
      from entries join transfers t using (shop_id, member_id, transfer_id) where entries.shop_id = ${shopId}) e
    where running <> balance_after`,
  'a member below zero, or owed something': sql`
    select account || ' ' || balance as found from accounts where shop_id = ${shopId}
      and ((account in ('available', 'pending', 'reserved') and balance < 0) or (account = 'owed' and balance > 0))`,
  'points to spend beside a debt': sql`
    select a.member_id::text as found from accounts a join accounts o using (shop_id, member_id, wallet_id)
      where shop_id = ${shopId} and a.account = 'available' and o.account = 'owed' and a.balance > 0 and o.balance < 0`,
  'spendable lots that are not the available balance': sql`
    select member_id::text as found from accounts a where shop_id = ${shopId} and account = 'available' and balance <> (
      select coalesce(sum(remaining), 0) from lots l where l.shop_id = a.shop_id and l.member_id = a.member_id and available_at is not null)`,
  'pending lots that are not the pending balance': sql`
    select member_id::text as found from accounts a where shop_id = ${shopId} and account = 'pending' and balance <> (
      select coalesce(sum(remaining), 0) from lots l where l.shop_id = a.shop_id and l.member_id = a.member_id and available_at is null)`,
  'a lot that gave back more than was earned': sql`
    select lot_id::text as found from lots where shop_id = ${shopId} and returned + expired > earned`,
  'an order with more points than it was worth': sql`
    select order_id as found from lots join orders using (shop_id, order_id) where shop_id = ${shopId} and earned <> total_minor / 100000`,
});

/** Everything wrong with a shop's books; empty when they are in order. */
export async function faultsOf(db: Sql, shopId: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [rule, question] of Object.entries(questions(shopId))) {
    const rows = await rowsOf(db, question, z.object({ found: z.string() }));
    faults.push(...rows.map(({ found }) => `${rule}: ${found}`));
  }
  return faults;
}
