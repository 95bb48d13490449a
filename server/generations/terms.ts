import type { ChargeRule, Facts } from './charge-schemas.ts'

/** What a start was decided from, as the database wrote it down. `rule` is null where it was refused. */
export interface Terms extends Facts {
  rule: ChargeRule['code'] | null
  /** What all results would cost in either unit. */
  credits: number
  quota: number
  outputs: number
}

export function ruleOf<Code>(
  code: Code,
  { accountType, tier, planId, dailyQuota, model }: Terms,
): Facts & { code: Code } {
  return { code, accountType, tier, planId, dailyQuota, model }
}
