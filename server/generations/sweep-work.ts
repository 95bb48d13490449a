import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '#server/platform/platform.ts'

/** What is no run's is done within the minutes a request may take; this is far more. */
const forgottenMs = 6 * 3_600_000

/**
 * Takes away the work folders of runs that nobody works on: their workers died; and what previews and films being written out left, when it is so
 * old that nobody can be at it. Returns how many there were.
 */
export async function sweepWork({ db, config }: Pick<Platform, 'db' | 'config'>): Promise<number> {
  const folder = join(config.data, 'work')
  const names = await readdir(folder).catch(() => [])
  const ids = [...new Set(names.map((name) => name.slice(0, 36)))].filter((id) => /^[0-9a-f-]{36}$/.test(id))
  const rows: { id: string }[] =
    ids.length === 0
      ? []
      : await db`select id from generations where status = 'running' and id = any(${db.array(ids, 'UUID')})`
  const running = new Set(rows.map(({ id }) => id))
  const left = names.filter((name) => ids.includes(name.slice(0, 36)) && !running.has(name.slice(0, 36)))
  for (const name of names.filter((other) => !ids.includes(other.slice(0, 36)))) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > forgottenMs) left.push(name)
  }
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true })
  return left.length
}
