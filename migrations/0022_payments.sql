-- Money that comes in. Prices live here; whoever pays sends ids. One state machine, fed by the gateway's notification, its status
-- and the page people come back to; what was paid for is handed over once, in the commit that marks it paid.

-- Lowers a price. percent: 1 to 100 of it; amount: so many rupiah of it.
create table coupons (
  code               text        primary key check (code = upper(code) and code ~ '^[A-Z0-9-]{3,32}$'),
  kind               text        not null check (kind in ('percent', 'amount')),
  value              int         not null check (value > 0 and (kind = 'amount' or value <= 100)),
  -- Plans and packs it is good for; null: all.
  items              text[],
  first_payment_only boolean     not null default false,
  -- Payments of a subscription it lowers; null: all of them.
  periods            int         check (periods > 0),
  uses_limit         int         check (uses_limit > 0),
  uses_per_account   int         not null default 1 check (uses_per_account > 0),
  valid_from         timestamptz not null default now(),
  valid_until        timestamptz check (valid_until > valid_from),
  enabled            boolean     not null default true,
  created_at         timestamptz not null default now()
);

create table payments (
  id              uuid        primary key,
  -- What the gateway knows it by; random, so that nobody guesses another's.
  order_id        text        not null unique check (length(order_id) <= 50),
  account_id      uuid        not null references accounts on delete cascade,
  user_id         uuid        not null,
  kind            text        not null check (kind in ('credits', 'subscribe', 'upgrade', 'renew')),
  -- The terms as sold: { packId, credits, amount } or { planId, tier, billingCycle, dailyQuota, features, price, … }.
  item            jsonb       not null,
  subscription_id uuid        references subscriptions on delete set null,
  list_amount     int         not null check (list_amount >= 0),
  -- What the unused part of a running period takes off, and what a coupon does.
  carried_over    int         not null default 0 check (carried_over >= 0),
  discount        int         not null default 0 check (discount >= 0),
  coupon_code     text        references coupons,
  amount          int         not null check (amount >= 0),
  currency        text        not null default 'IDR' check (currency = 'IDR'),
  gateway         text        not null,
  reference       text,
  url             text,
  -- { vaNumber?, qrString? }: what the page can show without leaving.
  instructions    jsonb       not null default '{}',
  method          text,
  status          text        not null default 'pending' check (status in ('pending', 'paid', 'failed', 'expired')),
  -- How it was handed over: as ordered, or as credits because the order had expired or could no longer be filled.
  fulfilled_as    text        check (fulfilled_as in ('order', 'credits')),
  expires_at      timestamptz not null,
  created_at      timestamptz not null default now(),
  -- When its gateway was last asked: it must not be asked too often.
  checked_at      timestamptz,
  paid_at         timestamptz,
  check (amount = list_amount - carried_over - discount),
  check ((status = 'paid') = (paid_at is not null)),
  check ((status = 'paid') = (fulfilled_as is not null))
);
create index payments_by_account on payments (account_id, id desc);
create index payments_awaited on payments (expires_at) where status = 'pending';
create index payments_paid on payments (paid_at) where status = 'paid';
alter table periods add constraint periods_payment_id_fkey foreign key (payment_id) references payments on delete set null;

create table coupon_uses (
  payment_id uuid primary key references payments on delete cascade,
  code       text not null references coupons,
  account_id uuid not null references accounts on delete cascade,
  at         timestamptz not null default now()
);
create index coupon_uses_by_code on coupon_uses (code, account_id);

-- Every message a gateway sent, as it came, before it was understood. verdict: what we made of it.
create table gateway_messages (
  id           bigint      generated always as identity primary key,
  gateway      text        not null,
  received_at  timestamptz not null default now(),
  remote       text,
  content_type text,
  body         text        not null,
  headers      jsonb       not null default '{}',
  order_id     text,
  event_key    text,
  verdict      text        check (verdict in ('fulfilled', 'known', 'not_paid', 'bad_signature', 'untrusted_source', 'malformed', 'unknown_order', 'wrong_amount', 'unconfirmed')),
  detail       text,
  judged_at    timestamptz
);
create index gateway_messages_by_order on gateway_messages (order_id, id);
create index gateway_messages_by_time on gateway_messages (received_at);

-- Invoices are numbered without gaps, year by year (Jakarta): the number is taken in the commit that makes the invoice.
create table invoice_years (
  year int primary key,
  last int not null default 0
);
create table invoices (
  number     text        primary key,
  year       int         not null,
  serial     int         not null check (serial > 0),
  payment_id uuid        not null unique references payments,
  account_id uuid        not null,
  issued_at  timestamptz not null default now(),
  -- Seller, buyer, lines and tax as they were that day; amounts in rupiah, tax included in the total.
  seller     jsonb       not null,
  buyer      jsonb       not null,
  lines      jsonb       not null,
  total      int         not null,
  tax        int         not null default 0,
  unique (year, serial)
);
create index invoices_by_account on invoices (account_id, issued_at desc);
create trigger invoices_are_final before update or delete on invoices for each row when (pg_trigger_depth() = 0) execute function refuse_change();

-- Money that goes back. A payment has one refund under way at most, and never more back than came in.
create table refunds (
  id             uuid        primary key,
  payment_id     uuid        not null references payments on delete cascade,
  account_id     uuid        not null references accounts on delete cascade,
  kind           text        not null check (kind in ('withdrawal', 'prorated', 'service')),
  reason         text        not null,
  amount         int         not null check (amount > 0),
  -- Credits taken back when it was asked for, given again when it is rejected.
  credits        int         not null default 0 check (credits >= 0),
  status         text        not null default 'requested' check (status in ('requested', 'approved', 'paid', 'rejected')),
  requested_by   uuid        not null,
  requested_at   timestamptz not null default now(),
  decided_by     uuid,
  decided_at     timestamptz,
  note           text,
  -- The gateway's id of the refund, or the operator's transfer reference.
  paid_reference text,
  paid_at        timestamptz,
  check ((status = 'paid') = (paid_at is not null)),
  check (status = 'requested' or decided_at is not null)
);
create unique index refunds_one_at_a_time on refunds (payment_id) where status in ('requested', 'approved');
create index refunds_by_account on refunds (account_id, requested_at desc);
create index refunds_open on refunds (requested_at) where status in ('requested', 'approved');

-- What people were told about a period or a window, so that each thing is told once however often the clock runs.
create table reminders (
  subject    text        not null,
  kind       text        not null,
  account_id uuid        not null references accounts on delete cascade,
  at         timestamptz not null default now(),
  primary key (subject, kind)
);
create index reminders_by_age on reminders (at);
