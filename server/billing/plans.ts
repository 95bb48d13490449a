import type { Plan } from '#catalog/plans.ts'
import type { Tier } from '#catalog/tiers.ts'
import type { Db } from '#server/platform/db.ts'

/** Plans on sale, in display order. */
export async function plansOnSale(db: Db): Promise<Plan[]> {
  const rows: PlanRow[] = await db`select * from plans where enabled order by position, plan_id`
  return rows.map((row) => ({
    planId: row.plan_id,
    tier: row.tier,
    name: row.name,
    price: row.price,
    billingCycle: row.billing_cycle,
    dailyQuota: row.daily_quota,
    features: [...row.features],
    ...(row.popular ? { popular: true } : {}),
    ...(row.save_percent === null ? {} : { savePercent: row.save_percent }),
  }))
}

interface PlanRow {
  plan_id: string
  tier: Tier
  name: string
  price: number
  billing_cycle: Plan['billingCycle']
  daily_quota: number
  features: string[]
  popular: boolean
  save_percent: number | null
}
