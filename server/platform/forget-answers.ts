import type { Db } from './db.ts'
import { deleteInBatches } from './delete-in-batches.ts'

/** Forgets answers to requests with an Idempotency-Key after three days: a day is what we promise. Says how many. */
export async function forgetAnswers(db: Db): Promise<number> {
  return deleteInBatches(
    (limit) => db`
      delete from idempotency_keys where ctid = any(array(
        select ctid from idempotency_keys where created_at < now() - interval '72 hours' order by created_at limit ${limit}))`,
  )
}
