import type { Migration } from '../migrate.js';
import { audit } from './audit.js';

/** The audit, members under a random key, their erasable personal data, what the shop told, writes and the outbox. */
export const club: Migration = {
  id: '0001-club',
  statements: [
    ...audit,
    `create table members (
      shop_id text not null,
      member_id uuid not null default gen_random_uuid(),
      state text not null default 'known' check (state in ('known', 'enrolled', 'blocked', 'erased')),
      enrolled_at timestamptz,
      -- The groups the shop says they belong to.
      tags text[] not null default '{}',
      version bigint not null default 0,
      -- Theirs who were erased. An index of \`version\` itself would be written anew, and all others with it, at every change.
      last_version bigint generated always as (case when state = 'erased' then version end) stored,
      created_at timestamptz not null,
      audit_id bigint not null,
      primary key (shop_id, member_id),
      foreign key (shop_id, audit_id) references audit
    ) with (fillfactor = 80)`,
    // Where versions of members begin: a page that showed somebody who was erased must hear what comes after.
    `create index members_erased on members (shop_id, last_version) where last_version is not null`,
    `create trigger members_audited before insert or update of state, audit_id on members
      for each row execute function vafa_audited()`,
    // Everything that says who a member is. Deleting the row is the erasure; all other tables hold the random key.
    `create table people (
      shop_id text not null,
      member_id uuid not null,
      external_id text not null,
      name text,
      email text,
      primary key (shop_id, member_id),
      unique (shop_id, external_id),
      foreign key (shop_id, member_id) references members
    )`,
    `create table shop_events (
      shop_id text not null,
      event_id text not null,
      type text not null,
      body_hash text not null,
      happened_at timestamptz not null,
      received_at timestamptz not null,
      primary key (shop_id, event_id)
    )`,
    // What was told once is not told anew.
    `create trigger shop_events_stay before update or delete on shop_events for each row execute function vafa_append_only()`,
    `create trigger shop_events_stay_all before truncate on shop_events execute function vafa_append_only()`,
    `create table orders (
      shop_id text not null,
      order_id text not null,
      member_id uuid not null,
      number text,
      state text not null,
      placed_at timestamptz not null,
      delivered_at timestamptz,
      currency text not null,
      total_minor bigint not null check (total_minor >= 0),
      returned_minor bigint not null default 0 check (returned_minor between 0 and total_minor),
      returned_items jsonb not null default '{}',
      document jsonb,
      primary key (shop_id, order_id),
      foreign key (shop_id, member_id) references members
    )`,
    `create index orders_of_member on orders (shop_id, member_id, placed_at desc)`,
    `create table tier_states (
      shop_id text not null,
      member_id uuid not null,
      track_id text not null,
      tier_id text not null,
      since timestamptz not null,
      confirmed_at timestamptz not null,
      valid_until timestamptz,
      audit_id bigint not null,
      primary key (shop_id, member_id, track_id),
      foreign key (shop_id, member_id) references members,
      foreign key (shop_id, audit_id) references audit
    )`,
    `create trigger tier_states_audited before insert or update on tier_states
      for each row execute function vafa_audited()`,
    `create index tier_states_lapsing on tier_states (shop_id, valid_until) where valid_until is not null`,
    `create table writes (
      shop_id text not null,
      member_id uuid not null,
      operation text not null,
      key text not null,
      body_hash text not null,
      answer text not null,
      at timestamptz not null,
      primary key (shop_id, member_id, operation, key),
      foreign key (shop_id, member_id) references members
    )`,
    `create index writes_by_age on writes (shop_id, at)`,
    // The first answer stored is the answer; it may be forgotten with its age, never changed.
    `create trigger writes_stay before update on writes for each row execute function vafa_append_only()`,
    `create table outbox (
      shop_id text not null,
      outbox_id bigint generated always as identity,
      at timestamptz not null,
      topic text not null,
      member_id uuid not null,
      payload jsonb not null,
      primary key (shop_id, outbox_id)
    )`,
    `create index outbox_by_age on outbox (shop_id, at)`,
    // The outbox row is the fact, the notification only the bell: it rings when the row is committed, not before.
    `create function vafa_ring() returns trigger language plpgsql as $$
    declare
      who text;
    begin
      select external_id into who from people where shop_id = new.shop_id and member_id = new.member_id;
      if who is not null then
        perform pg_notify('vafa_changes', jsonb_build_object(
          'shop', new.shop_id,
          'who', encode(sha256(convert_to(who, 'UTF8')), 'hex'),
          'version', new.payload -> 'version',
          'keys', new.payload -> 'keys')::text);
      end if;
      return null;
    end $$`,
    `create trigger outbox_rings after insert on outbox for each row
      when (new.topic = 'member.changed') execute function vafa_ring()`,
  ],
};
