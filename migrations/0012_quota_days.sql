-- What an account used on a day that is over, told once and for all. Without its row a day is told from the entries, the same way.
create table quota_days (
  account_id  uuid  not null references accounts on delete cascade,
  day         date  not null,
  used        int   not null check (used >= 0),
  daily_limit int   not null,
  breakdown   jsonb not null,
  primary key (account_id, day)
);

-- Every day before this one is wholly filed.
create table quota_archive (
  only_row     boolean primary key default true check (only_row),
  filed_before date not null
);
insert into quota_archive (filed_before) values (date '2000-01-01');

-- Entries arrive day by day: this finds a day's among millions and costs a new entry next to nothing.
create index entries_by_day on entries using brin (day) with (pages_per_range = 16, autosummarize = on);

-- Files the days that are over, once each, and says how many. A day is over when nothing that began before its end is still going
-- on, so that no hold can enter it any more; while one of an account's holds is open, that day of the account waits.
create function archive_quota_days() returns int language plpgsql as $$
declare v_from date; v_over date; v_open date; v_count int;
begin
  select filed_before into v_from from quota_archive for update;
  select (min(xact_start) at time zone 'utc')::date into v_over
  from pg_stat_activity where datname = current_database() and backend_type = 'client backend';
  select min(day) into v_open from holds where unit = 'quota' and ended_at is null;

  insert into quota_days (account_id, day, used, daily_limit, breakdown)
  select account_id, day, sum(units), max(daily_limit), coalesce(jsonb_object_agg(description, units) filter (where units <> 0), '{}')
  from (
    select account_id, day, description, -sum(amount)::int as units, max(daily_limit) as daily_limit
    from entries e
    where unit = 'quota' and day >= v_from and day < v_over
      and not exists (select from holds h where h.account_id = e.account_id and h.unit = 'quota' and h.day = e.day and h.ended_at is null)
    group by account_id, day, description
  ) models
  where account_id in (select id from accounts)
  group by account_id, day
  on conflict do nothing;
  get diagnostics v_count = row_count;

  update quota_archive set filed_before = greatest(v_from, least(v_over, v_open));
  return v_count;
end $$;

-- Tells everybody who used quota yesterday that today's is whole again: one event an account and day, however often it is asked.
create unique index events_one_quota_reset on events (account_id, ((at at time zone 'utc')::date)) where type = 'quota.reset';

create function announce_quota_reset() returns int language plpgsql as $$
declare v_count int;
begin
  insert into events (type, account_id, data)
  select 'quota.reset', account_id, jsonb_build_object('day', quota_day(), 'usedYesterday', -sum(amount))
  from entries where unit = 'quota' and day = quota_day() - 1
  group by account_id having sum(amount) < 0
  on conflict do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
