import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isId, newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { discard } from './discard.ts'
import { findAsset } from './find-assets.ts'
import { openBytes } from './open-bytes.ts'
import type { AssetRow } from './rows.ts'
import { storageOf } from './storage-of.ts'
import { sweepLooseKeys } from './sweep.ts'

/**
 * Turns a packed file into an ordinary one: the bytes its owner would download are written to the store, and counted. Its links and its content
 * stay the same. Nothing to do for an ordinary file. 404 when there is none, 413 `storage_full` when there is no room, before anything is written.
 */
export async function writeOutAsset(
  platform: Pick<Platform, 'config' | 'db' | 'storage' | 'log'>,
  accountId: string,
  id: string,
): Promise<AssetRow> {
  const { db, storage, config } = platform
  const asset = await findAsset(db, accountId, id)
  if (!asset) throw new Problem('not_found')
  if (asset.packing === null) return asset
  const { used, limit } = await storageOf(db, accountId)
  const more = Number(asset.bytes) - Number(asset.stored_bytes ?? 0)
  if (used + more > limit) throw new Problem('storage_full', { used, limit, bytes: more, uploading: 0 })

  const version = newId()
  const key = `originals/${id.slice(-2)}/${id}-${version}`
  const folder = join(config.data, 'work')
  const file = join(folder, `written-${version}.part`)
  await mkdir(folder, { recursive: true })
  try {
    await db`insert into loose_keys (key, due_at) values (${key}, now() + interval '6 hours')`
    const bytes = await openBytes(storage, {
      key: asset.storage_key,
      size: Number(asset.bytes),
      packing: asset.packing,
    })
    await Bun.write(file, new Response(bytes.read()))
    await storage.put(key, file, asset.type)
    const [row] = await db`select keep_written_out(${accountId}, ${id}, ${key}) as refusal`
    if (row.refusal !== null) {
      await discard(storage, [key]).catch(() => {})
      throw row.refusal === 'missing' ? new Problem('not_found') : new Problem('storage_full', row.refusal)
    }
    await sweepLooseKeys(platform, id)
  } finally {
    await rm(file, { force: true })
  }
  const written = isId(id) ? await findAsset(db, accountId, id) : null
  if (!written) throw new Problem('not_found')
  return written
}
