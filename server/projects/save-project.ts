import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import { readDocument } from './read-document.ts'
import type { ProjectRow } from './rows.ts'

/** What is not given stays as it is. `version`: the one these changes were made to. */
export interface Changes {
  name?: string
  document?: Record<string, unknown>
  version: number
}

/**
 * Saves changes to a project, unless somebody saved others since: 409 `stale_version` with the version there is now. The very save
 * that made that version, asked again because its answer was lost, is answered as it was.
 */
export async function saveProject(
  db: Db,
  accountId: string,
  id: string,
  { name, document, version }: Changes,
): Promise<ProjectRow> {
  if (!isId(id)) throw new Problem('not_found')
  const { text, files } = document ? readDocument(document) : { text: null, files: [] }
  const [saved]: ProjectRow[] = await db`
    update projects set name = coalesce(${name ?? null}::text, name), document = coalesce(${text}::text::jsonb, document),
      files = case when ${text}::text is null then files else ${db.array(files, 'UUID')} end,
      version = version + 1, updated_at = now()
    where id = ${id} and account_id = ${accountId} and version = ${version} returning *`
  if (saved) return saved
  const [now]: (ProjectRow & { same: boolean })[] = await db`
    select *, name = coalesce(${name ?? null}::text, name) and document = coalesce(${text}::text::jsonb, document) as same
    from projects where id = ${id} and account_id = ${accountId}`
  if (!now) throw new Problem('not_found')
  if (now.same && now.version === version + 1) return now
  throw new Problem('stale_version', {
    detail: 'It was changed elsewhere since it was read',
    version: now.version,
  })
}
