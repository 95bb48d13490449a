import type { Db } from '#server/platform/db.ts'
import { deleteInBatches } from '#server/platform/delete-in-batches.ts'

/** Forgets news after ninety days. Ids grow with time, so only the oldest are ever looked at. Says how many. */
export async function forgetEvents(db: Db): Promise<number> {
  return deleteInBatches(
    (limit) => db`
      delete from events where id = any(array(
        select id from (select id, at from events order by id limit ${limit}) oldest where at < now() - interval '90 days'))`,
  )
}
