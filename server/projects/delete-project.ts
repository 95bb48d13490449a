import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'

/** The project goes, its files stay. 404 when there is none. */
export async function deleteProject(db: Db, accountId: string, id: string): Promise<void> {
  if (!isId(id)) throw new Problem('not_found')
  const [gone] = await db`delete from projects where id = ${id} and account_id = ${accountId} returning id`
  if (!gone) throw new Problem('not_found')
}
