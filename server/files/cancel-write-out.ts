import type { Db } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import { findAsset } from './find-assets.ts'

/** Gives up writing a file out, or forgets that it failed; the file stays as it was. What was written is removed within seconds. 404 when there is none. */
export async function cancelWriteOut(db: Db, accountId: string, id: string): Promise<void> {
  if (!(await findAsset(db, accountId, id))) throw new Problem('not_found')
  await db`select cancel_write_out(${accountId}, ${id})`
}
