import type { Db } from '#server/platform/db.ts'

/** Bytes an account keeps and may keep. */
export async function storageOf(db: Db, accountId: string): Promise<{ used: number; limit: number }> {
  const [row] = await db`
    select storage_used(id) as used, storage_limit as "limit" from accounts where id = ${accountId}`
  return { used: Number(row.used), limit: Number(row.limit) }
}
