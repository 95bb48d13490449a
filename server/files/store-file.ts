import { rm } from 'node:fs/promises'
import { failpoint } from '#failpoint'
import type { Platform } from '#server/platform/platform.ts'
import { discard } from './discard.ts'
import { hashFile } from './hash-file.ts'
import { makeThumbnail } from './make-thumbnail.ts'
import type { Facts, FreshAsset } from './rows.ts'

/**
 * Puts a judged local file and its thumbnail into the store and takes the file away. Nobody owns the bytes until `keep_asset` or
 * `keep_upload` is told; when that does not happen, `discard` or the sweep removes them. A failure leaves nothing behind.
 */
export async function storeFile(
  { db, storage }: Pick<Platform, 'db' | 'storage'>,
  {
    id,
    name,
    file,
    facts,
    stillFrom = file,
  }: { id: string; name: string; file: string; facts: Facts; stillFrom?: string },
): Promise<FreshAsset> {
  const thumbnail = `${file}.thumbnail.webp`
  const place = `${id.slice(-2)}/${id}`
  const keys = { storageKey: `originals/${place}`, thumbnailKey: `thumbnails/${place}` }
  try {
    const hasThumbnail = await makeThumbnail(stillFrom, thumbnail, facts)
    const asset = {
      id,
      name,
      ...facts,
      bytes: Bun.file(file).size,
      sha256: await hashFile(file),
      storageKey: keys.storageKey,
      thumbnailKey: hasThumbnail ? keys.thumbnailKey : null,
    }
    await db`
      insert into loose_keys (key, due_at) select key, now() + interval '6 hours'
      from unnest(array[${asset.storageKey}, ${asset.thumbnailKey}]::text[]) key where key is not null
      on conflict (key) do update set due_at = excluded.due_at where loose_keys.condemned_at is null`
    if (asset.thumbnailKey) await storage.put(asset.thumbnailKey, thumbnail, 'image/webp')
    await failpoint('half-stored')
    await storage.put(asset.storageKey, file, facts.type)
    return asset
  } catch (error) {
    await discard(storage, [keys.storageKey, keys.thumbnailKey]).catch(() => {})
    throw error
  } finally {
    await rm(thumbnail, { force: true })
  }
}
