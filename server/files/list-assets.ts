import type { Db } from '#server/platform/db.ts'
import type { AssetRow, Kind, Origin } from './rows.ts'

export interface Page {
  kind?: Kind
  origin?: Origin
  /** The last id of the page before. */
  cursor?: string
  limit: number
}

/** The account's files, newest first. */
export async function listAssets(
  db: Db,
  accountId: string,
  { kind, origin, cursor, limit }: Page,
): Promise<{ rows: AssetRow[]; nextCursor: string | null }> {
  const rows: AssetRow[] = await db`
    select * from assets where account_id = ${accountId} and deleted_at is null
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and (${origin ?? null}::text is null or origin = ${origin ?? null})
      and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
    order by id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
