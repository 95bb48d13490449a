import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { forgetExpired } from './forget-expired.ts'

/** Sessions and links that ran out are swept once a night. */
export function accountsJobs(platform: Pick<Platform, 'config' | 'db'>): Jobs {
  return {
    tasks: {
      forget_expired: () => forgetExpired(platform.db),
    },
    clocks: [{ task: 'forget_expired', cron: '30 19 * * *' }],
  }
}
