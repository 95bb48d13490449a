-- A subscription is a line of periods. What an account may do follows from the period it is in: nothing is flipped when one ends.
create extension if not exists btree_gist;

-- One that will not renew has been cancelled; one that is over has ended. Pending: it has no period yet.
alter table subscriptions
  add column cancelled_at      timestamptz,
  add column cancel_reason     text,
  add column scheduled_plan_id text references plans,
  -- Periods begin on this day of the month (in Jakarta), or on its last one.
  add column anchor_day        int check (anchor_day between 1 and 31);

-- The terms are copied from the plan when it is sold, so later edits change no one's contract.
create table periods (
  id              uuid        primary key,
  subscription_id uuid        not null references subscriptions on delete cascade,
  account_id      uuid        not null references accounts on delete cascade,
  kind            text        not null check (kind in ('paid', 'free', 'trial', 'granted')),
  plan_id         text        not null references plans,
  tier            tier        not null,
  billing_cycle   text        not null check (billing_cycle in ('monthly', 'yearly')),
  daily_quota     int         not null check (daily_quota >= 0),
  features        text[]      not null,
  -- Rupiah: what the plan cost when it was sold, and what this period was worth to who bought it (paid now, or carried over).
  list_price      int         not null check (list_price >= 0),
  worth           int         not null default 0 check (worth >= 0),
  payment_id      uuid,
  granted_reason  text,
  starts_at       timestamptz not null,
  -- As sold; null: it does not end. cut_at: it ended sooner, by an upgrade, a refund or another plan.
  ends_at         timestamptz,
  cut_at          timestamptz,
  created_at      timestamptz not null default now(),
  check (ends_at > starts_at),
  check (cut_at >= starts_at),
  constraint periods_follow_each_other exclude using gist
    (account_id with =, tstzrange(starts_at, least(coalesce(cut_at, 'infinity'), coalesce(ends_at, 'infinity'))) with &&) deferrable
);
create index periods_by_account on periods (account_id, starts_at desc);
create index periods_by_subscription on periods (subscription_id, starts_at desc);
create index periods_by_payment on periods (payment_id) where payment_id is not null;
-- What the clock asks: which paid periods end about now.
create index periods_ending on periods (ends_at) where kind in ('paid', 'trial') and cut_at is null;

insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, granted_reason,
  starts_at, ends_at, cut_at, created_at)
select gen_random_uuid(), id, account_id, case when ends_at is null then 'free' else 'granted' end, plan_id, tier, billing_cycle, daily_quota, features,
  price, granted_reason, started_at, ends_at, ended_at, created_at
from subscriptions where started_at is not null;
update subscriptions set anchor_day = extract(day from started_at at time zone 'Asia/Jakarta') where started_at is not null;

drop function grant_plan(uuid, text, uuid, text);

-- A paid period that ran out stays usable this long while its renewal is awaited.
create function grace_span() returns interval language sql immutable as $$ select interval '3 days' $$;

-- What an account may do right now, derived: nothing has to be flipped when a period runs out.
-- Always one row: pay as you go when no subscription is live. ends_at: when that stops being so, unless something is paid. The time is
-- the statement's: a transaction that waited for another sees what that one began.
create or replace function entitlement(p_account uuid)
returns table (account_type text, tier tier, plan_id text, daily_quota int, subscription_id uuid, ends_at timestamptz)
language sql stable rows 1 as $$
  select case when p.id is null then 'payg' else 'subscription' end, coalesce(p.tier, 'free'), p.plan_id,
         coalesce(p.daily_quota, 0), p.subscription_id, p.ends_at
  from (select p_account as id) a
  left join lateral (
    select p.* from periods p join subscriptions s on s.id = p.subscription_id
    where p.account_id = a.id and p.starts_at <= statement_timestamp() and (p.cut_at is null or p.cut_at > statement_timestamp())
      and (p.ends_at is null or p.ends_at > statement_timestamp()
           or p.kind = 'paid' and s.cancelled_at is null and p.ends_at + grace_span() > statement_timestamp())
    order by p.starts_at desc limit 1
  ) p on true
$$;

create or replace function offers(p_account uuid) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object(
    'at', iso(statement_timestamp()),
    'plans', (select jsonb_agg(jsonb_build_object('planId', plan_id, 'tier', p.tier, 'price', price, 'dailyQuota', daily_quota) order by position, plan_id)
              from plans p where enabled and price > 0),
    'packs', (select jsonb_agg(jsonb_build_object('packId', pack_id, 'credits', credits, 'amount', amount) order by position, pack_id)
              from packs where enabled),
    'running', (select jsonb_build_object('planId', p.plan_id, 'price', p.worth, 'startsAt', iso(p.starts_at), 'endsAt', iso(p.ends_at))
                from entitlement(p_account) e join periods p on p.subscription_id = e.subscription_id and p.starts_at <= statement_timestamp()
                where p.cut_at is null order by p.starts_at desc limit 1));
end $$;

alter table subscriptions drop column tier, drop column price, drop column billing_cycle, drop column daily_quota, drop column features,
  drop column started_at, drop column ends_at, drop column granted_reason;

-- Days to try a plan before paying, 0: none. Once for each account and each e-mail.
alter table plans add column trial_days int not null default 0 check (trial_days >= 0);
create table trials (
  account_id   uuid        primary key references accounts on delete cascade,
  email_digest text        not null unique,
  plan_id      text        not null references plans,
  at           timestamptz not null default now()
);
