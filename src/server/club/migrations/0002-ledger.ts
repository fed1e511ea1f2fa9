import type { Migration } from '../migrate.js';
import { movements } from './movements.js';

/**
 * The ledger: accounts per wallet, balanced and append-only entries. What the database itself holds true:
 * a transfer sums to zero in its one wallet and never grows later; entries never change; a balance moves by entries alone;
 * what a member can spend, waits for or has reserved is never below zero, what a member owes never above.
 */
export const ledger: Migration = {
  id: '0002-ledger',
  statements: [
    // Both sides are kept per wallet. One shop-wide account would be a row that every purchase locks.
    `create table accounts (
      shop_id text not null,
      member_id uuid not null,
      wallet_id text not null,
      account text not null check (account in ('available', 'pending', 'reserved', 'owed', 'issued', 'spent', 'expired')),
      balance bigint not null default 0,
      primary key (shop_id, member_id, wallet_id, account),
      foreign key (shop_id, member_id) references members,
      constraint member_balance_not_negative check (account not in ('available', 'pending', 'reserved') or balance >= 0),
      constraint owed_not_positive check (account <> 'owed' or balance <= 0),
      constraint balance_is_safe check (balance between -9007199254740991 and 9007199254740991)
    ) with (fillfactor = 80)`,
    `create table transfers (
      shop_id text not null,
      member_id uuid not null,
      transfer_id uuid not null default gen_random_uuid(),
      seq bigint generated always as identity,
      wallet_id text not null,
      kind text not null check (kind in (
        'earn', 'release', 'return', 'hold', 'post', 'void', 'refund', 'adjust', 'grant', 'expire', 'fulfil')),
      at timestamptz not null,
      recorded_at timestamptz not null,
      lines smallint not null check (lines >= 2),
      delta bigint not null,
      phase text not null check (phase in ('pending', 'available')),
      lot_id uuid,
      order_id text,
      redemption_id uuid,
      -- The rule, action or reward it comes from, by its id in the program.
      source_id text,
      -- What the member reads, by language, where the program has no words for it.
      title jsonb,
      -- What the number was reckoned from, as the program was then.
      basis jsonb,
      owed bigint not null default 0 check (owed >= 0),
      audit_id bigint not null,
      primary key (shop_id, member_id, transfer_id),
      foreign key (shop_id, audit_id) references audit,
      constraint redemption_named check ((redemption_id is not null) or kind not in ('hold', 'post', 'void', 'refund', 'fulfil'))
    )`,
    `create index transfers_newest on transfers (shop_id, member_id, at desc, seq desc)`,
    // What is held is posted or given back, once; a posted one is refunded at most once.
    `create unique index transfers_of_redemption on transfers (shop_id, member_id, redemption_id, kind) where redemption_id is not null`,
    `create unique index hold_settled_once on transfers (shop_id, member_id, redemption_id) where kind in ('post', 'void')`,
    `create trigger transfers_audited before insert on transfers for each row execute function vafa_audited()`,
    `create table entries (
      shop_id text not null,
      member_id uuid not null,
      transfer_id uuid not null,
      line smallint not null,
      wallet_id text not null,
      account text not null,
      amount bigint not null check (amount <> 0),
      balance_after bigint not null default 0,
      -- vafa_post_entry sees to it that there is the transfer and the account; neither can be taken away.
      primary key (shop_id, member_id, transfer_id, line)
    )`,
    `create index entries_of_account on entries (shop_id, member_id, wallet_id, account)`,
    // What remains of each earning, soonest to expire first: which points are spent, expire or come back with an order.
    `create table lots (
      shop_id text not null,
      member_id uuid not null,
      lot_id uuid not null default gen_random_uuid(),
      seq bigint generated always as identity,
      wallet_id text not null,
      order_id text,
      -- The rule that earned it; several rules may give to one wallet for one order.
      rule_id text,
      -- The lines of the order it was earned on; without them it was the order as a whole.
      lines text[],
      -- What the order had to be worth for it, in its smallest step: if less is left of it, all goes back.
      minimum bigint check (minimum > 0),
      -- Whether it counts towards a tier: what is granted, corrected or bought does not.
      qualifies boolean not null default true,
      earned bigint not null check (earned > 0),
      remaining bigint not null,
      -- What indexes ask for: \`remaining\` itself in one would have all of them written anew whenever points are spent.
      live boolean not null generated always as (remaining > 0) stored,
      returned bigint not null default 0 check (returned >= 0),
      expired bigint not null default 0 check (expired >= 0),
      earned_at timestamptz not null,
      activates_at timestamptz not null,
      available_at timestamptz,
      expires_at timestamptz,
      primary key (shop_id, member_id, lot_id),
      foreign key (shop_id, member_id) references members,
      check (remaining between 0 and earned - returned - expired),
      check (expires_at is null or available_at is not null)
    ) with (fillfactor = 80)`,
    `create trigger lots_stay before delete on lots for each row execute function vafa_append_only()`,
    `create index lots_of_member on lots (shop_id, member_id, wallet_id, expires_at)`,
    `create unique index lots_of_order on lots (shop_id, order_id, wallet_id, coalesce(rule_id, '')) where order_id is not null`,
    `create index lots_due on lots (shop_id, activates_at) where available_at is null and live`,
    `create index lots_expiring on lots (shop_id, expires_at) where live`,

    // A line is one of those its transfer said it has, and in its wallet: a point is no euro. So when a transfer has all its
    // lines (which is looked at below), there is no room for another, ever.
    `create function vafa_post_entry() returns trigger language plpgsql as $$
    declare
      promised int;
      wallet text;
    begin
      select lines, wallet_id into promised, wallet from transfers
        where shop_id = new.shop_id and member_id = new.member_id and transfer_id = new.transfer_id;
      if wallet is distinct from new.wallet_id or new.line < 0 or new.line >= promised then
        raise exception 'line % in % is none of transfer %, which has % in %', new.line, new.wallet_id, new.transfer_id, promised, wallet
          using errcode = 'integrity_constraint_violation', constraint = 'transfer_balances';
      end if;
      loop
        update accounts set balance = balance + new.amount
          where shop_id = new.shop_id and member_id = new.member_id
            and wallet_id = new.wallet_id and account = new.account
          returning balance into new.balance_after;
        if found then return new; end if;
        insert into accounts (shop_id, member_id, wallet_id, account)
          values (new.shop_id, new.member_id, new.wallet_id, new.account)
          on conflict do nothing;
      end loop;
    end $$`,
    `create trigger entries_move_balances before insert on entries
      for each row execute function vafa_post_entry()`,

    `create function vafa_transfer_balances() returns trigger language plpgsql as $$
    declare
      total numeric;
      present int;
    begin
      select coalesce(sum(amount), 0), count(*) into total, present from entries
        where shop_id = new.shop_id and member_id = new.member_id and transfer_id = new.transfer_id;
      if total <> 0 or present <> new.lines then
        raise exception 'transfer % has % entries of % and sums to %', new.transfer_id, present, new.lines, total
          using errcode = 'integrity_constraint_violation', constraint = 'transfer_balances';
      end if;
      return null;
    end $$`,
    `create constraint trigger transfers_balance after insert on transfers
      deferrable initially deferred for each row execute function vafa_transfer_balances()`,

    `create trigger entries_stay before update or delete on entries for each row execute function vafa_append_only()`,
    `create trigger entries_stay_all before truncate on entries execute function vafa_append_only()`,
    `create trigger transfers_stay before update or delete on transfers for each row execute function vafa_append_only()`,
    `create trigger transfers_stay_all before truncate on transfers execute function vafa_append_only()`,

    // Only a trigger, the one above that posts an entry, comes past this: a statement of somebody's own has depth 0.
    `create function vafa_balance_by_entries() returns trigger language plpgsql as $$
    begin
      raise exception 'a balance changes by entries alone'
        using errcode = 'integrity_constraint_violation', constraint = 'balance_by_entries';
    end $$`,
    `create trigger accounts_begin_empty before insert on accounts
      for each row when (new.balance <> 0) execute function vafa_balance_by_entries()`,
    `create trigger accounts_by_entries before update on accounts
      for each row when (pg_trigger_depth() = 0) execute function vafa_balance_by_entries()`,
    `create trigger accounts_stay before delete on accounts for each row execute function vafa_balance_by_entries()`,
    `create trigger accounts_stay_all before truncate on accounts execute function vafa_balance_by_entries()`,
    ...movements,
  ],
};
