import { stat } from 'node:fs/promises'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { cleanName } from './clean-name.ts'
import { discard } from './discard.ts'
import { judge } from './judge.ts'
import type { AssetRow } from './rows.ts'
import { storeFile } from './store-file.ts'

export interface Arrived {
  /** A finished local file. Taken away when it becomes an asset; otherwise the caller's to keep or remove. */
  file: string
  /** What the sender calls it. */
  name: string
  accountId: string
  /** Given when the upload already has one. */
  id?: string
}

/**
 * Turns a file that arrived into an asset of the account: judged by its content, measured, stored, counted. Refuses with 415
 * `unsupported_media` (why in `reason`) or 413 `storage_full` (`used`, `limit`, `bytes`); then nothing of it is stored or counted.
 */
export async function ingest(
  platform: Pick<Platform, 'db' | 'storage'>,
  { file, name, accountId, id = newId() }: Arrived,
): Promise<AssetRow> {
  const { db, storage } = platform
  // Asked before the work, to refuse early; decided after it, under the account's lock.
  const bytes = (await stat(file)).size
  const [early] = await db`select refuse_storage(${accountId}, ${id}, ${bytes}) as refusal`
  if (early.refusal) throw storageFull(early.refusal)

  const asset = await storeFile(platform, { id, name: cleanName(name), file, facts: await judge(file) })
  try {
    const [kept] =
      await db`select keep_upload(${accountId}, ${JSON.stringify(asset)}::text::jsonb) as refusal`
    if (kept.refusal) throw storageFull(kept.refusal)
  } catch (error) {
    await discard(storage, [asset.storageKey, asset.thumbnailKey]).catch(() => {})
    throw error
  }
  const [row]: AssetRow[] = await db`select * from assets where id = ${id}`
  if (!row) throw new Error(`asset ${id} vanished`)
  return row
}

/** `refusal` is the database's: `{ used, limit, bytes, uploading }`. */
export function storageFull(refusal: Record<string, unknown>): Problem {
  return new Problem('storage_full', { detail: 'There is not enough room left for this file.', ...refusal })
}
