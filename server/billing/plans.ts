import type { Plan } from '#catalog/plans.ts'
import type { Tier } from '#catalog/tiers.ts'
import type { Db, Tx } from '#server/platform/db.ts'

/** Plans on sale, in display order, with the free days they offer. */
export async function plansOnSale(db: Db): Promise<(Plan & { trialDays?: number })[]> {
  const rows: PlanRow[] = await db`select * from plans where enabled order by position, plan_id`
  return rows.map((row) => ({
    ...present(row),
    ...(row.trial_days > 0 ? { trialDays: row.trial_days } : {}),
  }))
}

/** A plan as it stands today, on sale or not; null when there is none. */
export async function findPlan(
  db: Db | Tx,
  planId: string,
): Promise<(Plan & { onSale: boolean; trialDays: number }) | null> {
  const [row]: PlanRow[] = await db`select * from plans where plan_id = ${planId}`
  return row ? { ...present(row), onSale: row.enabled, trialDays: row.trial_days } : null
}

function present(row: PlanRow): Plan {
  return {
    planId: row.plan_id,
    tier: row.tier,
    name: row.name,
    price: row.price,
    billingCycle: row.billing_cycle,
    dailyQuota: row.daily_quota,
    features: [...row.features],
    ...(row.popular ? { popular: true } : {}),
    ...(row.save_percent === null ? {} : { savePercent: row.save_percent }),
  }
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
  enabled: boolean
  trial_days: number
}
