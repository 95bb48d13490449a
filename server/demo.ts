import { type DemoPerson, seedDemoPeople } from '#server/accounts/demo.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import type { Platform } from '#server/platform/platform.ts'

/** People of every kind to try Lumiku with; development only. Doing it again changes nothing but renews a plan that ran out. */
export async function prepareDemo(platform: Platform): Promise<DemoPerson[]> {
  if (!platform.config.demoAccounts) return []
  const people = await seedDemoPeople(platform.db)
  for (const { accountId, planId } of people) {
    if (!planId) continue
    const [live] = await platform.db`select account_type from entitlement(${accountId})`
    if (live.account_type === 'payg')
      await grantPlan(platform.db, { accountId, planId, reason: 'demo account' })
  }
  return people
}
