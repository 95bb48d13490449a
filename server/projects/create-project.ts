import { apps } from '#apps/server.ts'
import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import { readDocument } from './read-document.ts'
import type { ProjectRow } from './rows.ts'

export const projectLimit = 1000

/** Saves work under a name. 404 for an app there is not, 409 `too_many_projects` when the account has its fill. */
export async function createProject(
  db: Db,
  accountId: string,
  { app, name, document }: { app: string; name: string; document: Record<string, unknown> },
): Promise<ProjectRow> {
  refuseUnknownApp(app)
  const { text, files } = readDocument(document)
  const [row]: ProjectRow[] = await db`
    select * from begin_project(${newId()}, ${accountId}, ${app}, ${name}, ${text}::text::jsonb, ${db.array(files, 'UUID')}, ${projectLimit})`
  if (!row) throw new Problem('too_many_projects', { limit: projectLimit })
  return row
}

export function refuseUnknownApp(app: string): void {
  if (!apps.some(({ manifest }) => manifest.id === app))
    throw new Problem('not_found', { detail: 'No such app' })
}
