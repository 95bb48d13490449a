-- A letter may be owed before it is written: its kind and what it is about are in the transaction that caused it, its words are put
-- together when it is sent, in the language and to the address its reader has then.
alter table letters
  alter column recipient drop not null,
  alter column locale drop not null,
  alter column subject drop not null,
  add column user_id uuid references users on delete cascade,
  -- What it would have said was no longer true.
  add column dropped_at timestamptz,
  add constraint letters_have_a_reader check (recipient is not null or user_id is not null);

-- What came with a letter that waits at /dev/mail. A letter that was sent has taken it along.
create table letter_attachments (
  letter_id uuid  not null references letters on delete cascade,
  filename  text  not null,
  type      text  not null,
  content   bytea not null,
  primary key (letter_id, filename)
);

-- Many at once, with their jobs.
create function owe_letters(p_users uuid[], p_kind text, p_data jsonb[]) returns void language plpgsql as $$
declare v_jobs graphile_worker.job_spec[];
begin
  with owed as (
    insert into letters (id, user_id, kind, data)
    select gen_random_uuid(), user_id, p_kind, data from unnest(p_users, p_data) o (user_id, data) returning id
  )
  select array_agg(row('send_letter', json_build_object('letterId', id), null, now(), 8, null, 0, null)::graphile_worker.job_spec) into v_jobs from owed;
  if v_jobs is not null then perform graphile_worker.add_jobs(v_jobs); end if;
end $$;
