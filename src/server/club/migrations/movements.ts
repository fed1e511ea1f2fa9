/** The movements that more than one part of the club makes, as functions: posting, counting a change, expiring. */
export const movements: readonly string[] = [
  // `moved` names accounts and signed amounts; those of 0 are left out, and a movement of nothing is none.
  `create function vafa_transfer(shop text, member uuid, what jsonb, moved jsonb) returns uuid language plpgsql as $$
  declare
    made uuid;
    many int := (select count(*) from jsonb_each_text(moved) where value::bigint <> 0);
  begin
    if many = 0 then return null; end if;
    insert into transfers (shop_id, member_id, wallet_id, kind, at, recorded_at, lines, delta, phase,
        lot_id, order_id, redemption_id, source_id, title, basis, owed)
      values (shop, member, what ->> 'walletId', what ->> 'kind', (what ->> 'at')::timestamptz, (what ->> 'now')::timestamptz, many,
        (what ->> 'delta')::bigint, what ->> 'phase', (what ->> 'lotId')::uuid, what ->> 'orderId', (what ->> 'redemptionId')::uuid,
        what ->> 'sourceId', nullif(what -> 'title', 'null'), nullif(what -> 'basis', 'null'), coalesce((what ->> 'owed')::bigint, 0))
      returning transfer_id into made;
    insert into entries (shop_id, member_id, transfer_id, line, wallet_id, account, amount)
      select shop, member, made, row_number() over (order by key) - 1, what ->> 'walletId', key, value::bigint
      from jsonb_each_text(moved) where value::bigint <> 0;
    return made;
  end $$`,

  `create function vafa_touch(shop text, member uuid, at timestamptz, keys jsonb) returns bigint language plpgsql as $$
  declare
    counted bigint;
  begin
    -- Also of what is no movement of points: an undoing that is asked for, groups, an order that earns nothing.
    perform vafa_audit(shop, member);
    update members set version = version + 1 where shop_id = shop and member_id = member returning version into counted;
    insert into outbox (shop_id, at, topic, member_id, payload)
      values (shop, at, 'member.changed', member, jsonb_build_object('version', counted, 'keys', keys));
    return counted;
  end $$`,

  // `not_before`: points that came back after their day end when they came back.
  `create function vafa_expire(shop text, member uuid, by_now timestamptz, not_before timestamptz) returns int language plpgsql as $$
  declare
    due lots;
    ended int := 0;
  begin
    for due in select * from lots
      where shop_id = shop and member_id = member and remaining > 0 and expires_at <= by_now order by expires_at, seq
    loop
      update lots set remaining = 0, expired = expired + due.remaining
        where shop_id = shop and member_id = member and lot_id = due.lot_id;
      perform vafa_transfer(shop, member, jsonb_build_object('walletId', due.wallet_id, 'kind', 'expire',
        'at', greatest(due.expires_at, not_before), 'now', by_now, 'delta', -due.remaining, 'phase', 'available', 'lotId', due.lot_id),
        jsonb_build_object('available', -due.remaining, 'expired', due.remaining));
      ended := ended + 1;
    end loop;
    return ended;
  end $$`,
];
