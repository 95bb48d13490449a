import type { Db } from '#server/platform/db.ts'
import { beginPeriod } from './begin-period.ts'
import { findPlan } from './plans.ts'

/** An operator's gift of one cycle of a plan, starting now, replacing what is live. Null: no such plan. */
export async function grantPlan(
  db: Db,
  { accountId, planId, reason }: { accountId: string; planId: string; reason: string },
): Promise<{ planId: string; endsAt: Date | null } | null> {
  return db.begin(async (tx) => {
    const plan = await findPlan(tx, planId)
    if (!plan) return null
    const { endsAt } = await beginPeriod(tx, {
      accountId,
      plan,
      kind: plan.price === 0 ? 'free' : 'granted',
      reason,
    })
    return { planId, endsAt }
  })
}
