-- Mail we owe people: written with what caused it, sent after commit by the worker.
-- sent_at: the mail server took it. kept_at: there is no mail server, it waits at /dev/mail.
create table letters (
  id         uuid primary key,
  recipient  text        not null,
  locale     text        not null check (locale in ('id', 'en')),
  kind       text        not null,
  subject    text        not null,
  html       text,
  body       text,
  data       jsonb       not null default '{}',
  attempts   int         not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at    timestamptz,
  kept_at    timestamptz
);

-- The letter and its job, in the caller's transaction.
create function queue_letter(p_id uuid, p_recipient text, p_locale text, p_kind text, p_subject text, p_html text, p_body text, p_data jsonb)
returns void language plpgsql as $$
begin
  insert into letters (id, recipient, locale, kind, subject, html, body, data)
  values (p_id, p_recipient, p_locale, p_kind, p_subject, p_html, p_body, p_data);
  perform graphile_worker.add_job('send_letter', json_build_object('letterId', p_id), max_attempts := 8);
end $$;
