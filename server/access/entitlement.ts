import type { Tier } from '#catalog/tiers.ts'
import type { Db } from '#server/platform/db.ts'

/** What an account may do at this moment, derived from its live subscription by the database's clock. */
export interface Entitlement {
  accountType: 'payg' | 'subscription'
  tier: Tier
  planId: string | null
  dailyQuota: number
  endsAt: Date | null
  betaTester: boolean
  useCreditsAfterQuota: boolean
}

export async function entitlement(db: Db, accountId: string): Promise<Entitlement> {
  const [row] = await db`
    select e.*, a.tags @> '{beta_tester}' as beta_tester, a.use_credits_after_quota from accounts a, entitlement(a.id) e where a.id = ${accountId}`
  return {
    accountType: row.account_type,
    tier: row.tier,
    planId: row.plan_id,
    dailyQuota: row.daily_quota,
    endsAt: row.ends_at,
    betaTester: row.beta_tester,
    useCreditsAfterQuota: row.use_credits_after_quota,
  }
}
