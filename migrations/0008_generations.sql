-- One paid run of an app's action. Its id is also its hold's id.
create table generations (
  id             uuid primary key,
  account_id     uuid        not null references accounts on delete cascade,
  user_id        uuid        not null references users on delete cascade,
  app            text        not null,
  action         text        not null,
  model_key      text        not null references models,
  name           text,
  input          jsonb       not null,
  status         text        not null default 'queued' check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  unit           unit        not null,
  held           int         not null,
  settled        int         not null default 0,
  -- schedule[k + 1] is what k delivered outputs cost, fixed with the quote.
  schedule       int[]       not null,
  outputs_wanted int         not null check (outputs_wanted > 0),
  failures       jsonb       not null default '[]',
  error          jsonb,
  progress       real        not null default 0 check (progress between 0 and 1),
  stage          text,
  eta            int,
  attempt        int         not null default 0,
  lease_until    timestamptz,
  created_at     timestamptz not null default now(),
  started_at     timestamptz,
  finished_at    timestamptz,
  check ((status in ('succeeded', 'failed', 'cancelled')) = (finished_at is not null)),
  check ((status = 'running') = (lease_until is not null)),
  check (cardinality(schedule) = outputs_wanted + 1)
);
create index generations_by_account on generations (account_id, id desc);
create index generations_leases on generations (lease_until) where status = 'running';
create index generations_used on generations (account_id, id desc) where settled > 0;
create index generations_open on generations (status, created_at) where status in ('queued', 'running');
create index generations_popular on generations (model_key, created_at) where settled > 0;

create table generation_outputs (
  generation_id uuid not null references generations on delete cascade,
  position      int  not null check (position >= 0),
  asset_id      uuid not null references assets,
  recipe        jsonb not null default '{}',
  created_at    timestamptz not null default now(),
  primary key (generation_id, position)
);

create table generation_attachments (
  generation_id uuid not null references generations on delete cascade,
  name          text not null,
  body          text not null,
  primary key (generation_id, name)
);

-- What a page watching a run is told, kept so that it can resume where it left off.
create table generation_events (
  id            bigint generated always as identity primary key,
  generation_id uuid not null references generations on delete cascade,
  account_id    uuid not null,
  kind          text not null check (kind in ('progress', 'output', 'done')),
  data          jsonb not null,
  at            timestamptz not null default now()
);
create index generation_events_by_generation on generation_events (generation_id, id);
create index generation_events_by_account on generation_events (account_id, id);

create function tell_generation(p_generation uuid, p_account uuid, p_kind text, p_data jsonb) returns void language plpgsql as $$
declare v_id bigint;
begin
  insert into generation_events (generation_id, account_id, kind, data) values (p_generation, p_account, p_kind, p_data) returning id into v_id;
  perform pg_notify('generations', json_build_object('id', v_id, 'generationId', p_generation, 'accountId', p_account, 'kind', p_kind, 'data', p_data)::text);
end $$;

create function enqueue_perform(p_generation uuid) returns void language sql as $$
  select graphile_worker.add_job('perform', json_build_object('generationId', p_generation),
    queue_name := null, max_attempts := 1, job_key := 'perform:' || p_generation)
$$;

create function iso(t timestamptz) returns text language sql immutable as $$
  select to_char(t at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- May they, what does it cost, hold it, write the run, queue the work, tell the news: one call, one commit.
-- Answers { status, body } to send as it stands, or { code, … } for a refusal, which leaves nothing behind.
create function start_generation(
  p_id uuid, p_account uuid, p_user uuid, p_app text, p_action text, p_model text, p_revision int, p_name text, p_input jsonb,
  p_outputs int, p_credit_schedule int[], p_quota_schedule int[], p_assets uuid[], p_key text, p_fingerprint text)
returns jsonb language plpgsql as $$
declare v_known idempotency_keys; v_run jsonb; v_body jsonb; v_schedule int[];
begin
  if p_key is not null then
    -- A twin with the same key waits here until the first has its answer.
    insert into idempotency_keys (account_id, key, fingerprint) values (p_account, p_key, p_fingerprint) on conflict do nothing;
    if not found then
      select * into v_known from idempotency_keys where account_id = p_account and key = p_key;
      if v_known.fingerprint <> p_fingerprint then return jsonb_build_object('code', 'idempotency_key_reused'); end if;
      return jsonb_build_object('status', v_known.status, 'body', v_known.body, 'replayed', true);
    end if;
  end if;

  -- The run's files stay for as long as it does. One that went since it was looked up is not there.
  v_run := case when use_assets(p_id, p_account, p_assets)
    then authorize_run(p_account, p_id, p_model, p_revision, p_credit_schedule[p_outputs + 1], p_quota_schedule[p_outputs + 1])
    else jsonb_build_object('code', 'not_found') end;
  if v_run ? 'code' then
    perform release_assets(p_id);
    delete from idempotency_keys where account_id = p_account and key = p_key;
    return v_run;
  end if;

  v_schedule := case v_run->>'unit' when 'quota' then p_quota_schedule else p_credit_schedule end;
  insert into generations (id, account_id, user_id, app, action, model_key, name, input, unit, held, schedule, outputs_wanted)
  values (p_id, p_account, p_user, p_app, p_action, p_model, p_name, p_input, (v_run->>'unit')::unit, (v_run->>'held')::int, v_schedule, p_outputs);
  perform enqueue_perform(p_id);
  perform emit_event('model.used', p_account, jsonb_build_object('generationId', p_id, 'modelKey', p_model, 'action', p_action));
  perform tell_generation(p_id, p_account, 'progress', jsonb_build_object('status', 'queued', 'progress', 0));

  v_body := jsonb_build_object('generation', jsonb_build_object(
    'id', p_id, 'app', p_app, 'action', p_action, 'modelKey', p_model, 'name', p_name, 'status', 'queued', 'progress', 0,
    'charged', jsonb_build_object('unit', v_run->'unit', 'held', v_run->'held', 'settled', 0),
    'input', p_input, 'outputsWanted', p_outputs, 'outputs', '[]'::jsonb, 'failures', '[]'::jsonb, 'createdAt', iso(now())));
  if p_key is not null then
    update idempotency_keys set status = 202, body = v_body::text where account_id = p_account and key = p_key;
  end if;
  return jsonb_build_object('status', 202, 'body', v_body::text);
end $$;

-- A worker takes a queued run under a lease. The attempt number fences off whoever held it before. No row: nothing to do.
create function claim_generation(p_id uuid, p_lease interval) returns setof generations language sql as $$
  update generations set status = 'running', attempt = attempt + 1, lease_until = now() + p_lease, started_at = coalesce(started_at, now())
  where id = p_id and status = 'queued' returning *
$$;

-- Renews the lease and says how far the run is. False: the run is no longer this worker's, stop.
create function report_progress(p_id uuid, p_attempt int, p_lease interval, p_progress real, p_stage text, p_eta int) returns boolean language plpgsql as $$
declare v generations; v_changed boolean;
begin
  select * into v from generations where id = p_id and status = 'running' and attempt = p_attempt for update;
  if v.id is null then return false; end if;
  v_changed := (v.progress, v.stage, v.eta) is distinct from (p_progress, p_stage, p_eta);
  update generations set lease_until = now() + p_lease, progress = p_progress, stage = p_stage, eta = p_eta where id = p_id;
  if v_changed then
    delete from generation_events where generation_id = p_id and kind = 'progress';
    perform tell_generation(p_id, v.account_id, 'progress', jsonb_build_object('status', 'running', 'progress', round(p_progress::numeric, 4), 'stage', p_stage, 'eta', p_eta));
  end if;
  return true;
end $$;

-- One finished result becomes its owner's, and owed. False: the run is no longer this worker's, or this place is taken.
create function deliver_output(p_id uuid, p_attempt int, p_position int, p_asset jsonb, p_recipe jsonb) returns boolean language plpgsql as $$
declare v generations;
begin
  select * into v from generations where id = p_id and status = 'running' and attempt = p_attempt for update;
  if v.id is null or exists (select 1 from generation_outputs where generation_id = p_id and position = p_position) then return false; end if;
  perform keep_asset(v.account_id, 'output', p_asset);
  insert into generation_outputs (generation_id, position, asset_id, recipe) values (p_id, p_position, (p_asset->>'id')::uuid, p_recipe);
  perform tell_generation(p_id, v.account_id, 'output', jsonb_build_object('position', p_position, 'assetId', p_asset->>'id'));
  return true;
end $$;

-- Ends a run: settles what was delivered, releases the rest, tells the news. Whoever comes second changes nothing and gets false.
-- p_attempt null: the caller is no worker (its owner cancels, or the sweep gives up).
create function end_generation(p_id uuid, p_attempt int, p_status text, p_error jsonb, p_failures jsonb) returns boolean language plpgsql as $$
declare v generations; v_delivered int; v_settled int; v_status text;
begin
  select * into v from generations where id = p_id and status in ('queued', 'running')
    and (p_attempt is null or attempt = p_attempt) for update;
  if v.id is null then return false; end if;
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
  return true;
end $$;

-- Puts a run back in the queue: its worker is shutting down, or died.
create function requeue_generation(p_id uuid, p_attempt int) returns boolean language plpgsql as $$
begin
  update generations set status = 'queued', lease_until = null where id = p_id and status = 'running' and attempt = p_attempt;
  if not found then return false; end if;
  perform enqueue_perform(p_id);
  return true;
end $$;

-- Resumes what dead workers left; gives up, and releases, after p_attempts tries. Runs beside live workers. Says how many it touched.
create function rescue_generations(p_attempts int) returns int language plpgsql as $$
declare v generations; v_count int := 0;
begin
  for v in select * from generations where status = 'running' and lease_until < now() order by lease_until for update skip locked loop
    if v.attempt < p_attempts then perform requeue_generation(v.id, v.attempt);
    else perform end_generation(v.id, null, 'failed', jsonb_build_object('code', 'worker_lost'), null);
    end if;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
