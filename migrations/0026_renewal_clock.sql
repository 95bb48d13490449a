-- What the clock tells people about their periods: each thing once for each period, however often and however late it asks. Of several
-- that are due, only the latest is told. In one statement for so many periods; says how many.
create function remind_renewals(p_limit int) returns int language plpgsql as $$
declare v_count int := 0; v record;
begin
  for v in
    with last as (
      -- The last period of each subscription that is near its end, or just past it.
      select p.*, s.cancelled_at from periods p join subscriptions s on s.id = p.subscription_id
      where p.kind in ('paid', 'trial') and p.cut_at is null and s.ended_at is null
        and p.ends_at between now() - interval '30 days' and now() + interval '3 days'
        and not exists (select from periods later where later.subscription_id = p.subscription_id and later.starts_at > p.starts_at and later.cut_at is null)
    ), due as (
      select *, case
        when ends_at <= now() and (kind <> 'paid' or cancelled_at is not null) then 'expired'
        when ends_at + grace_span() <= now() then 'expired'
        when ends_at <= now() then 'grace'
        when cancelled_at is not null then null
        when ends_at <= now() + interval '1 day' then 'renewal-today'
        else 'renewal-soon' end as told
      from last
    ), fresh as (
      select * from due d where told is not null and not exists (
        select from reminders r where r.subject = 'period:' || d.id and r.kind = d.told)
      order by ends_at limit p_limit
    ), noted as (
      insert into reminders (subject, kind, account_id) select 'period:' || id, told, account_id from fresh
      on conflict do nothing returning subject, kind
    ), news as (
      insert into events (type, account_id, data)
      select 'subscription.expired', f.account_id, jsonb_build_object('subscriptionId', f.subscription_id, 'planId', f.plan_id, 'endsAt', iso(f.ends_at))
      from fresh f join noted n on n.subject = 'period:' || f.id where f.told = 'expired'
    )
    select f.told, array_agg(m.user_id) as users, array_agg(jsonb_build_object('periodId', f.id, 'subscriptionId', f.subscription_id)) as data
    from fresh f join noted n on n.subject = 'period:' || f.id join members m on m.account_id = f.account_id and m.role = 'owner'
    group by f.told
  loop
    perform owe_letters(v.users, v.told, v.data);
    v_count := v_count + cardinality(v.users);
  end loop;
  return v_count;
end $$;

-- Closes orders that nobody paid in time, a little later than they said, for money that is on its way. Says how many.
create function expire_orders(p_limit int) returns int language sql as $$
  with closed as (
    update payments set status = 'expired' where id in (
      select id from payments where status = 'pending' and expires_at < now() - interval '10 minutes' order by expires_at limit p_limit for update skip locked
    ) returning id, account_id, order_id, kind, amount
  ), freed as (
    delete from coupon_uses where payment_id in (select id from closed)
  ), news as (
    insert into events (type, account_id, data)
    select 'payment.failed', account_id, jsonb_build_object('paymentId', id, 'orderId', order_id, 'kind', kind, 'amount', amount, 'status', 'expired') from closed
  )
  select count(*)::int from closed
$$;
