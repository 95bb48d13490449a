-- News, written in the transaction that made it true, delivered after commit.
create table events (
  id         bigint generated always as identity primary key,
  type       text        not null,
  account_id uuid,
  data       jsonb       not null default '{}',
  at         timestamptz not null default now()
);
create index events_by_account on events (account_id, id);

create function emit_event(p_type text, p_account uuid, p_data jsonb) returns bigint language sql as $$
  insert into events (type, account_id, data) values (p_type, p_account, p_data) returning id
$$;
