-- Sweeps that give runs up at the same time, and runs that start meanwhile, take balances in one order: by account and unit.
create or replace function rescue_generations(p_attempts int, p_lease interval) returns int language plpgsql as $$
declare v generations; v_count int := 0;
begin
  for v in select * from generations where status = 'running' and lease_until < now() order by account_id, unit, id for update skip locked loop
    if v.attempt < p_attempts then perform requeue_generation(v.id, v.attempt);
    else perform end_generation(v.id, null, 'failed', jsonb_build_object('code', 'worker_lost'), null);
    end if;
    v_count := v_count + 1;
  end loop;

  -- A job that is there twice is done once: whoever claims the run second finds it running.
  for v in
    select * from generations g where status = 'queued' and created_at < now() - p_lease and not exists (
      select from graphile_worker.jobs j where j.key = 'perform:' || g.id and j.locked_at is null and j.attempts < j.max_attempts)
    order by created_at for update skip locked
  loop
    perform enqueue_perform(v.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
