import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { forgetEvents } from './forget-events.ts'

export function eventJobs({ db }: Pick<Platform, 'db'>): Jobs {
  return {
    tasks: { forget_events: async () => void (await forgetEvents(db)) },
    clocks: [{ task: 'forget_events', cron: '45 19 * * *' }],
  }
}
