-- Grants may expire and have an order in which they burn. What expires unspent leaves the balance as breakage, unless a hold
-- made in time still counts on it.
alter table grants
  add column priority   smallint    not null default 10,
  add column expires_at timestamptz,
  add column expired    int         not null default 0 check (expired >= 0),
  add column taken_back int         not null default 0 check (taken_back >= 0),
  add constraint grants_expire_later check (expires_at > created_at),
  add constraint grants_bought_stay check (kind <> 'purchase' or expires_at is null),
  add constraint grants_add_up check (remaining + expired + taken_back <= amount);
update grants set priority = case kind when 'purchase' then 50 else 40 end where kind in ('purchase', 'refund');
drop index grants_to_burn;
create index grants_to_burn on grants (account_id, priority, expires_at, created_at, id) where remaining > 0;
create index grants_expiring on grants (account_id, expires_at) where remaining > 0 and expires_at is not null;

-- The moment before which none of the account's credits expire: the reserving statement compares it with the clock and, nearly
-- always, goes on. It may be too early, never too late.
alter table balances add column expires_at timestamptz check (unit = 'credit' or expires_at is null);
create index balances_expiring on balances (expires_at) where expires_at is not null;

alter table entries drop constraint entries_kind_check, drop constraint entries_check, drop constraint entries_check1;
alter table entries
  add constraint entries_kind_check check (kind in ('grant', 'hold', 'settle', 'release', 'expire', 'take_back')),
  add constraint entries_have_a_cause check (case when kind in ('grant', 'expire', 'take_back') then grant_id is not null and hold_id is null
                                                  else hold_id is not null and grant_id is null end);
create index entries_by_grant on entries (grant_id) where grant_id is not null;
-- Each entry goes with its hold or its grant. A hold belongs to the balance it is held from, whose row the reserving call has
-- locked anyway: checking that costs no lock on the account's row, which every run of a team would have to share.
alter table entries drop constraint entries_account_id_fkey;
alter table holds drop constraint holds_account_id_fkey,
  add constraint holds_of_a_balance foreign key (account_id, unit) references balances on delete cascade;

-- Lower burns first: what was given before what was bought.
create function grant_priority(p_kind text) returns int language sql immutable as $$
  select case p_kind when 'purchase' then 50 when 'refund' then 40 else 10 end
$$;

-- Gives an account credits to spend, for ever or until a moment. Giving the same source twice gives once; says whether this call gave.
drop function ledger_grant(uuid, text, text, int, text);
create function ledger_grant(p_account uuid, p_kind text, p_source text, p_amount int, p_description text,
  p_expires_at timestamptz default null, p_priority int default null)
returns boolean language plpgsql as $$
declare v_grant uuid; v_after int;
begin
  insert into grants (account_id, kind, source, amount, remaining, description, expires_at, priority)
  values (p_account, p_kind, p_source, p_amount, p_amount, p_description, p_expires_at, coalesce(p_priority, grant_priority(p_kind)))
  on conflict do nothing returning id into v_grant;
  if v_grant is null then return false; end if;

  insert into balances as b (account_id, unit, available, expires_at) values (p_account, 'credit', p_amount, p_expires_at)
  on conflict (account_id, unit) do update set available = b.available + p_amount, expires_at = least(b.expires_at, p_expires_at)
  returning available into v_after;

  insert into entries (account_id, unit, kind, amount, balance_after, grant_id, description)
  values (p_account, 'credit', 'grant', p_amount, v_after, v_grant, p_description);
  return true;
end $$;

-- What of an account's expired grants nobody counts on any more. Holds made before a grant expired still do, those made after
-- it do not; the earliest to expire is kept for them first.
create function ledger_breakage(p_account uuid) returns table (grant_id uuid, units int) language plpgsql stable as $$
declare g record; v_kept int := 0; v_keep int;
begin
  for g in select id, remaining, expires_at from grants
           where account_id = p_account and remaining > 0 and expires_at <= now() order by expires_at, created_at, id loop
    select least(g.remaining, greatest(0, coalesce(sum(amount), 0) - v_kept)) into v_keep
    from holds where account_id = p_account and unit = 'credit' and ended_at is null and created_at < g.expires_at;
    v_kept := v_kept + v_keep;
    if g.remaining > v_keep then
      grant_id := g.id; units := g.remaining - v_keep;
      return next;
    end if;
  end loop;
end $$;

-- Credits that can be spent now, told without writing: what has expired since the last write is not among them.
create function ledger_available(p_account uuid) returns int language plpgsql stable as $$
declare v balances;
begin
  select * into v from balances where account_id = p_account and unit = 'credit';
  if v.expires_at <= now() then
    return v.available - coalesce((select sum(units) from ledger_breakage(p_account)), 0);
  end if;
  return coalesce(v.available, 0);
end $$;

-- Moves what has expired to breakage. Says how many units that was. Late, twice or never, nobody can spend them.
create function ledger_expire(p_account uuid) returns int language plpgsql as $$
declare v balances; g record; v_total int := 0;
begin
  select * into v from balances where account_id = p_account and unit = 'credit' for update;
  for g in select b.grant_id, b.units, description from ledger_breakage(p_account) b join grants on id = b.grant_id loop
    v_total := v_total + g.units;
    update grants set remaining = remaining - g.units, expired = expired + g.units where id = g.grant_id;
    insert into entries (account_id, unit, kind, amount, balance_after, grant_id, description)
    values (p_account, 'credit', 'expire', -g.units, v.available - v_total, g.grant_id, g.description);
  end loop;
  update balances set available = available - v_total,
    expires_at = (select min(expires_at) from grants where account_id = p_account and remaining > 0 and expires_at > now())
  where account_id = p_account and unit = 'credit';
  return v_total;
end $$;

-- For the clock job: the same for accounts that are due, `p_limit` at a time, beside everybody else. Says how many it handled.
create function ledger_expire_due(p_limit int) returns int language plpgsql as $$
declare v_account uuid; v_count int := 0;
begin
  for v_account in select account_id from balances where expires_at <= now() order by expires_at limit p_limit for update skip locked loop
    perform ledger_expire(v_account);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Takes back what is left of a grant, at most `p_limit` units: neither what was spent nor what holds count on. Says how many units.
create function ledger_take_back(p_source text, p_limit int, p_description text) returns int language plpgsql as $$
declare v_grant grants; v_available int; v_units int;
begin
  select * into v_grant from grants where source = p_source;
  if v_grant.id is null then return 0; end if;
  perform ledger_expire(v_grant.account_id);
  select available into v_available from balances where account_id = v_grant.account_id and unit = 'credit';
  select * into v_grant from grants where id = v_grant.id;
  v_units := greatest(0, least(v_grant.remaining, v_available, p_limit));
  if v_grant.expires_at <= now() or v_units = 0 then return 0; end if;

  update grants set remaining = remaining - v_units, taken_back = taken_back + v_units where id = v_grant.id;
  update balances set available = available - v_units where account_id = v_grant.account_id and unit = 'credit';
  insert into entries (account_id, unit, kind, amount, balance_after, grant_id, description)
  values (v_grant.account_id, 'credit', 'take_back', -v_units, v_available - v_units, v_grant.id, p_description);
  return v_units;
end $$;

-- A hold that someone wishes for: quota within the day's limit where `quota` is given, else credits where `credits` is given.
create type wish as (n int, hold_id uuid, account_id uuid, quota int, daily_limit int, credits int, description text);
-- What became of it. unit null: refused, and the account had this much quota in use and these credits.
create type reservation as (n int, unit unit, held int, in_use int, available int);

-- Sets units aside for many wishes in one go, each answered for itself, in their order for each account. Rolls the quota window
-- and what has expired on the way. The rows of balances are locked in one order, so that no two calls wait for each other.
create function ledger_reserve(p_wishes wish[]) returns setof reservation language plpgsql as $$
declare
  wanted record; v reservation; v_today date := quota_day(); v_day date; v_account uuid; v_due uuid[]; v_after int;
  t_hold uuid[]; t_account uuid[]; t_unit unit[]; t_amount int[]; t_day date[]; t_limit int[]; t_after int[]; t_description text[];
begin
  insert into balances (account_id, unit, day)
  select distinct w.account_id, u.unit, case u.unit when 'quota' then v_today end
  from unnest(p_wishes) w cross join lateral (values ('quota'::unit, w.quota), ('credit', w.credits)) u (unit, units)
  where u.units is not null and not exists (select from balances b where b.account_id = w.account_id and b.unit = u.unit)
  order by 1, 2 on conflict do nothing;

  select array_agg(account_id) filter (where expires_at <= now()) into v_due from (
    select b.account_id, b.expires_at from balances b
    where (b.account_id, b.unit) in (select w.account_id, 'quota'::unit from unnest(p_wishes) w where w.quota is not null
                                     union select w.account_id, 'credit' from unnest(p_wishes) w where w.credits is not null)
    order by b.account_id, b.unit for update of b
  ) locked;
  if v_due is not null then perform ledger_expire(due) from unnest(v_due) due; end if;

  for wanted in
    select x.*, q.day, case when q.day >= v_today then q.used + q.held else 0 end as used_today, c.available as credits_now
    from unnest(p_wishes) x
    left join balances q on q.account_id = x.account_id and q.unit = 'quota'
    left join balances c on c.account_id = x.account_id and c.unit = 'credit'
    order by x.account_id, x.n
  loop
    if wanted.account_id is distinct from v_account then
      v_account := wanted.account_id;
      v.in_use := wanted.used_today;
      v.available := wanted.credits_now;
      v_day := greatest(wanted.day, v_today);
    end if;
    v.n := wanted.n;
    if wanted.quota + v.in_use <= wanted.daily_limit then
      v.unit := 'quota'; v.held := wanted.quota; v.in_use := v.in_use + wanted.quota; v_after := wanted.daily_limit - v.in_use;
    elsif wanted.credits <= v.available then
      v.unit := 'credit'; v.held := wanted.credits; v.available := v.available - wanted.credits; v_after := v.available;
    else
      v.unit := null; v.held := null;
    end if;
    return next v;
    continue when v.unit is null;
    t_hold := t_hold || wanted.hold_id; t_account := t_account || wanted.account_id; t_unit := t_unit || v.unit; t_amount := t_amount || v.held;
    t_day := t_day || case when v.unit = 'quota' then v_day end; t_limit := t_limit || case when v.unit = 'quota' then wanted.daily_limit end;
    t_after := t_after || v_after; t_description := t_description || wanted.description;
  end loop;
  if t_hold is null then return; end if;

  with taken as materialized (
    select * from unnest(t_hold, t_account, t_unit, t_amount, t_day, t_limit, t_after, t_description) with ordinality
      t (hold_id, account_id, unit, amount, day, daily_limit, after, description, n)
  ), held as (
    insert into holds (id, account_id, unit, amount, day, description)
    select hold_id, account_id, unit, amount, day, description from taken
  ), entered as (
    insert into entries (account_id, unit, kind, amount, held, balance_after, day, daily_limit, hold_id, description)
    select account_id, unit, 'hold', -amount, amount, after, day, daily_limit, hold_id, description from taken order by n
  )
  update balances b set
    available = case b.unit when 'credit' then b.available - s.units else b.available end,
    used      = case when b.day < v_today then 0 else b.used end,
    held      = case when b.day < v_today then 0 else b.held end + s.units,
    day       = greatest(b.day, s.day)
  from (select account_id, unit, max(day) as day, sum(amount)::int as units from taken group by account_id, unit) s
  where b.account_id = s.account_id and b.unit = s.unit;
end $$;
drop function ledger_reserve_credits(uuid, uuid, int, text);
drop function ledger_reserve_quota(uuid, uuid, int, int, text);

-- Ends a hold: `p_settled` is spent, the rest is given back. False when it had ended already. Grants are drained in burn order:
-- those that expired but were kept for this hold, then by priority, earliest expiry, age.
create or replace function ledger_settle(p_hold uuid, p_settled int) returns boolean language plpgsql as $$
declare v holds; v_after int; v_left int := p_settled; g record; v_part int;
begin
  update holds set ended_at = now(), settled = p_settled where id = p_hold and ended_at is null returning * into v;
  if v.id is null then return false; end if;

  if v.unit = 'credit' then
    update balances set held = held - v.amount, available = available + v.amount - p_settled
    where account_id = v.account_id and unit = 'credit' returning available into v_after;
  else
    update balances b set held = b.held - v.amount, used = b.used + p_settled
    from entries h
    where b.account_id = v.account_id and b.unit = 'quota' and b.day = v.day and h.hold_id = p_hold and h.kind = 'hold'
    returning h.daily_limit - b.used - b.held into v_after;
    -- A window that has rolled on no longer counts this hold: what its own day had left is told by the day's entries.
    if v_after is null then
      select max(daily_limit) + sum(amount) + v.amount - p_settled into v_after
      from entries where account_id = v.account_id and unit = 'quota' and day = v.day;
    end if;
  end if;

  insert into entries (account_id, unit, kind, amount, held, spent, balance_after, day, daily_limit, hold_id, description)
  select v.account_id, v.unit, case when p_settled = 0 and v.amount > 0 then 'release' else 'settle' end,
         v.amount - p_settled, -v.amount, p_settled, v_after, v.day, h.daily_limit, p_hold, v.description
  from entries h where h.hold_id = p_hold and h.kind = 'hold';

  if v.unit = 'quota' then return true; end if;
  if p_settled > 0 then
    for g in select id, remaining from grants
             where account_id = v.account_id and remaining > 0 and (expires_at is null or expires_at > v.created_at)
             order by coalesce(expires_at <= now(), false) desc, case when expires_at <= now() then expires_at end,
                      priority, expires_at, created_at, id for update loop
      v_part := least(g.remaining, v_left);
      update grants set remaining = remaining - v_part where id = g.id;
      insert into burns (hold_id, grant_id, amount) values (p_hold, g.id, v_part);
      v_left := v_left - v_part;
      exit when v_left = 0;
    end loop;
    if v_left > 0 then raise exception 'grants of account % cannot cover hold %', v.account_id, p_hold; end if;
  end if;
  -- What comes back to a grant that has expired meanwhile does not stay.
  if exists (select from grants where account_id = v.account_id and remaining > 0 and expires_at <= now()) then
    perform ledger_expire(v.account_id);
  end if;
  return true;
end $$;
