import type { Db } from '#server/platform/db.ts'
import { deleteInBatches } from '#server/platform/delete-in-batches.ts'

/** Forgets why requests were refused, thirty days after. Says how many. */
export async function forgetDecisions(db: Db): Promise<number> {
  return deleteInBatches(
    (limit) => db`
      delete from decisions where ctid = any(array(
        select ctid from decisions where at < now() - interval '30 days' order by at limit ${limit}))`,
  )
}
