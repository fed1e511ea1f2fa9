/** What is told to webhooks, until it has arrived. */
export const delivering: readonly string[] = [
  // When it was handed to the webhooks; what is older than they are stays untold.
  `alter table outbox add column dispatched_at timestamptz`,
  `update outbox set dispatched_at = at`,
  `create index outbox_waiting on outbox (shop_id, outbox_id) where dispatched_at is null and topic <> 'member.changed'`,
  `create function vafa_ring_outbox() returns trigger language plpgsql as $$
  begin
    perform pg_notify('vafa_changes', jsonb_build_object('shop', new.shop_id, 'outbox', true)::text);
    return null;
  end $$`,
  `create trigger outbox_rings_webhooks after insert on outbox for each row
    when (new.topic <> 'member.changed') execute function vafa_ring_outbox()`,
  // The body is kept to the letter, so that every try sends the same. It names the member as the shop does, and goes with them.
  `create table deliveries (
    shop_id text not null,
    delivery_id uuid not null default gen_random_uuid(),
    outbox_id bigint not null,
    endpoint_id text not null,
    topic text not null,
    member_id uuid not null,
    body text not null,
    made_at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
    attempts int not null default 0,
    next_try_at timestamptz,
    last_try_at timestamptz,
    last_status int,
    last_answer text,
    primary key (shop_id, delivery_id),
    constraint told_once unique (shop_id, endpoint_id, outbox_id),
    foreign key (shop_id, member_id) references members,
    check ((state = 'waiting') = (next_try_at is not null))
  )`,
  `create index deliveries_due on deliveries (shop_id, next_try_at) where state = 'waiting'`,
  `create index deliveries_dead on deliveries (shop_id, made_at) where state = 'dead'`,
  `create index deliveries_of_member on deliveries (shop_id, member_id)`,
  // Addresses that answered 410 Gone: nothing is sent there until the owner says so or the program names another.
  `create table gone_endpoints (
    shop_id text not null,
    endpoint_id text not null,
    url text not null,
    at timestamptz not null,
    audit_id bigint not null,
    primary key (shop_id, endpoint_id),
    foreign key (shop_id, audit_id) references audit
  )`,
  `create trigger gone_endpoints_audited before insert or update on gone_endpoints for each row execute function vafa_audited_shop()`,
];
