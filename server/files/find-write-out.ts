import type { Db } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import { findAsset } from './find-assets.ts'
import type { WriteOut } from './schemas.ts'

/** How far a file of the account is on its way to being an ordinary one. 404 when there is none. */
export async function findWriteOut(db: Db, accountId: string, id: string): Promise<WriteOut> {
  const asset = await findAsset(db, accountId, id)
  if (!asset) throw new Problem('not_found')
  const bytes = Number(asset.bytes)
  if (asset.packing === null) return { state: 'done', bytes, written: bytes, secondsLeft: null }
  const [row] = await db`
    select state, written, extract(epoch from clock_timestamp() - begun_at)::float8 as seconds from write_outs where asset_id = ${id}`
  if (!row) return { state: 'none', bytes, written: 0, secondsLeft: null }
  const written = Number(row.written)
  const known = row.state === 'running' && written > 0
  return {
    state: row.state,
    bytes,
    written,
    secondsLeft: known ? Math.ceil((row.seconds * (bytes - written)) / written) : null,
  }
}
