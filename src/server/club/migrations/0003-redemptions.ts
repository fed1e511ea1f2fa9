import type { Migration } from '../migrate.js';
import { redeeming } from './redeeming.js';

/**
 * What points bought. The database itself holds true: a redemption has one hold, posted or given back exactly once,
 * and one code; a code is given once; nothing is given beyond the stock; a state follows only from the one before it,
 * and only together with the movement of points it stands for.
 */
export const redemptions: Migration = {
  id: '0003-redemptions',
  statements: [
    `create table reward_stock (
      shop_id text not null,
      reward_id text not null,
      granted bigint not null,
      taken bigint not null default 0,
      primary key (shop_id, reward_id),
      constraint stock_not_oversold check (taken between 0 and granted)
    )`,
    `create trigger reward_stock_stays before delete on reward_stock for each row execute function vafa_append_only()`,
    `create table redemptions (
      shop_id text not null,
      redemption_id uuid not null,
      member_id uuid not null,
      seq bigint generated always as identity,
      reward_id text not null,
      wallet_id text not null,
      cost bigint not null check (cost >= 0),
      state text not null check (state in ('pending', 'issued', 'applied', 'used', 'expired', 'cancelled', 'failed')),
      fulfil text not null check (fulfil in ('pool', 'callback', 'wallet')),
      -- What was promised when it was bought, in every language: the program may change.
      promise jsonb not null,
      refundable boolean not null,
      stocked boolean not null,
      request_key text not null,
      body_hash text not null,
      at timestamptz not null,
      expires_at timestamptz,
      used_at timestamptz,
      ended_at timestamptz,
      -- Why it failed or was undone.
      note text check (note in ('refused', 'too_late', 'code_taken', 'member')),
      -- What is still to be asked of the maker of the code, and when.
      task text check (task in ('issue', 'cancel', 'revoke')),
      next_try_at timestamptz,
      deadline_at timestamptz,
      attempts int not null default 0,
      cancel_key text,
      audit_id bigint not null,
      primary key (shop_id, redemption_id),
      unique (shop_id, member_id, redemption_id),
      constraint one_key_one_redemption unique (shop_id, member_id, request_key),
      foreign key (shop_id, member_id) references members,
      foreign key (shop_id, audit_id) references audit,
      check ((task is null) = (next_try_at is null)),
      check (task is null or (task, state) in (('issue', 'pending'), ('cancel', 'issued'), ('revoke', 'failed')))
    )`,
    `create unique index redemptions_cancelled on redemptions (shop_id, member_id, cancel_key) where cancel_key is not null`,
    `create index redemptions_newest on redemptions (shop_id, member_id, seq desc)`,
    `create index redemptions_of_reward on redemptions (shop_id, member_id, reward_id, at)`,
    `create index redemptions_tasks on redemptions (shop_id, next_try_at) where task is not null`,
    `create index redemptions_ending on redemptions (shop_id, expires_at) where state = 'issued' and expires_at is not null`,
    `create trigger redemptions_audited before insert or update of state, audit_id on redemptions
      for each row execute function vafa_audited()`,
    `alter table transfers add foreign key (shop_id, member_id, redemption_id)
      references redemptions (shop_id, member_id, redemption_id)`,
    // The lots a hold was drawn from, so that what comes back keeps its own last day.
    `create table hold_lots (
      shop_id text not null,
      member_id uuid not null,
      redemption_id uuid not null,
      lot_id uuid not null,
      amount bigint not null check (amount > 0),
      primary key (shop_id, redemption_id, lot_id),
      foreign key (shop_id, member_id, redemption_id) references redemptions (shop_id, member_id, redemption_id),
      foreign key (shop_id, member_id, lot_id) references lots
    )`,
    `create trigger hold_lots_stay before update or delete on hold_lots for each row execute function vafa_append_only()`,
    `create trigger hold_lots_stay_all before truncate on hold_lots execute function vafa_append_only()`,
    `create table codes (
      shop_id text not null,
      code_id bigint generated always as identity,
      code text not null check (code <> ''),
      -- Those the shop's server made for one redemption are of no pool.
      pool text,
      member_id uuid,
      redemption_id uuid,
      url text,
      at timestamptz not null,
      audit_id bigint not null,
      primary key (shop_id, code_id),
      constraint code_given_once unique (shop_id, code),
      constraint one_code_each unique (shop_id, redemption_id),
      foreign key (shop_id, member_id, redemption_id) references redemptions (shop_id, member_id, redemption_id),
      foreign key (shop_id, audit_id) references audit,
      check (pool is not null or redemption_id is not null),
      check ((member_id is null) = (redemption_id is null))
    )`,
    // Begins with what no other index begins with: along the primary key, all that were ever given would be passed by.
    `create index codes_free on codes (shop_id, pool, at, code_id) where redemption_id is null`,
    `create trigger codes_audited before insert on codes for each row execute function vafa_audited()`,
    `create function vafa_code_stays() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.redemption_id is null then return old; end if;
      elsif old.redemption_id is null and (new.shop_id, new.code, new.pool, new.audit_id) is not distinct from (old.shop_id, old.code, old.pool, old.audit_id) then
        return new;
      end if;
      raise exception 'a code that was given stays with whom it was given to'
        using errcode = 'integrity_constraint_violation', constraint = 'code_given_once';
    end $$`,
    `create trigger codes_stay before update or delete on codes for each row execute function vafa_code_stays()`,

    `create trigger codes_stay_all before truncate on codes execute function vafa_append_only()`,

    `create function vafa_redemption_moves() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        raise exception 'a redemption stays' using errcode = 'integrity_constraint_violation', constraint = 'append_only';
      end if;
      if (new.shop_id, new.redemption_id, new.member_id, new.reward_id, new.wallet_id, new.cost, new.request_key, new.body_hash, new.at)
          is distinct from (old.shop_id, old.redemption_id, old.member_id, old.reward_id, old.wallet_id, old.cost, old.request_key, old.body_hash, old.at)
        or old.state <> new.state and (old.state, new.state) not in (('pending', 'issued'), ('pending', 'failed'),
          ('issued', 'used'), ('issued', 'expired'), ('issued', 'cancelled'), ('expired', 'used'))
      then
        raise exception 'a redemption that is % cannot become %', old.state, new.state
          using errcode = 'integrity_constraint_violation', constraint = 'redemption_moves';
      end if;
      return new;
    end $$`,
    `create trigger redemptions_move before update or delete on redemptions for each row execute function vafa_redemption_moves()`,

    // At the end of each transaction, what a redemption says, its movements and its code are one. Each of the three is looked
    // at where it comes about, once: a redemption for having exactly the others, a movement and a code for being among them.
    `create function vafa_redemption_moved(state text, cost bigint) returns text[] language sql immutable as $$
      select case
        when cost = 0 then '{}'::text[]
        when state = 'pending' then '{hold}'
        when state = 'failed' then '{hold,void}'
        when state = 'cancelled' then '{hold,post,refund}'
        else '{hold,post}' end
    $$`,
    `create function vafa_redemption_holds() returns trigger language plpgsql as $$
    declare
      r record;
    begin
      select redemption_id, state, cost,
          array(select kind from transfers where shop_id = o.shop_id and member_id = o.member_id and redemption_id = o.redemption_id
            and kind <> 'fulfil' order by kind) as kinds,
          (select coalesce(sum(amount), 0) from hold_lots where shop_id = o.shop_id and redemption_id = o.redemption_id) as drawn,
          exists (select from codes where shop_id = o.shop_id and redemption_id = o.redemption_id) as coded
        into r from redemptions o where shop_id = new.shop_id and redemption_id = new.redemption_id;
      if r.kinds <> vafa_redemption_moved(r.state, r.cost) or r.drawn <> r.cost
        or r.coded <> (r.state in ('issued', 'used', 'expired', 'cancelled'))
      then
        raise exception 'redemption % is % with the movements % and % of %', r.redemption_id, r.state, r.kinds, r.drawn, r.cost
          using errcode = 'integrity_constraint_violation', constraint = 'redemption_holds';
      end if;
      return null;
    end $$`,
    `create constraint trigger redemptions_hold after insert or update of state on redemptions
      deferrable initially deferred for each row execute function vafa_redemption_holds()`,
    // What is reserved comes with the hold and goes, all of it, with what settles the hold; no line moves more than the price.
    `create function vafa_movement_holds() returns trigger language plpgsql as $$
    declare
      r record;
    begin
      select state, cost, wallet_id, e.reserved, e.most into r
        from redemptions o cross join lateral (
          select coalesce(sum(amount) filter (where account = 'reserved'), 0) as reserved, max(abs(amount)) as most from entries
            where shop_id = o.shop_id and member_id = o.member_id and transfer_id = new.transfer_id offset 0) e
        where shop_id = new.shop_id and redemption_id = new.redemption_id;
      if new.wallet_id <> r.wallet_id or new.kind <> all (vafa_redemption_moved(r.state, r.cost)) or r.most > r.cost
        or r.reserved <> (case new.kind when 'hold' then r.cost when 'refund' then 0 else -r.cost end)
      then
        raise exception 'redemption % is % and has no % that reserves % of %', new.redemption_id, r.state, new.kind, r.reserved, r.cost
          using errcode = 'integrity_constraint_violation', constraint = 'redemption_holds';
      end if;
      return null;
    end $$`,
    `create constraint trigger transfers_hold after insert on transfers deferrable initially deferred for each row
      when (new.redemption_id is not null and new.kind <> 'fulfil') execute function vafa_movement_holds()`,
    `create function vafa_code_holds() returns trigger language plpgsql as $$
    declare
      found_in text := (select state from redemptions where shop_id = new.shop_id and redemption_id = new.redemption_id);
    begin
      if found_in in ('issued', 'used', 'expired', 'cancelled') then return null; end if;
      raise exception 'redemption % is % and has no code', new.redemption_id, found_in
        using errcode = 'integrity_constraint_violation', constraint = 'redemption_holds';
    end $$`,
    `create constraint trigger codes_hold after insert or update on codes
      deferrable initially deferred for each row when (new.redemption_id is not null) execute function vafa_code_holds()`,
    ...redeeming,
  ],
};
