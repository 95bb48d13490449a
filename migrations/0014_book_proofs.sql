-- Each time the books were proved: how many promises, and which was broken first where one was. Any process can be asked for the last.
create table book_proofs (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default now(),
  milliseconds int         not null,
  promises     int         not null,
  broken       int         not null check (broken between 0 and promises),
  says         text,
  first_row    jsonb,
  check ((broken = 0) = (says is null))
);
