-- Runs that are asked for at the same time start in one commit, each with an answer of its own. One run is a batch of one.

-- Every start can be asked why: what was held carries its terms, what was refused leaves a decision.
alter table generations add column terms jsonb;
-- A run stands and falls with its hold, and the hold with its account. Nothing else is locked to start one.
alter table generations
  drop constraint generations_account_id_fkey, drop constraint generations_user_id_fkey, drop constraint generations_model_key_fkey,
  add constraint generations_are_held foreign key (id) references holds on delete cascade;
create table decisions (
  request_id text        not null,
  account_id uuid        not null references accounts on delete cascade,
  user_id    uuid        not null,
  at         timestamptz not null default now(),
  app        text        not null,
  action     text        not null,
  model_key  text        not null,
  refusal    jsonb       not null,
  terms      jsonb       not null,
  primary key (account_id, request_id)
);
create index decisions_by_request on decisions (request_id);
create index decisions_by_age on decisions (at);

-- When an account goes, its files and its runs go by different ways: what lies between them is looked at when both have gone.
alter table generation_outputs drop constraint generation_outputs_asset_id_fkey,
  add constraint generation_outputs_asset_id_fkey foreign key (asset_id) references assets deferrable initially deferred;

-- Files that a holder needs for as long as it runs.
create type file_wish as (holder uuid, account_id uuid, assets uuid[]);

-- The holders of which a file is not there, or not their account's; the others have theirs set aside until they release them.
-- Deleting one of those waits for this commit, and then finds it in use.
create function use_files(p_wishes file_wish[]) returns uuid[] language plpgsql as $$
declare v_lacking uuid[];
begin
  if not exists (select from unnest(p_wishes) where cardinality(assets) > 0) then return '{}'; end if;
  with live as materialized (
    select id, account_id from assets where id in (select unnest(w.assets) from unnest(p_wishes) w) and deleted_at is null
    order by id for key share
  )
  select coalesce(array_agg(distinct w.holder), '{}') into v_lacking
  from unnest(p_wishes) w cross join unnest(w.assets) wanted
  where not exists (select from live where live.id = wanted and live.account_id = w.account_id);

  insert into asset_uses (holder, asset_id)
  select distinct w.holder, wanted from unnest(p_wishes) w cross join unnest(w.assets) wanted where w.holder <> all (v_lacking);
  return v_lacking;
end $$;
drop function use_assets(uuid, uuid, uuid[]);

-- What is on sale, and what the account has bought: from this every way out of a refusal is priced.
create function offers(p_account uuid) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object(
    'at', iso(now()),
    'plans', (select jsonb_agg(jsonb_build_object('planId', plan_id, 'tier', p.tier, 'price', price, 'dailyQuota', daily_quota) order by position, plan_id)
              from plans p where enabled and price > 0),
    'packs', (select jsonb_agg(jsonb_build_object('packId', pack_id, 'credits', credits, 'amount', amount) order by position, pack_id)
              from packs where enabled),
    'running', (select jsonb_build_object('planId', s.plan_id, 'price', s.price, 'startsAt', iso(s.started_at), 'endsAt', iso(s.ends_at))
                from entitlement(p_account) e join subscriptions s on s.id = e.subscription_id));
end $$;

-- A refusal that another plan, more credits or time would lift says what is on offer.
create function with_offers(p_refusal jsonb, p_account uuid) returns jsonb language sql stable as $$
  select case when p_refusal->>'code' in ('insufficient_credits', 'tier_required', 'quota_exceeded')
    then p_refusal || jsonb_build_object('offers', offers(p_account)) else p_refusal end
$$;

-- A run that someone wishes to hold units for: what it would cost in either unit, by which revision of the price.
create type run_wish as (n int, hold_id uuid, account_id uuid, model_key text, revision int, credits int, quota int);
-- refusal null: held, in this unit. terms: what was decided from.
create type authorization_answer as (n int, unit unit, held int, refusal jsonb, terms jsonb);

-- What is known of a wish before its units are asked for.
create type run_facts as (n int, account_type text, tier tier, plan_id text, daily_quota int, spill boolean, refusal jsonb, model jsonb);

create function run_facts(p_wishes run_wish[]) returns run_facts[] language plpgsql stable as $$
declare v run_facts[];
begin
  select array_agg(row(w.n, e.account_type, e.tier, e.plan_id, e.daily_quota, a.use_credits_after_quota,
    access_refusal(w.account_id, m, e.tier, w.revision),
    jsonb_build_object('modelKey', m.key, 'name', m.name, 'tier', m.tier, 'revision', m.revision, 'price', m.price))::run_facts) into v
  from unnest(p_wishes) w
  join accounts a on a.id = w.account_id
  cross join lateral entitlement(a.id) e
  left join models m on m.key = w.model_key;
  return v;
end $$;

-- Why a run is refused for want of units.
create function funds_refusal(p_wish run_wish, p_facts run_facts, p_in_use int, p_available int) returns jsonb language sql stable as $$
  select case when p_facts.account_type = 'subscription' and not p_facts.spill
    then quota_refusal(p_wish.quota, p_in_use, p_facts.daily_quota)
    else credits_refusal(p_wish.credits, p_available, p_facts.account_type = 'subscription') end
$$;

create function run_terms(p_wish run_wish, p_facts run_facts, p_unit unit) returns jsonb language sql immutable as $$
  select jsonb_build_object(
    'rule', case when p_unit is null then null
                 when p_unit = 'quota' and p_wish.quota = 0 or p_unit = 'credit' and p_wish.credits = 0 then 'free'
                 when p_unit = 'quota' then 'quota'
                 when p_facts.account_type = 'subscription' then 'credits_after_quota' else 'credits' end,
    'accountType', p_facts.account_type, 'tier', p_facts.tier, 'planId', p_facts.plan_id, 'dailyQuota', p_facts.daily_quota,
    'credits', p_wish.credits, 'quota', p_wish.quota, 'model', p_facts.model)
$$;

-- Holds what runs cost in the unit each account pays with: quota for subscribers (credits after it when they allowed that), else
-- credits. Or says why not, with everything that the ways out are priced from.
create function authorize_runs(p_wishes run_wish[]) returns setof authorization_answer language plpgsql as $$
declare v_facts run_facts[] := run_facts(p_wishes); v_wanted wish[]; v_reserved reservation[];
begin
  select array_agg(row(w.n, w.hold_id, w.account_id,
    case when f.account_type = 'subscription' then w.quota end, f.daily_quota,
    case when f.account_type = 'payg' or f.spill then w.credits end, w.model_key)::wish) into v_wanted
  from unnest(p_wishes) w join unnest(v_facts) f using (n) where f.refusal is null;
  v_reserved := array(select r from ledger_reserve(v_wanted) r);

  return query
  select w.n, r.unit, r.held,
    case when r.unit is null then with_offers(coalesce(f.refusal, funds_refusal(w, f, r.in_use, r.available)), w.account_id) end,
    run_terms(w, f, r.unit)
  from unnest(p_wishes) w join unnest(v_facts) f using (n) left join unnest(v_reserved) r using (n);
end $$;
drop function authorize_run(uuid, uuid, text, int, int, int);

-- What authorize_runs would answer for one run, holding nothing: { unit, balanceAfter } or the refusal.
create or replace function preview_run(p_account uuid, p_model text, p_revision int, p_credits int, p_quota int)
returns jsonb language plpgsql stable as $$
declare v_wish run_wish := row(1, null, p_account, p_model, p_revision, p_credits, p_quota); v run_facts; v_used int; v_has int;
begin
  v := (run_facts(array[v_wish]))[1];
  if v.refusal is not null then return with_offers(v.refusal, p_account); end if;
  if v.account_type = 'subscription' then
    select coalesce(max(used + held), 0) into v_used from balances where account_id = p_account and unit = 'quota' and day >= quota_day();
    if v_used + p_quota <= v.daily_quota then
      return jsonb_build_object('unit', 'quota', 'balanceAfter', v.daily_quota - v_used - p_quota);
    end if;
  end if;
  if v.account_type = 'payg' or v.spill then
    v_has := ledger_available(p_account);
    if v_has >= p_credits then return jsonb_build_object('unit', 'credit', 'balanceAfter', v_has - p_credits); end if;
  end if;
  return with_offers(funds_refusal(v_wish, v, v_used, v_has), p_account);
end $$;

create type run_request as (n int, id uuid, account_id uuid, user_id uuid, app text, action text, model_key text, revision int, name text,
  input jsonb, outputs int, credit_schedule int[], quota_schedule int[], assets uuid[], key text, fingerprint text, request_id text);

-- Queues many runs at once.
create function enqueue_performs(p_generations uuid[]) returns void language plpgsql as $$
begin
  perform graphile_worker.add_jobs(array(
    select row('perform', json_build_object('generationId', id), null, now(), 1, 'perform:' || id, 0, null)::graphile_worker.job_spec
    from unnest(p_generations) id));
end $$;

-- Tells the same of many runs.
create function tell_generations(p_generations uuid[], p_kind text, p_data jsonb) returns void language plpgsql as $$
declare told record;
begin
  for told in
    insert into generation_events (generation_id, account_id, kind, data)
    select id, account_id, p_kind, p_data from generations where id = any (p_generations) order by array_position(p_generations, id)
    returning id, generation_id, account_id
  loop
    perform pg_notify('generations', json_build_object('id', told.id, 'generationId', told.generation_id, 'accountId', told.account_id,
      'kind', p_kind, 'data', p_data)::text);
  end loop;
end $$;

-- The answer that a started run is told with.
create function started_body(r run_request, p_unit unit, p_held int) returns text language sql stable as $$
  select jsonb_build_object('generation', jsonb_build_object(
    'id', r.id, 'app', r.app, 'action', r.action, 'modelKey', r.model_key, 'name', r.name, 'status', 'queued', 'progress', 0,
    'charged', jsonb_build_object('unit', p_unit, 'held', p_held, 'settled', 0),
    'input', r.input, 'outputsWanted', r.outputs, 'outputs', '[]'::jsonb, 'failures', '[]'::jsonb, 'createdAt', iso(now())))::text
$$;

-- May they, what does it cost, hold it, write the run, queue the work, tell the news: for many runs in one call and one commit.
-- Each is answered for itself, in their order for each account: { status, body } to send as it stands, or { code, … } for a
-- refusal, which leaves nothing behind but its decision. Accounts are locked against each other's starts; with p_wait false, one
-- that somebody else is starting runs for is answered 'busy' and nothing is done.
create function start_generations(p_requests jsonb, p_wait boolean) returns table (n int, answer jsonb) language plpgsql as $$
#variable_conflict use_column
declare v_all run_request[]; v_busy uuid[]; v_known int[]; v_lacking uuid[]; v_ready run_request[]; v_judged authorization_answer[]; v_started uuid[];
begin
  select array_agg(r order by r.n) into v_all from jsonb_populate_recordset(null::run_request, p_requests) r;

  if p_wait then
    perform pg_advisory_xact_lock(8817, lock) from (select distinct hashtext(account_id::text) as lock from unnest(v_all) order by 1) l;
  else
    select array_agg(account_id) into v_busy from (select distinct account_id from unnest(v_all)) l
    where not pg_try_advisory_xact_lock(8817, hashtext(account_id::text));
    -- Neighbours do not wait long for a row that somebody holds on to: they are asked again, each alone.
    perform set_config('lock_timeout', '100ms', true);
    if v_busy is not null then
      return query select r.n, '{"code": "busy"}'::jsonb from unnest(v_all) r where r.account_id = any (v_busy);
      v_all := array(select r from unnest(v_all) r where r.account_id <> all (v_busy));
    end if;
  end if;

  -- Whoever came first with a key has committed by now.
  if exists (select from unnest(v_all) r where r.key is not null) then
    select array_agg(r.n) into v_known from unnest(v_all) r join idempotency_keys k on k.account_id = r.account_id and k.key = r.key;
    if v_known is not null then
      return query
      select r.n, case when k.fingerprint <> r.fingerprint then '{"code": "idempotency_key_reused"}'
                       else jsonb_build_object('status', k.status, 'body', k.body, 'replayed', true) end
      from unnest(v_all) r join idempotency_keys k on k.account_id = r.account_id and k.key = r.key;
    end if;
  end if;

  -- The runs' files stay for as long as they do. One that went since it was looked up is not there.
  v_lacking := use_files(array(select row(r.id, r.account_id, r.assets)::file_wish from unnest(v_all) r where r.n <> all (coalesce(v_known, '{}'))));
  if cardinality(v_lacking) > 0 then
    return query select r.n, '{"code": "not_found"}'::jsonb from unnest(v_all) r where r.id = any (v_lacking);
  end if;
  v_ready := case when v_known is null and cardinality(v_lacking) = 0 then v_all
    else array(select r from unnest(v_all) r where r.n <> all (coalesce(v_known, '{}')) and r.id <> all (v_lacking)) end;
  if v_ready is null or cardinality(v_ready) = 0 then return; end if;

  v_judged := array(select j from authorize_runs(array(
    select row(r.n, r.id, r.account_id, r.model_key, r.revision, r.credit_schedule[r.outputs + 1], r.quota_schedule[r.outputs + 1])::run_wish
    from unnest(v_ready) r)) j);

  if exists (select from unnest(v_judged) j where j.refusal is not null) then
    perform release_assets(r.id) from unnest(v_ready) r join unnest(v_judged) j using (n) where j.refusal is not null;
    insert into decisions (request_id, account_id, user_id, app, action, model_key, refusal, terms)
    select r.request_id, r.account_id, r.user_id, r.app, r.action, r.model_key, j.refusal, j.terms || jsonb_build_object('outputs', r.outputs)
    from unnest(v_ready) r join unnest(v_judged) j using (n)
    where j.refusal->>'code' in ('insufficient_credits', 'tier_required', 'quota_exceeded') and r.request_id is not null
    on conflict do nothing;
    return query select j.n, j.refusal from unnest(v_judged) j where j.refusal is not null;
    v_judged := array(select j from unnest(v_judged) j where j.refusal is null);
    if cardinality(v_judged) = 0 then return; end if;
  end if;

  insert into generations (id, account_id, user_id, app, action, model_key, name, input, unit, held, schedule, outputs_wanted, terms)
  select r.id, r.account_id, r.user_id, r.app, r.action, r.model_key, r.name, r.input, j.unit, j.held,
    case j.unit when 'quota' then r.quota_schedule else r.credit_schedule end, r.outputs,
    j.terms || jsonb_build_object('outputs', r.outputs, 'requestId', r.request_id)
  from unnest(v_ready) r join unnest(v_judged) j using (n) order by n;

  v_started := array(select r.id from unnest(v_ready) r join unnest(v_judged) j using (n) order by n);
  perform enqueue_performs(v_started);

  insert into events (type, account_id, data)
  select 'model.used', r.account_id, jsonb_build_object('generationId', r.id, 'modelKey', r.model_key, 'action', r.action)
  from unnest(v_ready) r join unnest(v_judged) j using (n) order by n;

  perform tell_generations(v_started, 'progress', '{"status": "queued", "progress": 0}');

  return query
  with told as materialized (
    select r.n, r.account_id, r.key, r.fingerprint, started_body(r, j.unit, j.held) as body from unnest(v_ready) r join unnest(v_judged) j using (n)
  ), kept as (
    insert into idempotency_keys (account_id, key, fingerprint, status, body)
    select account_id, key, fingerprint, 202, body from told where key is not null
  )
  select told.n, jsonb_build_object('status', 202, 'body', told.body) from told;
end $$;
drop function start_generation(uuid, uuid, uuid, text, text, text, int, text, jsonb, int, int[], int[], uuid[], text, text);

-- Ends a run: settles what was delivered, releases the rest, tells the news. Answers how it ended; whoever comes second changes
-- nothing and gets null. p_attempt null: the caller is no worker (its owner cancels, or the sweep gives up).
drop function end_generation(uuid, int, text, jsonb, jsonb);
create function end_generation(p_id uuid, p_attempt int, p_status text, p_error jsonb, p_failures jsonb) returns text language plpgsql as $$
declare v generations; v_delivered int; v_settled int; v_status text;
begin
  select * into v from generations where id = p_id and status in ('queued', 'running')
    and (p_attempt is null or attempt = p_attempt) for update;
  if v.id is null then return null; end if;
  select count(*) into v_delivered from generation_outputs where generation_id = p_id;
  v_settled := v.schedule[v_delivered + 1];
  v_status := case when p_status = 'cancelled' then 'cancelled' when v_delivered > 0 then 'succeeded' else 'failed' end;

  update generations set status = v_status, settled = v_settled, lease_until = null, finished_at = now(), failures = coalesce(p_failures, failures),
    error = p_error, eta = null, progress = case when v_status = 'succeeded' then 1 else progress end
  where id = p_id;
  perform ledger_settle(p_id, v_settled);
  perform release_assets(p_id);

  delete from generation_events where generation_id = p_id and kind = 'progress';
  perform tell_generation(p_id, v.account_id, 'done', jsonb_build_object('status', v_status, 'delivered', v_delivered, 'wanted', v.outputs_wanted,
    'charged', jsonb_build_object('unit', v.unit, 'held', 0, 'settled', v_settled)));
  perform emit_event(case when v_status = 'succeeded' then 'generation.completed' else 'generation.failed' end, v.account_id,
    jsonb_build_object('generationId', p_id, 'modelKey', v.model_key, 'status', v_status, 'delivered', v_delivered, 'unit', v.unit, 'settled', v_settled));
  return v_status;
end $$;

-- Everything these do is found by key. In a young database, or one that has just grown, the planner would rather scan, and a
-- connection keeps such a plan; planning anew for each call, or compiling, would cost more than running.
alter function start_generations(jsonb, boolean) set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set jit = off set plan_cache_mode = force_generic_plan;
alter function end_generation(uuid, int, text, jsonb, jsonb) set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set jit = off set plan_cache_mode = force_generic_plan;
