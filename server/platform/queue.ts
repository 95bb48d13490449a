import { type CronItem, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import type { Log } from './log.ts'
import { quietLogger } from './queue-log.ts'

/** A job's name and what it does with its payload, or a clock job with its cron line (UTC). */
export interface Jobs {
  tasks: TaskList
  clocks: { task: string; cron: string; backfillMs?: number }[]
}

/** Starts working on queued jobs. `stop()` lets running jobs end; they decide themselves how soon. */
export async function openQueue(
  databaseUrl: string,
  jobs: Jobs,
  { concurrency, log }: { concurrency: number; log: Log },
): Promise<Runner> {
  return run({
    connectionString: databaseUrl,
    taskList: jobs.tasks,
    parsedCronItems: parseCronItems(jobs.clocks.map(cronItem)),
    concurrency,
    maxPoolSize: concurrency + 3,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quietLogger(log),
  })
}

function cronItem({ task, cron, backfillMs = 0 }: Jobs['clocks'][number]): CronItem {
  return { task, match: cron, options: { backfillPeriod: backfillMs }, identifier: task }
}
