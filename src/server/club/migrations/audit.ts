/**
 * Who did what: one row for each transaction and member that changes anything. A transaction names its actor once, in
 * the setting `vafa.actor`; the row is written with the first change, and every change refers to it. Without an actor
 * the database refuses the change.
 */
export const audit: readonly string[] = [
  `create function vafa_append_only() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only: correct it with a new row', tg_table_name
      using errcode = 'integrity_constraint_violation', constraint = 'append_only';
  end $$`,
  `create table audit (
    shop_id text not null,
    audit_id bigint generated always as identity,
    at timestamptz not null default now(),
    actor text not null check (actor in ('member', 'shop', 'owner', 'job', 'system')),
    name text,
    request_id text,
    action text not null check (action <> ''),
    -- The random key: it leads to nobody once the person is erased.
    member_id uuid,
    reason text,
    detail jsonb not null default '{}',
    primary key (shop_id, audit_id)
  )`,
  `create index audit_of_member on audit (shop_id, member_id, audit_id desc)`,
  `create trigger audit_stays before update or delete on audit for each row execute function vafa_append_only()`,
  `create trigger audit_stays_all before truncate on audit execute function vafa_append_only()`,

  `create function vafa_audit(for_shop text, for_member uuid) returns bigint language plpgsql as $$
  declare
    known jsonb := nullif(current_setting('vafa.audit', true), '')::jsonb;
    actor jsonb;
    made bigint;
  begin
    if known ->> 'shop' = for_shop and known ->> 'member' is not distinct from for_member::text then
      return (known ->> 'id')::bigint;
    end if;
    actor := nullif(current_setting('vafa.actor', true), '')::jsonb;
    if actor is null then
      raise exception 'nobody is named who makes this change: set vafa.actor first'
        using errcode = 'integrity_constraint_violation', constraint = 'audited';
    end if;
    insert into audit (shop_id, actor, name, request_id, action, member_id, reason, detail)
      values (for_shop, actor ->> 'actor', actor ->> 'name', actor ->> 'requestId', actor ->> 'action', for_member,
        actor ->> 'reason', coalesce(actor -> 'detail', '{}'))
      returning audit_id into made;
    perform set_config('vafa.audit', jsonb_build_object('shop', for_shop, 'member', for_member, 'id', made)::text, true);
    return made;
  end $$`,
  // Whatever a statement says, a change is its own transaction's.
  `create function vafa_audited() returns trigger language plpgsql as $$
  begin
    new.audit_id := vafa_audit(new.shop_id, new.member_id);
    return new;
  end $$`,
];
