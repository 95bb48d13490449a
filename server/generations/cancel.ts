import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'

/** Stops a run: what it already delivered is kept and settled, everything else goes back. Cancelling again changes nothing; a run that ended otherwise is 409. */
export async function cancelGeneration(db: Db, accountId: string, id: string): Promise<void> {
  if (!isId(id)) throw new Problem('not_found')
  const [row] = await db`
    select g.status, end_generation(g.id, null, 'cancelled', null, null) as ended
    from generations g where g.id = ${id} and g.account_id = ${accountId}`
  if (!row) throw new Problem('not_found')
  if (row.ended === null && row.status !== 'cancelled')
    throw new Problem('already_ended', { detail: 'This run has already ended' })
}
