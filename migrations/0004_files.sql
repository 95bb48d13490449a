-- Files people uploaded and results we made. Private; bytes count toward the account's storage until deleted.
create table assets (
  id            uuid primary key,
  account_id    uuid        not null references accounts on delete cascade,
  origin        text        not null check (origin in ('upload', 'output')),
  name          text        not null,
  kind          text        not null check (kind in ('video', 'image', 'audio')),
  type          text        not null,
  bytes         bigint      not null check (bytes >= 0),
  sha256        text        not null,
  width         int,
  height        int,
  seconds       double precision,
  has_audio     boolean,
  probe         jsonb       not null default '{}',
  storage_key   text        not null,
  thumbnail_key text,
  created_at    timestamptz not null default now(),
  deleted_at    timestamptz
);
create index assets_by_account on assets (account_id, id desc) where deleted_at is null;
-- Serves the sum of bytes without touching the table.
create index assets_storage on assets (account_id) include (bytes) where deleted_at is null;

-- Who still needs a file: the id of a run, for as long as it runs. A file in use cannot be deleted.
create table asset_uses (
  holder   uuid not null,
  asset_id uuid not null references assets on delete cascade,
  primary key (holder, asset_id)
);
create index asset_uses_by_asset on asset_uses (asset_id);

-- Resumable uploads under way. Their announced bytes are set aside until they are finished, ended or a day old.
create table uploads (
  id         uuid primary key,
  account_id uuid        not null references accounts on delete cascade,
  name       text        not null,
  bytes      bigint      not null check (bytes >= 0),
  created_at timestamptz not null default now()
);
create index uploads_by_account on uploads (account_id);
create index uploads_by_age on uploads (created_at);

-- Keys in the store that no asset owns: written down before the bytes are stored, struck out by the commit that makes the
-- asset, and written again when it goes. A sweep removes the bytes of those that are due, so a crash leaves nothing behind.
create table loose_keys (
  key          text primary key,
  due_at       timestamptz not null,
  condemned_at timestamptz
);
create index loose_keys_due on loose_keys (due_at);

create function storage_used(p_account uuid) returns bigint language sql stable as $$
  select coalesce(sum(bytes), 0)::bigint from assets where account_id = p_account and deleted_at is null
$$;

-- Null when so many bytes fit beside what is stored and what other uploads have set aside; otherwise what is in the way.
-- The account's row is locked, so that two uploads cannot both take the last place.
create function refuse_storage(p_account uuid, p_upload uuid, p_bytes bigint) returns jsonb language plpgsql as $$
declare v_limit bigint; v_used bigint; v_aside bigint;
begin
  select storage_limit into v_limit from accounts where id = p_account for no key update;
  v_used := storage_used(p_account);
  select coalesce(sum(bytes), 0) into v_aside from uploads where account_id = p_account and id <> p_upload;
  if v_used + v_aside + p_bytes <= v_limit then return null; end if;
  return jsonb_build_object('used', v_used, 'limit', v_limit, 'bytes', p_bytes, 'uploading', v_aside);
end $$;

-- Sets an upload's bytes aside. Null when done, otherwise what is in the way.
create function begin_upload(p_id uuid, p_account uuid, p_name text, p_bytes bigint) returns jsonb language plpgsql as $$
declare v_refusal jsonb := refuse_storage(p_account, p_id, p_bytes);
begin
  if v_refusal is null then
    insert into uploads (id, account_id, name, bytes) values (p_id, p_account, p_name, p_bytes);
  end if;
  return v_refusal;
end $$;

-- The bytes are stored: they become the account's. Results are owed and kept even when the account is full.
create function keep_asset(p_account uuid, p_origin text, p jsonb) returns uuid language plpgsql as $$
begin
  delete from loose_keys where key in (p->>'storageKey', p->>'thumbnailKey') and condemned_at is null;
  if exists (select from loose_keys where key in (p->>'storageKey', p->>'thumbnailKey')) then
    raise exception 'the bytes of asset % are being swept away', p->>'id';
  end if;
  insert into assets (id, account_id, origin, name, kind, type, bytes, sha256, width, height, seconds, has_audio, probe, storage_key, thumbnail_key)
  values ((p->>'id')::uuid, p_account, p_origin, p->>'name', p->>'kind', p->>'type', (p->>'bytes')::bigint, p->>'sha256',
          (p->>'width')::int, (p->>'height')::int, (p->>'seconds')::float8, (p->>'hasAudio')::boolean,
          coalesce(p->'probe', '{}'), p->>'storageKey', p->>'thumbnailKey');
  return (p->>'id')::uuid;
end $$;

-- An upload is finished: it becomes an asset under the same id. Null when kept, otherwise what is in the way.
create function keep_upload(p_account uuid, p jsonb) returns jsonb language plpgsql as $$
declare v_refusal jsonb := refuse_storage(p_account, (p->>'id')::uuid, (p->>'bytes')::bigint);
begin
  if v_refusal is not null then return v_refusal; end if;
  delete from uploads where id = (p->>'id')::uuid;
  perform keep_asset(p_account, 'upload', p);
  return null;
end $$;

-- Writes down that a holder needs these files until it releases them. False, and nothing written, when one of them is not
-- there or not the account's. Deleting one of them waits for this commit, and then finds it in use.
create function use_assets(p_holder uuid, p_account uuid, p_assets uuid[]) returns boolean language plpgsql as $$
declare v_wanted int; v_found int;
begin
  select count(distinct id) into v_wanted from unnest(p_assets) id;
  select count(*) into v_found from (
    select from assets where id = any(p_assets) and account_id = p_account and deleted_at is null order by id for share
  ) live;
  if v_found < v_wanted then return false; end if;
  insert into asset_uses (holder, asset_id) select p_holder, id from unnest(p_assets) id on conflict do nothing;
  return true;
end $$;

create function release_assets(p_holder uuid) returns void language sql as $$
  delete from asset_uses where holder = p_holder
$$;

-- Takes a file out of its owner's sight and leaves its bytes to the sweep: 'deleted', 'in_use' or 'missing'.
create function delete_asset(p_account uuid, p_id uuid) returns text language plpgsql as $$
declare v assets;
begin
  select * into v from assets where id = p_id and account_id = p_account and deleted_at is null for update;
  if v.id is null then return 'missing'; end if;
  if exists (select from asset_uses where asset_id = p_id) then return 'in_use'; end if;
  update assets set deleted_at = now() where id = p_id;
  insert into loose_keys (key, due_at) select key, now() from unnest(array[v.storage_key, v.thumbnail_key]) key where key is not null;
  return 'deleted';
end $$;

-- When a whole account goes, its bytes go too.
create function loosen_keys() returns trigger language plpgsql as $$
begin
  insert into loose_keys (key, due_at)
  select key, now() from unnest(array[old.storage_key, old.thumbnail_key]) key where key is not null
  on conflict do nothing;
  return old;
end $$;
create trigger assets_loosen_keys after delete on assets
  for each row when (old.deleted_at is null) execute function loosen_keys();
