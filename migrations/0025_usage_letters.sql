-- Who does not want letters that are not about their money or their account.
create table unsubscribed (
  user_id uuid        primary key references users on delete cascade,
  at      timestamptz not null default now()
);

-- Tells owners whose quota of today is nearly or wholly used, and those who are nearly out of credits: each once a day, or once until
-- credits come in again. Beside the hot path, in set statements. Says how many letters are owed.
create function remind_usage(p_low int) returns int language plpgsql as $$
declare v_count int := 0; v record;
begin
  for v in
    with quota as (
      select b.account_id, b.used + b.held as in_use, e.daily_quota,
        case when b.used + b.held >= e.daily_quota then 'quota-100' when (b.used + b.held) * 5 >= e.daily_quota * 4 then 'quota-80' end as told
      from balances b cross join lateral entitlement(b.account_id) e
      where b.unit = 'quota' and b.day = quota_day() and e.daily_quota > 0 and b.used + b.held > 0
    ), credits as (
      select b.account_id, b.available, (select g.id from grants g where g.account_id = b.account_id order by created_at desc, id desc limit 1) as last_grant
      from balances b cross join lateral entitlement(b.account_id) e
      where b.unit = 'credit' and b.available < p_low and b.held = 0 and e.account_type = 'payg'
        and exists (select from entries where account_id = b.account_id and unit = 'credit' and kind = 'settle' and at > now() - interval '1 day')
    ), due as (
      select account_id, 'quota:' || account_id || ':' || quota_day() as subject, told,
        jsonb_build_object('used', in_use::text, 'limit', daily_quota::text) as data
      from quota where told is not null
      union all
      select account_id, 'credits:' || account_id || ':' || last_grant, 'credits-low', jsonb_build_object('left', available::text) from credits
    ), fresh as (
      insert into reminders (subject, kind, account_id) select subject, told, account_id from due on conflict do nothing returning subject, kind
    ), telling as (
      select d.* from due d join fresh f on f.subject = d.subject and f.kind = d.told
    ), news as (
      insert into events (type, account_id, data)
      select case told when 'credits-low' then 'credits.low' else 'quota.exceeded' end, account_id, data from telling where told <> 'quota-80'
    )
    select t.told, array_agg(m.user_id) as users, array_agg(t.data) as data
    from telling t join members m on m.account_id = t.account_id and m.role = 'owner'
    where not exists (select from unsubscribed u where u.user_id = m.user_id)
    group by t.told
  loop
    perform owe_letters(v.users, v.told, v.data);
    v_count := v_count + cardinality(v.users);
  end loop;
  return v_count;
end $$;
