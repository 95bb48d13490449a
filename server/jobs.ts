import { accountsJobs } from '#server/accounts/jobs.ts'
import { fileJobs } from '#server/files/jobs.ts'
import { performGeneration } from '#server/generations/perform.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'

/** Every job and clock of Lumiku, in one list. `handBack` aborts when running work must return to the queue. */
export function jobs(platform: Platform, handBack: AbortSignal): Jobs {
  const accounts = accountsJobs(platform)
  const files = fileJobs(platform)
  return {
    tasks: {
      perform: (payload) =>
        performGeneration(platform, (payload as { generationId: string }).generationId, handBack),
      ...accounts.tasks,
      ...files.tasks,
    },
    clocks: [...accounts.clocks, ...files.clocks],
  }
}
