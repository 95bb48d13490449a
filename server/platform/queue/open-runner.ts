import { EventEmitter } from 'node:events'
import { type CronItem, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Log } from '../log.ts'
import { beAlive } from './be-alive.ts'
import { quietLogger } from './queue-log.ts'

/** A job's name and what it does with its payload, or a clock job with its cron line (UTC). */
export interface Jobs {
  tasks: TaskList
  clocks: { task: string; cron: string; backfillMs?: number }[]
}

export interface Runner {
  /** Resolves when it should be replaced: its database went away, or it gave up by itself. */
  lost: Promise<void>
  /** Takes no more jobs and resolves when those it has have ended. */
  stop(): Promise<void>
}

export async function openRunner(
  databaseUrl: string,
  jobs: Jobs,
  { concurrency, log }: { concurrency: number; log: Log },
): Promise<Runner> {
  const life = await beAlive(databaseUrl)
  try {
    const events: WorkerEvents = new EventEmitter()
    events.once('pool:create', ({ workerPool }) => life.as(workerPool.id))
    const runner = await run({
      connectionString: databaseUrl,
      taskList: jobs.tasks,
      parsedCronItems: parseCronItems(jobs.clocks.map(cronItem)),
      concurrency,
      maxPoolSize: concurrency + 3,
      noHandleSignals: true,
      pollInterval: 2000,
      logger: quietLogger(log),
      events,
      // Told in batches how jobs ended, a database that is away ends the runner. Told one by one, it ends the process: nobody
      // hears of the failure.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    const ended = runner.promise.catch((error) => log.warn({ err: error }, 'a runner gave up'))
    return {
      lost: Promise.race([life.lost, ended]),
      async stop() {
        // Refused when it stops already.
        await runner.stop().catch(() => {})
        await ended
        await life.end()
      },
    }
  } catch (error) {
    await life.end()
    throw error
  }
}

function cronItem({ task, cron, backfillMs = 0 }: Jobs['clocks'][number]): CronItem {
  return { task, match: cron, options: { backfillPeriod: backfillMs }, identifier: task }
}
