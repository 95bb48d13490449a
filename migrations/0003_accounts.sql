-- People sign in (better-auth's four tables); accounts own work and money.
create table users (
  id             uuid primary key,
  name           text        not null,
  email          text        not null unique check (email = lower(email)),
  email_verified boolean     not null default false,
  image          text,
  role           text        not null default 'member' check (role in ('member', 'admin')),
  locale         text        not null default 'id' check (locale in ('id', 'en')),
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);

create table sessions (
  id         uuid primary key,
  user_id    uuid        not null references users on delete cascade,
  token      text        not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on sessions (user_id);

create table credentials (
  id                       uuid primary key,
  user_id                  uuid        not null references users on delete cascade,
  account_id               text        not null,
  provider_id              text        not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credentials_by_user on credentials (user_id);

create table verifications (
  id         uuid primary key,
  identifier text        not null,
  value      text        not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table accounts (
  id                        uuid primary key,
  kind                      text        not null check (kind in ('personal', 'team')),
  name                      text        not null,
  tags                      text[]      not null default '{}',
  use_credits_after_quota   boolean     not null default false,
  storage_limit             bigint      not null default 1073741824 check (storage_limit >= 0),
  created_at                timestamptz not null default now()
);

create table members (
  account_id uuid        not null references accounts on delete cascade,
  user_id    uuid        not null references users on delete cascade,
  role       text        not null check (role in ('owner', 'admin', 'member')),
  joined_at  timestamptz not null default now(),
  primary key (account_id, user_id)
);
create index members_by_user on members (user_id);

-- Every person has an account of their own from the first moment, whoever inserts them: it shares the person's id.
create function open_personal_account() returns trigger language plpgsql as $$
begin
  insert into accounts (id, kind, name) values (new.id, 'personal', new.name);
  insert into members (account_id, user_id, role) values (new.id, new.id, 'owner');
  return new;
end $$;

create trigger users_open_personal_account after insert on users
  for each row execute function open_personal_account();
