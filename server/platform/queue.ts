import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { keepWorking } from './queue/keep-working.ts'
import { type Jobs, openRunner } from './queue/open-runner.ts'
import { unlockAbandoned } from './queue/unlock-abandoned.ts'

export type { Jobs }

export interface Queue {
  /** Takes no more jobs and lets running ones end; they decide themselves how soon. */
  stop(): Promise<void>
}

export interface QueueOptions {
  /** Jobs worked on side by side. */
  concurrency: number
  db: Db
  log: Log
}

const sweepEveryMs = 10_000

/**
 * Works on queued jobs through restarts of the database, each at least once: one that ends while the database cannot be
 * told is done again. What a runner that died had taken is taken up by any other within a minute.
 */
export async function openQueue(databaseUrl: string, jobs: Jobs, options: QueueOptions): Promise<Queue> {
  const { db, log } = options
  const open = () => openRunner(databaseUrl, jobs, options)
  const stop = keepWorking(await open(), open, log)
  const sweep = () =>
    unlockAbandoned(db).then(
      (unlocked) => unlocked > 0 && log.warn({ unlocked }, 'took over the jobs of a lost runner'),
      (error) => log.warn({ err: error }, 'could not look for the jobs of lost runners'),
    )
  void sweep()
  const sweeping = setInterval(sweep, sweepEveryMs)
  return {
    stop() {
      clearInterval(sweeping)
      return stop()
    },
  }
}
