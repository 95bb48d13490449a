import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { turnQuotaDay } from './archive-quota.ts'
import { expireCredits } from './expire-credits.ts'
import { brokenOf, proveBooks } from './prove-books.ts'
import type { BookRule } from './reconcile.ts'

const day = 24 * 3600 * 1000

/**
 * The clocks of the books. None has to run for an answer to be right. `rules` are what later slices promise about the same money.
 * The new day is asked for three times, so that a worker whose clock is a little early or late meets it all the same.
 */
export function ledgerJobs(platform: Pick<Platform, 'db' | 'log'>, rules: BookRule[]): Jobs {
  const { db, log } = platform
  return {
    tasks: {
      turn_quota_day: async () => log.info(await turnQuotaDay(db), 'a new day of quota'),
      expire_credits: () => expireCredits(db),
      prove_books: async () => {
        const [first, ...others] = brokenOf(await proveBooks(platform, rules))
        if (first)
          log.error({ says: first.says, row: first.broken, others: others.length }, 'the books are broken')
      },
    },
    clocks: [
      { task: 'turn_quota_day', cron: '0,15,30 0 * * *', backfillMs: day },
      { task: 'expire_credits', cron: '*/10 * * * *' },
      { task: 'prove_books', cron: '0 20 * * *', backfillMs: day },
    ],
  }
}
