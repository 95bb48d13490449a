import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '#server/platform/platform.ts'
import { uploadFolder } from './upload-folder.ts'

const day = 24 * 3600 * 1000

/**
 * Removes bytes that no asset owns and that are due; `ofAsset` looks at one asset's only. A key is condemned first, in a commit of its
 * own, so that nothing can be kept under it while its bytes go. Says how many it removed; what fails is tried again later.
 */
export async function sweepLooseKeys(
  { db, storage, log }: Pick<Platform, 'db' | 'storage' | 'log'>,
  ofAsset?: string,
): Promise<number> {
  const rows: { key: string }[] = await db`
    update loose_keys set condemned_at = now(), due_at = now() + interval '15 minutes'
    where key in (
      select key from loose_keys where due_at <= now() and (${ofAsset ?? null}::text is null or key like '%/' || ${ofAsset ?? null} || '%')
      order by due_at limit 500 for update skip locked)
    returning key`
  let removed = 0
  for (const { key } of rows) {
    try {
      await storage.delete(key)
      await db`delete from loose_keys where key = ${key}`
      removed++
    } catch (error) {
      log.error({ err: error, key }, 'could not remove stored bytes, will try again')
    }
  }
  return removed
}

/** Ends uploads that were abandoned a day ago, and removes what crashes left in the upload folder. */
export async function sweepUploads(
  { db, config }: Pick<Platform, 'db' | 'config'>,
  now: number = Date.now(),
): Promise<void> {
  await db`delete from uploads where created_at < ${new Date(now - day)}`
  const folder = uploadFolder(config)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && found.mtimeMs < now - day) await rm(path, { force: true, recursive: true })
  }
}
