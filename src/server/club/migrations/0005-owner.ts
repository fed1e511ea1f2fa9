import type { Migration } from '../migrate.js';
import { delivering } from './delivering.js';

/** What an owner runs a club with: the program as it was applied, opening balances, reminders, and webhooks until they arrive. */
export const owner: Migration = {
  id: '0005-owner',
  statements: [
    // Like vafa_audited, for what is of the shop and of no member.
    `create function vafa_audited_shop() returns trigger language plpgsql as $$
    begin
      new.audit_id := vafa_audit(new.shop_id, null);
      return new;
    end $$`,
    `create table programs (
      shop_id text not null,
      revision int not null check (revision > 0),
      at timestamptz not null,
      -- As it was written: jsonb would put its settings in another order.
      document json not null,
      -- Whether members may stand on another tier with it.
      moves_tiers boolean not null,
      audit_id bigint not null,
      primary key (shop_id, revision),
      foreign key (shop_id, audit_id) references audit
    )`,
    `create trigger programs_audited before insert on programs for each row execute function vafa_audited_shop()`,
    `create trigger programs_stay before update or delete on programs for each row execute function vafa_append_only()`,
    `create trigger programs_stay_all before truncate on programs execute function vafa_append_only()`,
    `create function vafa_ring_program() returns trigger language plpgsql as $$
    begin
      perform pg_notify('vafa_changes', jsonb_build_object('shop', new.shop_id, 'program', new.revision)::text);
      return null;
    end $$`,
    `create trigger programs_ring after insert on programs for each row execute function vafa_ring_program()`,
    // The revision whose ladders this member was last held against.
    `alter table members add column tiers_reviewed int not null default 0`,
    `create index members_to_review on members (shop_id, tiers_reviewed) where state = 'enrolled'`,

    // One opening balance per member and wallet, for ever: the same file again brings nothing.
    `create table openings (
      shop_id text not null,
      member_id uuid not null,
      wallet_id text not null,
      amount bigint not null check (amount > 0),
      expires_at timestamptz,
      at timestamptz not null,
      audit_id bigint not null,
      primary key (shop_id, member_id, wallet_id),
      foreign key (shop_id, member_id) references members,
      foreign key (shop_id, audit_id) references audit
    )`,
    `create trigger openings_audited before insert on openings for each row execute function vafa_audited()`,
    `create trigger openings_stay before update or delete on openings for each row execute function vafa_append_only()`,
    `create trigger openings_stay_all before truncate on openings execute function vafa_append_only()`,

    // The key makes each step of a day's points be told once. On a lot: the last step it was looked at for.
    `create table reminders (
      shop_id text not null,
      member_id uuid not null,
      wallet_id text not null,
      last_day date not null,
      days int not null,
      amount bigint not null,
      at timestamptz not null,
      primary key (shop_id, member_id, wallet_id, last_day, days),
      foreign key (shop_id, member_id) references members
    )`,
    `alter table lots add column reminded_days int`,
    ...delivering,
  ],
};
