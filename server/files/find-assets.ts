import type { Asset } from '#apps/define-app.ts'
import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import type { AssetRow } from './rows.ts'

export interface StoredAsset extends Asset {
  storageKey: string
  packing: 'loop' | null
}

/** The account's files among these ids, in one query. What is missing, deleted or another account's is not in the map. */
export async function findAssets(
  db: Db,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, StoredAsset>> {
  const known = ids.filter(isId)
  if (known.length === 0) return new Map()
  const rows: AssetRow[] = await db`
    select * from assets where id = any(${db.array(known, 'UUID')}) and account_id = ${accountId} and deleted_at is null`
  return new Map(rows.map((row) => [row.id, stored(row)]))
}

/** The row of one file of the account, or null. */
export async function findAsset(db: Db, accountId: string, id: string): Promise<AssetRow | null> {
  if (!isId(id)) return null
  const [row]: AssetRow[] =
    await db`select * from assets where id = ${id} and account_id = ${accountId} and deleted_at is null`
  return row ?? null
}

function stored(row: AssetRow): StoredAsset {
  const { id, name, kind, type, sha256, width, height, seconds } = row
  return {
    id,
    name,
    kind,
    type,
    bytes: Number(row.bytes),
    sha256,
    width,
    height,
    seconds,
    hasAudio: row.has_audio,
    storageKey: row.storage_key,
    packing: row.packing,
  }
}
