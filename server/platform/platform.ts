import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { Listener } from './listen.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Storage } from './storage/storage.ts'

/** What every slice stands on; opened once a process, handed down, never imported as a global. */
export interface Platform {
  config: Config
  db: Db
  /** Connection string of the same database, for parts that bring their own client. */
  databaseUrl: string
  storage: Storage
  listener: Listener
  log: Log
  metrics: Metrics
  /** Aborts when the process begins to stop: long answers end, readiness says no. */
  stopping: AbortSignal
}
