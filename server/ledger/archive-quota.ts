import type { Db, Tx } from '#server/platform/db.ts'

/**
 * Files the days of quota that are over and tells everybody who used theirs yesterday that today's is whole. Doing it late,
 * twice or never changes no answer: it only makes the history shorter to read, and news.
 */
export async function turnQuotaDay(db: Db): Promise<{ filed: number; announced: number }> {
  const announced = await count(db, (tx) => tx`select announce_quota_reset() as rows`)
  const filed = await count(db, (tx) => tx`select archive_quota_days() as rows`)
  return { filed, announced }
}

async function count(db: Db, set: (tx: Tx) => PromiseLike<{ rows: number }[]>): Promise<number> {
  return db.begin(async (tx) => {
    // Months without it are filed in one go.
    await tx`set local statement_timeout = '30min'`
    const [row] = await set(tx)
    return row?.rows ?? 0
  })
}
