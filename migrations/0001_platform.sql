-- Answers already given to requests that carry an Idempotency-Key, so that asking again changes nothing.
create table idempotency_keys (
  account_id  uuid        not null,
  key         text        not null check (length(key) between 1 and 255),
  fingerprint text        not null,
  status      int,
  body        text,
  created_at  timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Counters of attempts (sign-in, reset, …): the table rate-limiter-flexible expects.
create table rate_limits (
  key    varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
