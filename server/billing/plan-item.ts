import type { Plan } from '#catalog/plans.ts'
import type { PlanItem } from './payment-rows.ts'

/** A plan's terms as they are sold today. */
export function planItem({ planId, name, tier, billingCycle, dailyQuota, features, price }: Plan): PlanItem {
  return { planId, name, tier, billingCycle, dailyQuota, features, price }
}
