import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '#server/platform/platform.ts'

/** Takes away the work folders of runs that nobody works on: their workers died. Returns how many there were. */
export async function sweepWork({ db, config }: Pick<Platform, 'db' | 'config'>): Promise<number> {
  const folder = join(config.data, 'work')
  const names = await readdir(folder).catch(() => [])
  const ids = [...new Set(names.map((name) => name.slice(0, 36)))].filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (ids.length === 0) return 0
  const rows: { id: string }[] = await db`
    select id from generations where status = 'running' and id = any(${db.array(ids, 'UUID')})`
  const running = new Set(rows.map(({ id }) => id))
  const left = names.filter((name) => ids.includes(name.slice(0, 36)) && !running.has(name.slice(0, 36)))
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true })
  return left.length
}
