-- The saved work of an app: the input of its run, perhaps unfinished, under a name. Each change is told by its version.
create table projects (
  id         uuid primary key,
  account_id uuid           not null references accounts on delete cascade,
  app        text           not null,
  name       text           not null check (char_length(name) between 1 and 120),
  document   jsonb          not null check (jsonb_typeof(document) = 'object'),
  -- What may be files in the document, in its order: a list of projects finds its pictures without reading documents.
  files      uuid[]         not null,
  version    int            not null default 1 check (version > 0),
  -- Milliseconds, so that a cursor says the time exactly.
  updated_at timestamptz(3) not null default now()
);
create index projects_by_account on projects (account_id, updated_at desc, id desc);
create index projects_by_app on projects (account_id, app, updated_at desc, id desc);

-- Null and nothing written when the account has its fill. Its row is locked, so that two cannot both take the last place.
create function begin_project(p_id uuid, p_account uuid, p_app text, p_name text, p_document jsonb, p_files uuid[], p_limit int)
returns setof projects language plpgsql as $$
begin
  perform from accounts where id = p_account for no key update;
  if (select count(*) from projects where account_id = p_account) >= p_limit then return; end if;
  return query insert into projects (id, account_id, app, name, document, files)
    values (p_id, p_account, p_app, p_name, p_document, p_files) returning *;
end $$;
