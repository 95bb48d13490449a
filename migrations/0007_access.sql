-- Engines people may run. Price and limits are read here at run time; `revision` tells a process that its copy is stale.
create table models (
  key          text primary key check (key like '%:%'),
  app          text    not null,
  name         text    not null,
  tier         tier    not null,
  provider     text    not null,
  beta         boolean not null default false,
  price        jsonb   not null,
  capabilities jsonb   not null default '{}',
  enabled      boolean not null default true,
  revision     int     not null default 1,
  edited_at    timestamptz
);
create trigger models_mark_edited before update on models for each row execute function mark_edited();

create function bump_revision() returns trigger language plpgsql as $$
begin
  new.revision := old.revision + 1;
  perform pg_notify('catalog', new.key);
  return new;
end $$;
create trigger models_bump_revision before update on models for each row execute function bump_revision();

-- May this account run this model? Null when it may, else the refusal. Order of checks: product rules §3.
create function access_refusal(p_account uuid, p_model models, p_tier tier, p_revision int) returns jsonb language plpgsql stable as $$
begin
  if p_model.key is null then return jsonb_build_object('code', 'not_found'); end if;
  if not p_model.enabled then return jsonb_build_object('code', 'model_unavailable', 'modelKey', p_model.key); end if;
  if p_model.revision <> p_revision then return jsonb_build_object('code', 'stale_catalog'); end if;
  if p_model.tier > p_tier then
    return jsonb_build_object('code', 'tier_required', 'modelKey', p_model.key, 'requiredTier', p_model.tier);
  end if;
  if p_model.beta and not exists (select 1 from accounts where id = p_account and 'beta_tester' = any (tags)) then
    return jsonb_build_object('code', 'model_unavailable', 'modelKey', p_model.key, 'beta', true);
  end if;
  return null;
end $$;

-- The next reset of the quota: midnight UTC.
create function quota_reset_at() returns text language sql stable as $$
  select to_char(quota_day() + 1, 'YYYY-MM-DD"T00:00:00.000Z"')
$$;

create function quota_refusal(p_required int, p_used int, p_limit int) returns jsonb language sql stable as $$
  select jsonb_build_object('code', 'quota_exceeded', 'required', p_required, 'used', p_used, 'limit', p_limit,
    'remaining', greatest(p_limit - p_used, 0), 'resetAt', quota_reset_at())
$$;

create function credits_refusal(p_required int, p_current int, p_subscriber boolean) returns jsonb language sql stable as $$
  select jsonb_build_object('code', 'insufficient_credits', 'required', p_required, 'current', p_current)
    || case when p_subscriber then jsonb_build_object('resetAt', quota_reset_at()) else '{}' end
$$;

-- Holds what a run costs in the unit the account pays with: quota for subscribers (credits when they allowed it), else credits.
-- Answers { unit, held } or the refusal with the numbers its dialog needs.
create function authorize_run(p_account uuid, p_hold uuid, p_model text, p_revision int, p_credits int, p_quota int)
returns jsonb language plpgsql as $$
declare v_model models; v_can record; v_refusal jsonb; v_has int; v_used int;
begin
  select * into v_model from models where key = p_model;
  select e.*, a.use_credits_after_quota as spill into v_can from accounts a, entitlement(a.id) e where a.id = p_account;
  v_refusal := access_refusal(p_account, v_model, v_can.tier, p_revision);
  if v_refusal is not null then return v_refusal; end if;

  if v_can.account_type = 'subscription' then
    v_used := ledger_reserve_quota(p_account, p_hold, p_quota, v_can.daily_quota, p_model);
    if v_used is null then return jsonb_build_object('unit', 'quota', 'held', p_quota); end if;
    if not v_can.spill then return quota_refusal(p_quota, v_used, v_can.daily_quota); end if;
  end if;

  v_has := ledger_reserve_credits(p_account, p_hold, p_credits, p_model);
  if v_has is null then return jsonb_build_object('unit', 'credit', 'held', p_credits); end if;
  return credits_refusal(p_credits, v_has, v_can.account_type = 'subscription');
end $$;

-- What authorize_run would answer, holding nothing: { unit, balanceAfter } or the refusal.
create function preview_run(p_account uuid, p_model text, p_revision int, p_credits int, p_quota int)
returns jsonb language plpgsql stable as $$
declare v_model models; v_can record; v_refusal jsonb; v_has int; v_used int;
begin
  select * into v_model from models where key = p_model;
  select e.*, a.use_credits_after_quota as spill into v_can from accounts a, entitlement(a.id) e where a.id = p_account;
  v_refusal := access_refusal(p_account, v_model, v_can.tier, p_revision);
  if v_refusal is not null then return v_refusal; end if;

  if v_can.account_type = 'subscription' then
    select coalesce(max(used + held), 0) into v_used from balances where account_id = p_account and unit = 'quota' and day >= quota_day();
    if v_used + p_quota <= v_can.daily_quota then
      return jsonb_build_object('unit', 'quota', 'balanceAfter', v_can.daily_quota - v_used - p_quota);
    end if;
    if not v_can.spill then return quota_refusal(p_quota, v_used, v_can.daily_quota); end if;
  end if;

  select coalesce(max(available), 0) into v_has from balances where account_id = p_account and unit = 'credit';
  if v_has >= p_credits then return jsonb_build_object('unit', 'credit', 'balanceAfter', v_has - p_credits); end if;
  return credits_refusal(p_credits, v_has, v_can.account_type = 'subscription');
end $$;
