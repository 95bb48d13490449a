import type { Db } from '#server/platform/db.ts'
import { batchSize } from '#server/platform/delete-in-batches.ts'

/**
 * Forgets what pages were told while a run went on, seven days after it ended; the run itself stays. Walks from the oldest
 * to the first that is younger than that, past those of runs that have not ended. Says how many it forgot.
 */
export async function forgetProgress(db: Db): Promise<number> {
  for (let after = '0', deleted = 0; ; ) {
    const [walked] = await db`
      with next as (
        select id, generation_id, at from generation_events where id > ${after}::bigint order by id limit ${batchSize}
      ), gone as (
        delete from generation_events e using next join generations g on g.id = next.generation_id
        where e.id = next.id and g.finished_at < now() - interval '7 days' returning 1
      )
      select coalesce(max(id), 0)::text as last, coalesce(min(at) < now() - interval '7 days', false) as old, (select count(*)::int from gone) as gone from next`
    deleted += walked.gone
    if (!walked.old) return deleted
    after = walked.last
  }
}
