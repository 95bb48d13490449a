import type { Usage } from '../api-types.ts'

export interface UsageDay {
  /** `2026-11-21`, a day as Jakarta counts it. */
  day: string
  credits: number
  quota: number
}

/** The last `days` days up to the one `now` is in, oldest first; days without use are there with zeros. */
export function usageByDay(usages: readonly Usage[], now: number, days = 30): UsageDay[] {
  const today = jakartaDay(now)
  const byDay = new Map(
    Array.from({ length: days }, (_, back) => {
      const day = new Date(Date.parse(today) - (days - 1 - back) * dayMs).toISOString().slice(0, 10)
      return [day, { day, credits: 0, quota: 0 }]
    }),
  )
  for (const { at, creditUsed, quotaUsed } of usages) {
    const row = byDay.get(jakartaDay(Date.parse(at)))
    if (!row) continue
    row.credits += creditUsed
    row.quota += quotaUsed
  }
  return [...byDay.values()]
}

const dayMs = 86_400_000
/** Western Indonesia Time is seven hours ahead, all year. */
const jakartaMs = 7 * 3_600_000

function jakartaDay(time: number): string {
  return new Date(time + jakartaMs).toISOString().slice(0, 10)
}
