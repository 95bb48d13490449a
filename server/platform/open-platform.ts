import { mkdir } from 'node:fs/promises'
import type { Config } from './config.ts'
import { isUnreachable, openDb } from './db.ts'
import { openEmbeddedPostgres } from './embedded-postgres.ts'
import { openListener } from './listen.ts'
import { type Log, openLog } from './log.ts'
import { openMetrics } from './metrics.ts'
import { migrate } from './migrate.ts'
import type { Platform } from './platform.ts'
import { openStorage } from './storage/open-storage.ts'

export interface OpenPlatform extends Platform {
  /** Begins to stop: long answers end, readiness says no. */
  beginStop(): void
  close(): Promise<void>
  /** Steps this opening applied to the database. */
  migrated: string[]
}

/** Opens everything slices stand on. Whatever fails on the way closes what was opened before it. */
export async function openPlatform(config: Config): Promise<OpenPlatform> {
  const log = openLog(config.logLevel)
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.reverse().splice(0))
      await closer().catch((error) => log.error({ err: error }, 'could not close'))
  }
  try {
    await mkdir(config.data, { recursive: true })
    const databaseUrl = config.databaseUrl ?? (await embedded(config.data, log, closers))
    const db = openDb(databaseUrl, { max: config.databasePool })
    closers.push(() => db.close({ timeout: 5 }))
    await reachable(db)
    const migrated = await migrate(db, databaseUrl)
    const listener = await openListener(databaseUrl, ['generations', 'catalog'], log)
    closers.push(() => listener.close())
    const stop = new AbortController()
    return {
      config,
      db,
      databaseUrl,
      listener,
      log,
      storage: await openStorage(config),
      metrics: openMetrics(),
      stopping: stop.signal,
      beginStop: () => stop.abort(),
      close,
      migrated,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function embedded(data: string, log: Log, closers: (() => Promise<void>)[]): Promise<string> {
  const postgres = await openEmbeddedPostgres(data, { log })
  closers.push(() => postgres.stop())
  return postgres.url
}

/** A database that is still starting is waited for, half a minute at most. */
async function reachable(db: Platform['db']): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await db`select 1`
      return
    } catch (error) {
      if (tries >= 60 || !isUnreachable(error)) throw error
      await Bun.sleep(500)
    }
  }
}
