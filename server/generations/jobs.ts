import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { forgetDecisions } from './forget-decisions.ts'
import { forgetProgress } from './forget-progress.ts'

/** What is kept for a while only. Performing runs is no clock's business and stands in the list above all slices. */
export function generationJobs({ db }: Pick<Platform, 'db'>): Jobs {
  return {
    tasks: {
      forget_decisions: async () => void (await forgetDecisions(db)),
      forget_progress: async () => void (await forgetProgress(db)),
    },
    clocks: [
      { task: 'forget_decisions', cron: '50 19 * * *' },
      { task: 'forget_progress', cron: '55 19 * * *' },
    ],
  }
}
