import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import type { OutputRow } from './present.ts'
import type { GenerationRow, Status } from './rows.ts'

/** A run of this account with its outputs. Another account's id names nothing. */
export async function findGeneration(
  db: Db,
  accountId: string,
  id: string,
): Promise<{ run: GenerationRow; outputs: OutputRow[] }> {
  if (!isId(id)) throw new Problem('not_found')
  const [run]: GenerationRow[] =
    await db`select * from generations where id = ${id} and account_id = ${accountId}`
  if (!run) throw new Problem('not_found')
  return { run, outputs: await outputsOf(db, [id]) }
}

export interface Page {
  app?: string
  status?: Status[]
  cursor?: string
  limit: number
}

/** Runs of an account, newest first, with their outputs: two queries however many there are. */
export async function listGenerations(
  db: Db,
  accountId: string,
  { app, status, cursor, limit }: Page,
): Promise<{ runs: { run: GenerationRow; outputs: OutputRow[] }[]; nextCursor: string | null }> {
  const rows: GenerationRow[] = await db`
    select * from generations where account_id = ${accountId}
      and (${app ?? null}::text is null or app = ${app ?? null})
      and (${status ? 1 : null}::int is null or status = any(${db.array(status ?? [], 'TEXT')}))
      and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
    order by id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const outputs = await outputsOf(
    db,
    page.map(({ id }) => id),
  )
  return {
    runs: page.map((run) => ({
      run,
      outputs: outputs.filter(({ generation_id }) => generation_id === run.id),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** Outputs whose owner has deleted them since are left out. */
async function outputsOf(db: Db, ids: string[]): Promise<OutputRow[]> {
  if (ids.length === 0) return []
  return db`
    select o.generation_id, o.position, o.recipe, a.* from generation_outputs o join assets a on a.id = o.asset_id
    where o.generation_id = any(${db.array(ids, 'UUID')}) and a.deleted_at is null order by o.generation_id, o.position`
}
