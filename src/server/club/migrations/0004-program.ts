import type { Migration } from '../migrate.js';

/** What a program with several rules, ladders and actions keeps: a lot for every rule, how tiers changed, what was done. */
export const program: Migration = {
  id: '0004-program',
  statements: [
    // How a tier is held: by what was counted at \`confirmed_at\`, or since somebody gave it.
    `alter table tier_states add column held_by text not null default 'reached'
      check (held_by in ('reached', 'kept', 'ended', 'granted'))`,
    // In the days of grace: when the period ended that did not keep it. \`valid_until\` is the end of the grace then.
    `alter table tier_states add column grace_of timestamptz`,
    // The tier, while its holder rose to it and has not been shown that: gone with the tier, and with the member.
    `alter table tier_states add column news text check (news = tier_id)`,
    `create table tier_changes (
      shop_id text not null,
      member_id uuid not null,
      change_id bigint generated always as identity,
      track_id text not null,
      at timestamptz not null,
      recorded_at timestamptz not null,
      tier_id text not null,
      before_id text,
      reason text not null check (reason in ('joined', 'reached', 'kept', 'lapsed', 'returned', 'granted', 'program')),
      detail jsonb not null default '{}',
      audit_id bigint not null,
      primary key (shop_id, member_id, change_id),
      foreign key (shop_id, member_id) references members,
      foreign key (shop_id, audit_id) references audit
    )`,
    `create trigger tier_changes_audited before insert on tier_changes for each row execute function vafa_audited()`,
    `create index tier_changes_newest on tier_changes (shop_id, member_id, track_id, at desc, change_id desc)`,
    `create trigger tier_changes_stay before update or delete on tier_changes for each row execute function vafa_append_only()`,
    `create trigger tier_changes_stay_all before truncate on tier_changes execute function vafa_append_only()`,

    // One row per time an action counted; the key makes the n-th of an interval happen once.
    `create table completions (
      shop_id text not null,
      member_id uuid not null,
      action_id text not null,
      interval_start timestamptz not null,
      nth int not null check (nth > 0),
      at timestamptz not null,
      -- The key it was said under, for ever: its answer is forgotten with its age, what it did is not.
      request_key text,
      primary key (shop_id, member_id, action_id, interval_start, nth),
      constraint one_key_one_completion unique (shop_id, member_id, request_key),
      foreign key (shop_id, member_id) references members
    )`,

    `create trigger completions_stay before update or delete on completions for each row execute function vafa_append_only()`,
    `create trigger completions_stay_all before truncate on completions execute function vafa_append_only()`,

    // Shown at the till; beside the name, because it leads to the member and goes with them.
    `alter table people add column card text check (card ~ '^[0-9]{12}$')`,
    `create unique index people_by_card on people (shop_id, card)`,
  ],
};
