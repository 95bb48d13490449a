-- Packed files that are being written out as ordinary ones. The room they will take is set aside until they end; a row that failed sets
-- nothing aside and waits for its owner to ask again. `key` names the attempt that is writing, so that one that was given up can change nothing.
create table write_outs (
  asset_id   uuid primary key references assets on delete cascade,
  account_id uuid        not null references accounts on delete cascade,
  state      text        not null default 'queued' check (state in ('queued', 'running', 'failed')),
  bytes      bigint      not null check (bytes >= 0),
  aside      bigint      not null check (aside >= 0),
  written    bigint      not null default 0 check (written >= 0),
  key        text unique,
  begun_at   timestamptz
);
create index write_outs_by_account on write_outs (account_id);

create or replace function refuse_storage(p_account uuid, p_upload uuid, p_bytes bigint) returns jsonb language plpgsql as $$
declare v_limit bigint; v_used bigint; v_aside bigint;
begin
  select storage_limit into v_limit from accounts where id = p_account for no key update;
  v_used := storage_used(p_account);
  select coalesce(sum(bytes), 0) into v_aside from (
    select bytes from uploads where account_id = p_account and id <> p_upload
    union all
    select aside from write_outs where account_id = p_account and asset_id <> p_upload and state <> 'failed'
  ) others;
  if v_used + v_aside + p_bytes <= v_limit then return null; end if;
  return jsonb_build_object('used', v_used, 'limit', v_limit, 'bytes', p_bytes, 'uploading', v_aside);
end $$;

-- Whoever has many such films waits for their own, and everyone's runs go first.
create function queue_write_out(p_account uuid, p_asset uuid) returns void language sql as $$
  select graphile_worker.add_job('write_out_file', json_build_object('assetId', p_asset),
    queue_name := 'write_out:' || p_account, job_key := 'write_out:' || p_asset, priority := 10)
$$;

-- Asks for a file to be written out; asking again while it is under way changes nothing. Null when it is, or is an ordinary file already;
-- otherwise what is in the way: 'missing', or the room that is lacking.
create function ask_write_out(p_account uuid, p_asset uuid) returns jsonb language plpgsql as $$
declare v assets; v_refusal jsonb; v_aside bigint;
begin
  -- The account before the file, as everywhere.
  perform from accounts where id = p_account for no key update;
  select * into v from assets where id = p_asset and account_id = p_account and deleted_at is null for update;
  if v.id is null then return '"missing"'; end if;
  if v.packing is null or exists (select from write_outs where asset_id = p_asset and state <> 'failed') then return null; end if;
  v_aside := greatest(0, v.bytes - coalesce(v.stored_bytes, v.bytes));
  v_refusal := refuse_storage(p_account, p_asset, v_aside);
  if v_refusal is not null then return v_refusal; end if;
  insert into write_outs (asset_id, account_id, bytes, aside) values (p_asset, p_account, v.bytes, v_aside)
  on conflict (asset_id) do update set state = 'queued', bytes = excluded.bytes, aside = excluded.aside, written = 0, begun_at = null;
  perform queue_write_out(p_account, p_asset);
  return null;
end $$;

-- A worker begins (again) under a key of its own; what an attempt before it wrote is left to the sweep. Nothing when it is not wanted any more.
create function begin_write_out(p_asset uuid, p_key text) returns setof assets language plpgsql as $$
declare v write_outs;
begin
  select * into v from write_outs where asset_id = p_asset and state <> 'failed' for update;
  if v.asset_id is null then return; end if;
  update loose_keys set due_at = now() where key = v.key;
  insert into loose_keys (key, due_at) values (p_key, now() + interval '1 hour');
  update write_outs set state = 'running', key = p_key, written = 0, begun_at = now() where asset_id = p_asset;
  return query select * from assets where id = p_asset;
end $$;

-- So many bytes are written. False when nobody wants them any more, or another attempt has taken over.
create function tell_write_out(p_key text, p_written bigint) returns boolean language plpgsql as $$
begin
  update write_outs set written = p_written where key = p_key and state = 'running';
  if not found then return false; end if;
  update loose_keys set due_at = now() + interval '1 hour' where key = p_key;
  return true;
end $$;

-- It did not work. Nothing is set aside any more; what was written is the worker's to remove, and the sweep's.
create function fail_write_out(p_key text) returns void language sql as $$
  update write_outs set state = 'failed', key = null, written = 0, begun_at = null where key = p_key
$$;

-- The worker stops before it is done: another begins anew.
create function hand_back_write_out(p_key text) returns void language sql as $$
  with back as (update write_outs set state = 'queued', key = null, written = 0, begun_at = null where key = p_key returning account_id, asset_id)
  select queue_write_out(account_id, asset_id) from back
$$;

-- Gives up what is under way, or has failed. The worker hears of it when it next tells how far it is.
create function cancel_write_out(p_account uuid, p_asset uuid) returns void language sql as $$
  delete from write_outs where asset_id = p_asset and account_id = p_account
$$;

drop function keep_written_out;
-- The bytes are stored: from now on it is an ordinary file. What it was made of stays for downloads that have begun, uncounted, half a day more.
-- False when nobody wants it any more.
create function keep_written_out(p_key text) returns boolean language plpgsql as $$
declare v_asset uuid; v_account uuid; v assets;
begin
  select asset_id, account_id into v_asset, v_account from write_outs where key = p_key;
  perform from accounts where id = v_account for no key update;
  select * into v from assets where id = v_asset and deleted_at is null and packing is not null for update;
  delete from write_outs where key = p_key and state = 'running';
  if not found or v.id is null then return false; end if;
  delete from loose_keys where key = p_key and condemned_at is null;
  if exists (select from loose_keys where key = p_key) then return false; end if;
  update assets set storage_key = p_key, packing = null, stored_bytes = null where id = v.id;
  insert into loose_keys (key, due_at) values (v.storage_key, now() + interval '12 hours');
  return true;
end $$;

-- A deleted file is not written out any more, and nothing it was made of stays.
create function forget_write_out() returns trigger language plpgsql as $$
begin
  delete from write_outs where asset_id = new.id;
  update loose_keys set due_at = now() where key like 'originals/%/' || new.id || '%' and due_at > now() + interval '1 hour';
  return null;
end $$;
create trigger assets_forget_write_out after update on assets
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function forget_write_out();
