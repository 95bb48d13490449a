-- What is sold, and who holds it.
create type tier as enum ('free', 'basic', 'pro', 'enterprise');

-- Seeding adds and refreshes rows until somebody edits them; an edited row is the operator's from then on.
create function mark_edited() returns trigger language plpgsql as $$
begin
  if current_setting('lumiku.seeding', true) is distinct from 'on' then new.edited_at := now(); end if;
  return new;
end $$;

create table plans (
  plan_id       text primary key,
  position      int  not null,
  tier          tier not null,
  name          text not null,
  price         int  not null check (price >= 0),
  billing_cycle text not null check (billing_cycle in ('monthly', 'yearly')),
  daily_quota   int  not null check (daily_quota >= 0),
  features      text[] not null default '{}',
  popular       boolean not null default false,
  save_percent  int,
  enabled       boolean not null default true,
  edited_at     timestamptz
);
create trigger plans_mark_edited before update on plans for each row execute function mark_edited();

create table packs (
  pack_id   text primary key,
  position  int  not null,
  credits   int  not null check (credits > 0),
  amount    int  not null check (amount > 0),
  enabled   boolean not null default true,
  edited_at timestamptz
);
create trigger packs_mark_edited before update on packs for each row execute function mark_edited();

-- The terms are copied from the plan when it is sold, so later edits change no one's contract.
create table subscriptions (
  id             uuid primary key,
  account_id     uuid        not null references accounts on delete cascade,
  plan_id        text        not null references plans,
  tier           tier        not null,
  price          int         not null,
  billing_cycle  text        not null,
  daily_quota    int         not null,
  features       text[]      not null,
  created_at     timestamptz not null default now(),
  started_at     timestamptz,
  ends_at        timestamptz,
  ended_at       timestamptz,
  granted_reason text,
  check (ends_at > started_at)
);
create unique index subscriptions_one_live on subscriptions (account_id) where ended_at is null;

-- What an account may do right now, derived: nothing has to be flipped when a period runs out.
-- Always one row: pay as you go when no subscription is live.
create function entitlement(p_account uuid)
returns table (account_type text, tier tier, plan_id text, daily_quota int, subscription_id uuid, ends_at timestamptz)
language sql stable rows 1 as $$
  select case when s.id is null then 'payg' else 'subscription' end, coalesce(s.tier, 'free'), s.plan_id,
         coalesce(s.daily_quota, 0), s.id, s.ends_at
  from (select p_account as id) a
  left join subscriptions s on s.account_id = a.id and s.ended_at is null
    and s.started_at <= now() and (s.ends_at is null or s.ends_at > now())
$$;

-- An operator's gift: replaces whatever is live and runs one cycle from now. Periods are counted on the calendar of Jakarta.
create function grant_plan(p_account uuid, p_plan text, p_id uuid, p_reason text) returns subscriptions language plpgsql as $$
declare v_plan plans; v subscriptions;
begin
  select * into v_plan from plans where plan_id = p_plan;
  if v_plan.plan_id is null then return null; end if;
  perform 1 from accounts where id = p_account for update;
  update subscriptions set ended_at = least(now(), coalesce(ends_at, now())) where account_id = p_account and ended_at is null;

  insert into subscriptions (id, account_id, plan_id, tier, price, billing_cycle, daily_quota, features, started_at, ends_at, granted_reason)
  values (p_id, p_account, v_plan.plan_id, v_plan.tier, 0, v_plan.billing_cycle, v_plan.daily_quota, v_plan.features, now(),
          case when v_plan.price = 0 then null else
            ((now() at time zone 'Asia/Jakarta') + case v_plan.billing_cycle when 'yearly' then interval '1 year' else interval '1 month' end)
              at time zone 'Asia/Jakarta' end,
          p_reason)
  returning * into v;
  perform emit_event('subscription.created', p_account, jsonb_build_object('subscriptionId', v.id, 'planId', v.plan_id, 'reason', p_reason));
  return v;
end $$;
