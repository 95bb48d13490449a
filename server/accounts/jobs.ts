import { sendLetter } from '#server/platform/mail/send-letter.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { forgetExpired } from './forget-expired.ts'

/** Letters leave as soon as they are written; sessions and links that ran out are swept once a night. */
export function accountsJobs(platform: Pick<Platform, 'config' | 'db'>): Jobs {
  return {
    tasks: {
      send_letter: sendLetter(platform),
      forget_expired: () => forgetExpired(platform.db),
    },
    clocks: [{ task: 'forget_expired', cron: '30 19 * * *' }],
  }
}
