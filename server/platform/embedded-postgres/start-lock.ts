import { Database } from 'bun:sqlite'

const patienceMs = 150_000
const hastyPatienceMs = 10_000

/**
 * Does `work` while no other process does the same for this file. SQLite's file lock does the guarding: the
 * system lets go of it however its holder ends. Waits its turn, until the signal aborts; with `insist: false`
 * goes on without it when the turn does not come.
 */
export async function underStartLock<T>(
  file: string,
  work: () => Promise<T>,
  { insist = true, signal }: { insist?: boolean; signal?: AbortSignal } = {},
): Promise<T> {
  const release = await take(file, insist ? patienceMs : hastyPatienceMs, signal)
  if (!release && insist)
    throw new Error(`Another process has been starting the database for long: see ${file}.`)
  try {
    return await work()
  } finally {
    release?.()
  }
}

async function take(file: string, patience: number, signal?: AbortSignal): Promise<(() => void) | undefined> {
  const end = performance.now() + patience
  do {
    signal?.throwIfAborted()
    const database = new Database(file, { create: true })
    try {
      database.run('begin exclusive')
      return () => database.close()
    } catch (error) {
      database.close()
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    }
    await Bun.sleep(20)
  } while (performance.now() < end)
  return undefined
}
