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

create function storage_used(p_account uuid) returns bigint language sql stable as $$
  select coalesce(sum(bytes), 0)::bigint from assets where account_id = p_account and deleted_at is null
$$;

create function keep_asset(p_account uuid, p_origin text, p jsonb) returns uuid language sql as $$
  insert into assets (id, account_id, origin, name, kind, type, bytes, sha256, width, height, seconds, has_audio, probe, storage_key, thumbnail_key)
  values ((p->>'id')::uuid, p_account, p_origin, p->>'name', p->>'kind', p->>'type', (p->>'bytes')::bigint, p->>'sha256',
          (p->>'width')::int, (p->>'height')::int, (p->>'seconds')::float8, (p->>'hasAudio')::boolean,
          coalesce(p->'probe', '{}'), p->>'storageKey', p->>'thumbnailKey')
  returning id
$$;
