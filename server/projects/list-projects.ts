import type { Db } from '#server/platform/db.ts'
import { refuseUnknownApp } from './create-project.ts'
import type { ListedRow } from './rows.ts'

export interface Page {
  app?: string
  /** When the last project of the page before was saved, and its id. */
  cursor?: string
  limit: number
}

/** The account's projects, the one saved last first, without their documents. */
export async function listProjects(
  db: Db,
  accountId: string,
  { app, cursor, limit }: Page,
): Promise<{ rows: ListedRow[]; nextCursor: string | null }> {
  if (app !== undefined) refuseUnknownApp(app)
  const [before = null, beforeId = null] = cursor?.split('_') ?? []
  const rows: ListedRow[] = await db`
    select p.id, p.app, p.name, p.version, p.updated_at, a.id as asset_id, a.name as asset_name, a.thumbnail_key
    from projects p left join lateral (
      select a.id, a.name, a.thumbnail_key from unnest(p.files) with ordinality as f (id, place)
      join assets a on a.id = f.id and a.account_id = p.account_id and a.deleted_at is null and a.thumbnail_key is not null
      order by f.place limit 1
    ) a on true
    where p.account_id = ${accountId} and (${app ?? null}::text is null or p.app = ${app ?? null})
      and (${before}::timestamptz is null or (p.updated_at, p.id) < (${before}::timestamptz, ${beforeId}::uuid))
    order by p.updated_at desc, p.id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page,
    nextCursor: last && rows.length > limit ? `${last.updated_at.toISOString()}_${last.id}` : null,
  }
}
