import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { findAsset } from './find-assets.ts'
import { storageFull } from './ingest.ts'

/**
 * Asks for a packed file to become an ordinary one, and sets the room aside; asking again while it is under way, or for an ordinary file, changes
 * nothing. 404 when there is no such file, 413 `storage_full` when the account has no room, 503 `unavailable` when the store has none.
 */
export async function askWriteOut(
  { db, storage }: Pick<Platform, 'db' | 'storage'>,
  accountId: string,
  id: string,
): Promise<void> {
  const asset = await findAsset(db, accountId, id)
  if (asset?.packing && ((await storage.free()) ?? Number.POSITIVE_INFINITY) < Number(asset.bytes) + spare)
    throw new Problem('unavailable', { detail: 'The server has no room for a file of this size now.' })
  const [row] = isId(id)
    ? await db`select ask_write_out(${accountId}, ${id}) as refusal`
    : [{ refusal: 'missing' }]
  if (row.refusal === 'missing') throw new Problem('not_found')
  if (row.refusal !== null) throw storageFull(row.refusal)
}

/** Left to everything else on the disk, the database first. */
const spare = 512 << 20
