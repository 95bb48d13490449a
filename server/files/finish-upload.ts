import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { findAsset } from './find-assets.ts'
import { ingest } from './ingest.ts'
import type { AssetRow } from './rows.ts'
import { uploadFolder } from './upload-folder.ts'

export type Finish = ReturnType<typeof openFinish>

/** Ends resumable uploads whose bytes are all here. Asked twice at once, it is done once. */
export function openFinish(platform: Pick<Platform, 'config' | 'db' | 'storage'>) {
  const { config, db } = platform
  const underWay = new Map<string, Promise<AssetRow>>()

  /** Makes the asset; refuses like `ingest`, and then the upload is gone. */
  function now(accountId: string, id: string): Promise<AssetRow> {
    const running = underWay.get(id) ?? run(accountId, id).finally(() => underWay.delete(id))
    underWay.set(id, running)
    return running
  }

  async function run(accountId: string, id: string): Promise<AssetRow> {
    const [upload] = await db`select name from uploads where id = ${id} and account_id = ${accountId}`
    if (!upload) throw new Problem('not_found')
    const file = join(uploadFolder(config), id)
    try {
      const asset = await ingest(platform, { id, accountId, name: upload.name, file })
      await rm(`${file}.json`, { force: true })
      return asset
    } catch (error) {
      // Refused for good. Anything else is our trouble: the bytes stay, and asking again finishes the upload.
      if (error instanceof Problem) await forget(id)
      throw error
    }
  }

  async function forget(id: string) {
    const file = join(uploadFolder(config), id)
    await db`delete from uploads where id = ${id}`
    await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })])
  }

  return {
    now,
    /**
     * The asset of an upload that has all its bytes, or null while bytes are missing. A client that lost our answer asks here; one whose
     * bytes were all here when the process died is finished now.
     */
    async settled(accountId: string, id: string): Promise<AssetRow | null> {
      const asset = await findAsset(db, accountId, id)
      if (asset || !isId(id)) return asset
      const [upload] = await db`select bytes from uploads where id = ${id} and account_id = ${accountId}`
      const here = upload ? await stat(join(uploadFolder(config), id)).catch(() => null) : null
      return here && here.size === Number(upload.bytes) ? now(accountId, id) : null
    },
  }
}
