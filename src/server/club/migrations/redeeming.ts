/**
 * Redeeming in one statement: `select vafa_redeem(wish)`. What the program says comes with the wish, so that its rules
 * stay data; what the database alone can know (who, what is left, what was had before) is decided here under the
 * member's lock. A refusal is an answer, not an exception.
 */
export const redeeming: readonly string[] = [
  `create function vafa_refusal(kind text, code text, more jsonb default '{}') returns jsonb language sql immutable as $$
    select jsonb_build_object('refused', jsonb_build_object('kind', kind, 'code', code) || more)
  $$`,

  // Takes points out of spendable lots, soonest to expire first, and keeps in mind which.
  `create function vafa_draw_down(shop text, member uuid, redemption uuid, wallet text, wanted bigint) returns void language plpgsql as $$
  declare
    lot record;
    missing bigint := wanted;
    part bigint;
  begin
    for lot in select lot_id, remaining from lots
      where shop_id = shop and member_id = member and wallet_id = wallet and available_at is not null and remaining > 0
      order by expires_at, earned_at, seq
    loop
      exit when missing = 0;
      part := least(lot.remaining, missing);
      insert into hold_lots (shop_id, member_id, redemption_id, lot_id, amount) values (shop, member, redemption, lot.lot_id, part);
      update lots set remaining = remaining - part where shop_id = shop and member_id = member and lot_id = lot.lot_id;
      missing := missing - part;
    end loop;
  end $$`,

  // Units of another wallet, at once; what is owed there is settled first.
  `create function vafa_credit(shop text, member uuid, redemption uuid, source text, credit jsonb, at timestamptz) returns void language plpgsql as $$
  declare
    given bigint := (credit ->> 'amount')::bigint;
    wallet text := credit ->> 'walletId';
    settled bigint := least(given, coalesce((select -balance from accounts
      where shop_id = shop and member_id = member and wallet_id = wallet and account = 'owed'), 0));
    made uuid;
  begin
    insert into lots (shop_id, member_id, wallet_id, qualifies, earned, remaining, earned_at, activates_at, available_at, expires_at)
      values (shop, member, wallet, false, given, given - settled, at, at, at, (credit ->> 'expiresAt')::timestamptz)
      returning lot_id into made;
    perform vafa_transfer(shop, member, jsonb_build_object('walletId', wallet, 'kind', 'fulfil', 'at', at, 'now', at, 'delta', given,
      'phase', 'available', 'lotId', made, 'redemptionId', redemption, 'sourceId', source),
      jsonb_build_object('issued', -given, 'available', given - settled, 'owed', settled));
  end $$`,

  // What this member had before and who they are: tier, groups, limit, cooldown.
  `create function vafa_obstacle(member members, wish jsonb) returns jsonb language plpgsql stable as $$
  declare
    times int;
    last_at timestamptz;
    ready_at timestamptz;
  begin
    if wish ? 'tiers' and not exists (select from tier_states where shop_id = member.shop_id and member_id = member.member_id
      and track_id = wish #>> '{tiers,ladder}' and wish #> '{tiers,ids}' ? tier_id)
    then return vafa_refusal('rejected', 'tier'); end if;
    if wish ? 'tags' and not (wish -> 'tags' ?| member.tags) then return vafa_refusal('rejected', 'segment'); end if;
    if not (wish ? 'limit' or wish ? 'cooldownDays') then return null; end if;
    select count(*) filter (where at >= coalesce((wish #>> '{limit,from}')::timestamptz, '-infinity')), max(at) into times, last_at
      from redemptions where shop_id = member.shop_id and member_id = member.member_id and reward_id = wish ->> 'rewardId'
        and state not in ('failed', 'cancelled');
    if times >= (wish #>> '{limit,count}')::int then
      return vafa_refusal('limit_reached', 'limit', jsonb_build_object('until', wish #> '{limit,until}'));
    end if;
    ready_at := last_at + (wish ->> 'cooldownDays')::int * interval '24 hours';
    if ready_at > (wish ->> 'now')::timestamptz then
      return vafa_refusal('limit_reached', 'cooldown', jsonb_build_object('until', ready_at));
    end if;
    return null;
  end $$`,

  // Whether there is one left; its row stays locked until the statement ends. The owner may have changed how many there are.
  `create function vafa_in_stock(shop text, reward text, stock bigint) returns boolean language plpgsql as $$
  declare
    there boolean;
  begin
    insert into reward_stock as s (shop_id, reward_id, granted) values (shop, reward, stock)
      on conflict (shop_id, reward_id) do update set granted = greatest(excluded.granted, s.taken)
      returning taken < granted into there;
    return there;
  end $$`,

  `create function vafa_redeem(wish jsonb) returns jsonb language plpgsql as $$
  declare
    w record;
    member members;
    before record;
    refused jsonb;
    free bigint;
    spendable bigint;
    owing bigint;
    due boolean;
    ended int := 0;
    given text;
    hold uuid := gen_random_uuid();
    post uuid := gen_random_uuid();
  begin
    select * into w from jsonb_to_record(wish) as x(shop text, who text, lock text, key text, hash text, now timestamptz, id uuid,
      "rewardId" text, "walletId" text, cost bigint, balance bigint, refused jsonb, stock bigint, fulfil text, pool text,
      promise jsonb, refundable boolean, "expiresAt" timestamptz, "deadlineAt" timestamptz, "nextTryAt" timestamptz, credit jsonb,
      keys jsonb, answer jsonb);
    if not pg_try_advisory_xact_lock(hashtextextended(w.lock, 1)) then return vafa_refusal('conflict', 'in_flight'); end if;
    perform set_config('vafa.actor', (wish -> 'actor')::text, true), set_config('synchronous_commit', 'on', true);
    select * into member from members where shop_id = w.shop
      and member_id = (select member_id from people where shop_id = w.shop and external_id = w.who) for update;
    if not found then return vafa_refusal('not_enrolled', 'not_enrolled'); end if;

    select r.redemption_id, r.body_hash, a.answer into before from redemptions r
      left join writes a on a.shop_id = r.shop_id and a.member_id = r.member_id and a.operation = 'redeem' and a.key = r.request_key
      where r.shop_id = w.shop and r.member_id = member.member_id and r.request_key = w.key;
    if found and before.body_hash <> w.hash then return vafa_refusal('rejected', 'idempotency_key_reused'); end if;
    if found then
      return jsonb_build_object('redemptionId', before.redemption_id, 'member', member.member_id, 'again', true, 'answer', before.answer);
    end if;
    if member.state = 'blocked' then return vafa_refusal('forbidden', 'blocked'); end if;
    if member.state <> 'enrolled' then return vafa_refusal('not_enrolled', 'not_enrolled'); end if;
    if w.refused is not null then return jsonb_build_object('refused', w.refused); end if;

    -- What has ended cannot be spent, also when the job that says so is late.
    loop
      select coalesce(sum(balance) filter (where account = 'available'), 0), coalesce(sum(balance) filter (where account = 'owed'), 0),
          exists (select from lots where shop_id = w.shop and member_id = member.member_id and remaining > 0 and expires_at <= w.now)
        into spendable, owing, due from accounts where shop_id = w.shop and member_id = member.member_id and wallet_id = w."walletId";
      exit when not due;
      ended := ended + vafa_expire(w.shop, member.member_id, w.now, null);
    end loop;
    refused := case when w.stock is not null and not vafa_in_stock(w.shop, w."rewardId", w.stock) then vafa_refusal('out_of_stock', 'stock') end;
    if refused is null and w.fulfil = 'pool' then
      select code_id, code into free, given from codes where shop_id = w.shop and pool = w.pool and redemption_id is null
        order by at, code_id limit 1 for update skip locked;
      -- The last one may be in the hands of a wish that is refused after all.
      if not found then
        select code_id, code into free, given from codes where shop_id = w.shop and pool = w.pool and redemption_id is null
          order by at, code_id limit 1 for update;
      end if;
      if not found then refused := vafa_refusal('out_of_stock', 'codes'); end if;
    end if;
    if refused is null and wish ?| '{tiers,tags,limit,cooldownDays}' then refused := vafa_obstacle(member, wish); end if;
    refused := coalesce(refused,
      case when w.balance <> spendable + owing then vafa_refusal('conflict', 'balance_changed', jsonb_build_object('balance', spendable + owing)) end,
      case when w.cost > spendable then vafa_refusal('insufficient_balance', 'balance', jsonb_build_object('missing', w.cost - spendable - owing)) end);
    if refused is not null then
      if ended > 0 then perform vafa_touch(w.shop, member.member_id, w.now, w.keys); end if;
      return refused;
    end if;

    insert into redemptions (shop_id, redemption_id, member_id, reward_id, wallet_id, cost, state, fulfil, promise, refundable, stocked,
        request_key, body_hash, at, expires_at, task, next_try_at, deadline_at)
      values (w.shop, w.id, member.member_id, w."rewardId", w."walletId", w.cost,
        case w.fulfil when 'pool' then 'issued' when 'wallet' then 'applied' else 'pending' end, w.fulfil, w.promise, w.refundable,
        w.stock is not null, w.key, w.hash, w.now, w."expiresAt", case w.fulfil when 'callback' then 'issue' end, w."nextTryAt", w."deadlineAt");
    perform vafa_draw_down(w.shop, member.member_id, w.id, w."walletId", w.cost);
    -- What is given at once is held and posted at once: vafa_settle, twice, in two statements.
    if w.cost > 0 then
      insert into transfers (shop_id, member_id, transfer_id, wallet_id, kind, at, recorded_at, lines, delta, phase, redemption_id, source_id)
        select w.shop, member.member_id, id, w."walletId", kind, w.now, w.now, 2, delta, 'available', w.id, w."rewardId"
        from (values (hold, 'hold', -w.cost), (post, 'post', 0)) as step(id, kind, delta) where kind = 'hold' or w.fulfil <> 'callback';
      insert into entries (shop_id, member_id, transfer_id, line, wallet_id, account, amount)
        select w.shop, member.member_id, id, line, w."walletId", account, amount
        from (values (hold, 0, 'available', -w.cost), (hold, 1, 'reserved', w.cost), (post, 0, 'reserved', -w.cost), (post, 1, 'spent', w.cost))
          as moved(id, line, account, amount) where id = hold or w.fulfil <> 'callback';
    end if;
    if w.stock is not null then
      update reward_stock set taken = taken + 1 where shop_id = w.shop and reward_id = w."rewardId";
    end if;
    if w.fulfil = 'pool' then
      update codes set member_id = member.member_id, redemption_id = w.id where shop_id = w.shop and code_id = free;
    elsif w.fulfil = 'wallet' then
      perform vafa_credit(w.shop, member.member_id, w.id, w."rewardId", w.credit, w.now);
    end if;
    if w.fulfil <> 'callback' then
      perform vafa_tell_redeemed(w.shop, member.member_id, w.id, w.now);
    end if;
    return vafa_answer(w.shop, member.member_id, w.id, w.now, w.key, w.hash, given, w.answer, vafa_touch(w.shop, member.member_id, w.now, w.keys));
  end $$`,

  // The movement that a step of a redemption stands for: hold, post, void or refund. `settled` goes to what is owed.
  `create function vafa_settle(shop text, member uuid, redemption uuid, step text, at timestamptz, settled bigint) returns void language plpgsql as $$
  declare
    r redemptions;
  begin
    select * into r from redemptions where shop_id = shop and member_id = member and redemption_id = redemption;
    perform vafa_transfer(shop, member, jsonb_build_object('walletId', r.wallet_id, 'kind', step, 'at', at, 'now', at, 'phase', 'available',
      'delta', case step when 'hold' then -r.cost when 'post' then 0 else r.cost end, 'redemptionId', redemption, 'sourceId', r.reward_id),
      case step
        when 'hold' then jsonb_build_object('available', -r.cost, 'reserved', r.cost)
        when 'post' then jsonb_build_object('reserved', -r.cost, 'spent', r.cost)
        when 'void' then jsonb_build_object('reserved', -r.cost, 'available', r.cost - settled, 'owed', settled)
        when 'refund' then jsonb_build_object('spent', -r.cost, 'available', r.cost - settled, 'owed', settled)
      end);
  end $$`,

  // For whoever tells the world; the code itself is the member's alone.
  `create function vafa_tell_redeemed(shop text, member uuid, redemption uuid, told_at timestamptz) returns void language plpgsql as $$
  begin
    insert into outbox (shop_id, at, topic, member_id, payload)
      select shop, told_at, 'reward.redeemed', member, jsonb_build_object('redemptionId', redemption_id, 'rewardId', reward_id,
        'walletId', wallet_id, 'cost', cost, 'state', state)
      from redemptions where shop_id = shop and redemption_id = redemption;
  end $$`,

  // An answer that needs nothing but this statement is stored with it: then no crash can come between the two.
  `create function vafa_answer(shop text, member uuid, redemption uuid, at timestamptz, request_key text, hash text, given text, template jsonb, version bigint)
    returns jsonb language plpgsql as $$
  declare
    told text;
  begin
    if template is not null then
      told := (template || jsonb_build_object('version', version, 'result', template -> 'result' ||
        case when given is null then '{}' else jsonb_build_object('code', given) end))::text;
      insert into writes (shop_id, member_id, operation, key, body_hash, answer, at) values (shop, member, 'redeem', request_key, hash, told, at);
    end if;
    return jsonb_build_object('redemptionId', redemption, 'member', member, 'again', false, 'answer', told);
  end $$`,
];
