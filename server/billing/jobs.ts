import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { expireOrders, remindRenewals, remindUsage } from './remind.ts'

/** Reminders go out from eight in the morning in Jakarta, and are caught up with when the clock stood still. */
export function billingJobs({ config, db }: Pick<Platform, 'config' | 'db'>): Jobs {
  return {
    tasks: {
      remind_renewals: async () => void (await remindRenewals(db)),
      remind_usage: async () => void (await remindUsage(db, config)),
      expire_orders: async () => void (await expireOrders(db)),
    },
    clocks: [
      { task: 'remind_renewals', cron: '5 1-13 * * *', backfillMs: 12 * 3_600_000 },
      { task: 'remind_usage', cron: '*/10 * * * *' },
      { task: 'expire_orders', cron: '*/5 * * * *' },
    ],
  }
}
