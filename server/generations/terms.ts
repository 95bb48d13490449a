import type { ChargeRule } from './charge-schemas.ts'

/** What a start was decided from, as the database wrote it down. `rule` is null where it was refused. */
export interface Terms {
  rule: Exclude<ChargeRule['code'], 'tier'> | null
  accountType: ChargeRule['accountType']
  tier: ChargeRule['tier']
  planId: string | null
  dailyQuota: number
  /** What all results would cost in either unit. */
  credits: number
  quota: number
  outputs: number
  model: ChargeRule['model']
}

export function ruleOf(
  code: ChargeRule['code'],
  { accountType, tier, planId, dailyQuota, model }: Terms,
): ChargeRule {
  return { code, accountType, tier, planId, dailyQuota, model }
}
