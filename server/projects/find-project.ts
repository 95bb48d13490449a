import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import type { ProjectRow } from './rows.ts'

/** A project of this account. Another account's id names nothing. */
export async function findProject(db: Db, accountId: string, id: string): Promise<ProjectRow> {
  if (!isId(id)) throw new Problem('not_found')
  const [row]: ProjectRow[] = await db`select * from projects where id = ${id} and account_id = ${accountId}`
  if (!row) throw new Problem('not_found')
  return row
}
