-- Everybody is welcomed once, however often their address is confirmed.
create unique index letters_one_welcome on letters (user_id) where kind = 'welcome';

create function owe_welcome(p_user uuid) returns void language sql as $$
  with owed as (
    insert into letters (id, user_id, kind) values (gen_random_uuid(), p_user, 'welcome')
    on conflict (user_id) where kind = 'welcome' do nothing returning id
  )
  select graphile_worker.add_job('send_letter', json_build_object('letterId', id), max_attempts := 8) from owed
$$;

-- As before, and: who has heard that all is used is not told later that most of it is; credits are few when they were more since they last
-- came in, whether or not work is going on; they count for subscribers too who let them pay when their quota is used. Letters say which
-- day they are about, so that one that is late need not be sent.
create or replace function remind_usage(p_low int) returns int language plpgsql as $$
declare v_count int := 0; v record;
begin
  for v in
    with quota as (
      select b.account_id, 'quota:' || b.account_id || ':' || b.day as subject, b.day, b.used + b.held as in_use, e.daily_quota,
        case when b.used + b.held >= e.daily_quota then 'quota-100' when (b.used + b.held) * 5 >= e.daily_quota * 4 then 'quota-80' end as told
      from balances b cross join lateral entitlement(b.account_id) e
      where b.unit = 'quota' and b.day = quota_day() and e.daily_quota > 0 and b.used + b.held > 0
    ), few as (
      select b.account_id, b.available + b.held as left_over, g.id as last_grant
      from balances b
      cross join lateral (select id, created_at from grants where account_id = b.account_id order by created_at desc, id desc limit 1) g
      where b.unit = 'credit' and b.available + b.held < p_low
        and exists (select from entries where account_id = b.account_id and unit = 'credit' and kind = 'settle' and at > now() - interval '1 day')
        and exists (select from entries where account_id = b.account_id and unit = 'credit' and balance_after >= p_low and at >= g.created_at)
    ), due as (
      select account_id, subject, told, jsonb_build_object('day', day::text, 'used', in_use::text, 'limit', daily_quota::text) as data
      from quota q
      where told = 'quota-100' or told = 'quota-80' and not exists (select from reminders r where r.subject = q.subject and r.kind = 'quota-100')
      union all
      select f.account_id, 'credits:' || f.account_id || ':' || f.last_grant, 'credits-low', jsonb_build_object('left', left_over::text, 'grantId', last_grant::text)
      from few f join accounts a on a.id = f.account_id cross join lateral entitlement(f.account_id) e
      where e.account_type = 'payg' or a.use_credits_after_quota
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
