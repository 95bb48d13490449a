import { useQuery } from '@tanstack/react-query'
import { tierName } from '#ui/tier-name.ts'
import type { ChargeRule, RefusalRule } from '../api-types.ts'
import { plansQuery } from '../queries.ts'

/** The plan that was live then, by the name it is sold under; by its tier when it is sold no more. */
export function usePlanName(rule: ChargeRule | RefusalRule | null): string {
  const { data: plans } = useQuery(plansQuery)
  if (!rule) return ''
  return plans?.find(({ planId }) => planId === rule.planId)?.name ?? tierName[rule.tier]
}
