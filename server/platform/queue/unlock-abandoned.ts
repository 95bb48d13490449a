import type { Db } from '../db.ts'
import { lifeLock } from './be-alive.ts'

// A runner that has just lost its session may still be ending what it took; nothing is lost when it is done twice.
const patience = '45 seconds'

/** Gives jobs that a runner took and did not live to do back to the queue. Returns how many runners had died. */
export async function unlockAbandoned(db: Db): Promise<number> {
  const [row] = await db`
    with taken as materialized (
      select distinct locked_by from graphile_worker._private_jobs
      where locked_by is not null and locked_at < now() - ${patience}::interval
    ), dead as materialized (
      select locked_by from taken where pg_try_advisory_xact_lock(${lifeLock}, hashtext(locked_by))
    )
    select count(*)::int as runners, graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead`
  return row.runners
}
