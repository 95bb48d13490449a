import { tiers } from '#catalog/tiers.ts'
import type { Plan } from '../api-types.ts'

export type Cycle = Plan['billingCycle']

/** One plan a tier, in the tiers' order: the chosen cycle where it is sold, else the other. */
export function shownPlans(plans: readonly Plan[], cycle: Cycle): Plan[] {
  return tiers.flatMap((tier) => {
    const ofTier = plans.filter((plan) => plan.tier === tier)
    return ofTier.find((plan) => plan.billingCycle === cycle) ?? ofTier[0] ?? []
  })
}
