-- The books. Integers only. One balance row an account and unit; grants say where credits came from;
-- holds set units aside and end exactly once; entries are append-only and explain every balance.
create type unit as enum ('credit', 'quota');

-- available: spendable now (credits). held: set aside by open holds.
-- Quota keeps no stock: used and held count inside the window `day`, against the limit the caller's plan gives.
create table balances (
  account_id uuid not null references accounts on delete cascade,
  unit       unit not null,
  available  int  not null default 0 check (available >= 0),
  held       int  not null default 0 check (held >= 0),
  used       int  not null default 0 check (used >= 0),
  day        date,
  primary key (account_id, unit),
  check ((unit = 'quota') = (day is not null))
) with (fillfactor = 50);

create table grants (
  id          uuid        primary key default gen_random_uuid(),
  account_id  uuid        not null references accounts on delete cascade,
  kind        text        not null check (kind in ('sign_up', 'purchase', 'admin', 'refund')),
  source      text        not null unique,
  amount      int         not null check (amount > 0),
  remaining   int         not null check (remaining between 0 and amount),
  description text        not null,
  created_at  timestamptz not null default now()
);
create index grants_to_burn on grants (account_id, created_at, id) where remaining > 0;
create unique index grants_one_sign_up on grants (account_id) where kind = 'sign_up';

create table holds (
  id          uuid        primary key,
  account_id  uuid        not null references accounts on delete cascade,
  unit        unit        not null,
  amount      int         not null check (amount >= 0),
  day         date,
  description text        not null,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  settled     int,
  check ((ended_at is null) = (settled is null)),
  check (settled between 0 and amount)
);
create index holds_open on holds (account_id, unit) where ended_at is null;

-- Which grant paid how much of which hold.
create table burns (
  hold_id  uuid not null references holds on delete cascade,
  grant_id uuid not null references grants on delete cascade,
  amount   int  not null check (amount > 0),
  primary key (hold_id, grant_id)
);

-- amount: signed change of what can be spent. held: signed change of what is set aside. spent: what left for good.
-- For quota, balance_after is what the window still had.
create table entries (
  id            bigint generated always as identity primary key,
  account_id    uuid        not null references accounts on delete cascade,
  unit          unit        not null,
  kind          text        not null check (kind in ('grant', 'hold', 'settle', 'release')),
  amount        int         not null,
  held          int         not null default 0,
  spent         int         not null default 0,
  balance_after int         not null,
  day           date,
  daily_limit   int,
  hold_id       uuid        references holds on delete cascade,
  grant_id      uuid        references grants on delete cascade,
  description   text        not null,
  at            timestamptz not null default now(),
  check ((kind = 'grant') = (grant_id is not null)),
  check ((kind <> 'grant') = (hold_id is not null))
);
create index entries_by_account on entries (account_id, unit, id desc);
create index entries_by_hold on entries (hold_id) where hold_id is not null;
create index entries_quota_days on entries (account_id, day) where unit = 'quota';
-- Deleting a whole account may take its entries along; nothing else may touch one.
create trigger entries_are_final before update on entries for each row execute function refuse_change();
create trigger entries_stay before delete on entries for each row when (pg_trigger_depth() = 0) execute function refuse_change();

-- Gives an account credits to spend. Giving the same source twice gives once; says whether this call gave.
create function ledger_grant(p_account uuid, p_kind text, p_source text, p_amount int, p_description text)
returns boolean language plpgsql as $$
declare v_grant uuid; v_after int;
begin
  insert into grants (account_id, kind, source, amount, remaining, description)
  values (p_account, p_kind, p_source, p_amount, p_amount, p_description)
  on conflict do nothing returning id into v_grant;
  if v_grant is null then return false; end if;

  insert into balances as b (account_id, unit, available) values (p_account, 'credit', p_amount)
  on conflict (account_id, unit) do update set available = b.available + p_amount
  returning available into v_after;

  insert into entries (account_id, unit, kind, amount, balance_after, grant_id, description)
  values (p_account, 'credit', 'grant', p_amount, v_after, v_grant, p_description);
  return true;
end $$;

-- The quota window is the UTC day by the database's clock.
create function quota_day() returns date language sql stable as $$ select (now() at time zone 'utc')::date $$;

-- Sets credits aside. Null when held; otherwise what the account has instead.
create function ledger_reserve_credits(p_account uuid, p_hold uuid, p_amount int, p_description text)
returns int language plpgsql as $$
declare v_after int;
begin
  update balances set available = available - p_amount, held = held + p_amount
  where account_id = p_account and unit = 'credit' and available >= p_amount
  returning available into v_after;
  if v_after is null then
    return coalesce((select available from balances where account_id = p_account and unit = 'credit'), 0);
  end if;

  insert into holds (id, account_id, unit, amount, description) values (p_hold, p_account, 'credit', p_amount, p_description);
  insert into entries (account_id, unit, kind, amount, held, balance_after, hold_id, description)
  values (p_account, 'credit', 'hold', -p_amount, p_amount, v_after, p_hold, p_description);
  return null;
end $$;

-- Sets quota aside in today's window, rolling the window in the same statement. Null when held; otherwise what is in use today.
create function ledger_reserve_quota(p_account uuid, p_hold uuid, p_amount int, p_limit int, p_description text)
returns int language plpgsql as $$
declare v_today date := quota_day(); v_after int; v_day date;
begin
  insert into balances as b (account_id, unit, day, held)
  select p_account, 'quota', v_today, p_amount where p_amount <= p_limit
  on conflict (account_id, unit) do update
    set day  = greatest(b.day, v_today),
        used = case when b.day >= v_today then b.used else 0 end,
        held = case when b.day >= v_today then b.held else 0 end + p_amount
    where case when b.day >= v_today then b.used + b.held else 0 end + p_amount <= p_limit
  returning p_limit - b.used - b.held, b.day into v_after, v_day;
  if v_after is null then
    return coalesce((select used + held from balances where account_id = p_account and unit = 'quota' and day >= v_today), 0);
  end if;

  insert into holds (id, account_id, unit, amount, day, description)
  values (p_hold, p_account, 'quota', p_amount, v_day, p_description);
  insert into entries (account_id, unit, kind, amount, held, balance_after, day, daily_limit, hold_id, description)
  values (p_account, 'quota', 'hold', -p_amount, p_amount, v_after, v_day, p_limit, p_hold, p_description);
  return null;
end $$;

-- Ends a hold: `p_settled` is spent, the rest is given back. False when it had ended already.
create function ledger_settle(p_hold uuid, p_settled int) returns boolean language plpgsql as $$
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

  if v.unit = 'credit' and p_settled > 0 then
    for g in select id, remaining from grants
             where account_id = v.account_id and remaining > 0 order by created_at, id for update loop
      v_part := least(g.remaining, v_left);
      update grants set remaining = remaining - v_part where id = g.id;
      insert into burns (hold_id, grant_id, amount) values (p_hold, g.id, v_part);
      v_left := v_left - v_part;
      exit when v_left = 0;
    end loop;
    if v_left > 0 then raise exception 'grants of account % cannot cover hold %', v.account_id, p_hold; end if;
  end if;
  return true;
end $$;

create function ledger_release(p_hold uuid) returns boolean language sql as $$ select ledger_settle(p_hold, 0) $$;

-- Credits given once for each verified e-mail, in the commit that verifies it. The amount is the operator's.
create table offers (
  key     text primary key,
  credits int not null check (credits >= 0)
);

create function give_sign_up_bonus() returns trigger language plpgsql as $$
declare v_credits int;
begin
  select credits into v_credits from offers where key = 'sign-up';
  if v_credits > 0 then
    perform ledger_grant(new.id, 'sign_up', 'sign-up:' || encode(sha256(convert_to(new.email, 'utf8')), 'hex'), v_credits, 'sign_up_bonus');
  end if;
  return new;
end $$;

-- Named to run after the trigger that opens the account: triggers fire in the order of their names.
create trigger users_verified_bonus_on_insert after insert on users
  for each row when (new.email_verified) execute function give_sign_up_bonus();
create trigger users_verified_bonus_on_update after update of email_verified on users
  for each row when (new.email_verified and not old.email_verified) execute function give_sign_up_bonus();
