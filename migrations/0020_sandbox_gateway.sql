-- The gateway of machines without keys. What it knows of an order is its own, as a real gateway's would be: nothing of ours refers to it.

create table sandbox_checkouts (
  reference    text        primary key,
  order_id     text        not null unique,
  amount       int         not null check (amount > 0),
  description  text        not null,
  items        jsonb       not null,
  customer     jsonb       not null,
  return_url   text        not null,
  callback_url text        not null,
  locale       text        not null,
  expires_at   timestamptz not null,
  created_at   timestamptz not null default now(),
  -- How its customer chose to pay, as Duitku codes it.
  method       text,
  -- A pending one has expired when its time is over; money may still come.
  status       text        not null default 'pending' check (status in ('pending', 'paid', 'failed')),
  paid_amount  int         check ((paid_amount is not null) = (status = 'paid'))
);

-- Word it owes to the callback address, sent again until it hears 200, five times at most.
create table sandbox_notifications (
  id           bigint      generated always as identity primary key,
  reference    text        not null references sandbox_checkouts on delete cascade,
  body         text        not null,
  attempts     int         not null default 0,
  next_at      timestamptz not null default now(),
  answer       text,
  delivered_at timestamptz
);
create index sandbox_notifications_owed on sandbox_notifications (id) where delivered_at is null;
