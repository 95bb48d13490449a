-- A file may be stored as what it is made of: 'loop' keeps one repeat and the order in which it is played, and every byte of the film is told
-- from that. `bytes` is what its owner downloads, `stored_bytes` what is kept and counted; null where they are the same.
alter table assets
  add packing text check (packing in ('loop')),
  add stored_bytes bigint check (stored_bytes >= 0);

drop index assets_storage;
create index assets_storage on assets (account_id) include (bytes, stored_bytes) where deleted_at is null;

create or replace function storage_used(p_account uuid) returns bigint language sql stable as $$
  select coalesce(sum(coalesce(stored_bytes, bytes)), 0)::bigint from assets where account_id = p_account and deleted_at is null
$$;

create or replace function keep_asset(p_account uuid, p_origin text, p jsonb) returns uuid language plpgsql as $$
begin
  delete from loose_keys where key in (p->>'storageKey', p->>'thumbnailKey') and condemned_at is null;
  if exists (select from loose_keys where key in (p->>'storageKey', p->>'thumbnailKey')) then
    raise exception 'the bytes of asset % are being swept away', p->>'id';
  end if;
  insert into assets (id, account_id, origin, name, kind, type, bytes, sha256, width, height, seconds, has_audio, probe, storage_key, thumbnail_key,
                      packing, stored_bytes)
  values ((p->>'id')::uuid, p_account, p_origin, p->>'name', p->>'kind', p->>'type', (p->>'bytes')::bigint, p->>'sha256',
          (p->>'width')::int, (p->>'height')::int, (p->>'seconds')::float8, (p->>'hasAudio')::boolean,
          coalesce(p->'probe', '{}'), p->>'storageKey', p->>'thumbnailKey', p->>'packing', (p->>'storedBytes')::bigint);
  return (p->>'id')::uuid;
end $$;

-- A packed file was written out under a new key: from now on it is an ordinary one, and what it was made of goes. Null when done, otherwise
-- what is in the way: 'missing' (deleted or written out meanwhile) or the room that is lacking.
create function keep_written_out(p_account uuid, p_id uuid, p_key text) returns jsonb language plpgsql as $$
declare v assets; v_refusal jsonb;
begin
  -- The account before the file, as everywhere.
  perform from accounts where id = p_account for no key update;
  select * into v from assets where id = p_id and account_id = p_account and deleted_at is null and packing is not null for update;
  if v.id is null then return '"missing"'; end if;
  v_refusal := refuse_storage(p_account, p_id, v.bytes - coalesce(v.stored_bytes, v.bytes));
  if v_refusal is not null then return v_refusal; end if;
  delete from loose_keys where key = p_key and condemned_at is null;
  if exists (select from loose_keys where key = p_key) then return '"missing"'; end if;
  update assets set storage_key = p_key, packing = null, stored_bytes = null where id = p_id;
  insert into loose_keys (key, due_at) values (v.storage_key, now()) on conflict do nothing;
  return null;
end $$;
