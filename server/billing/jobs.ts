import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { followRefunds } from './follow-refunds.ts'
import { openGateways } from './gateways/gateways.ts'
import { expireOrders, remindRenewals, remindUsage } from './remind.ts'

/** Reminders go out from eight in the morning in Jakarta, and are caught up with when the clock stood still. */
export function billingJobs(platform: Pick<Platform, 'config' | 'db' | 'log'>): Jobs {
  const { config, db } = platform
  const gateways = openGateways(platform)
  return {
    tasks: {
      remind_renewals: async () => void (await remindRenewals(db)),
      remind_usage: async () => void (await remindUsage(db, config)),
      follow_refunds: async () => void (await followRefunds(platform, gateways)),
      expire_orders: async () => void (await expireOrders(db)),
    },
    clocks: [
      { task: 'remind_renewals', cron: '5 1-13 * * *', backfillMs: 12 * 3_600_000 },
      { task: 'remind_usage', cron: '*/10 * * * *' },
      { task: 'follow_refunds', cron: '*/10 * * * *' },
      { task: 'expire_orders', cron: '*/5 * * * *' },
    ],
  }
}
