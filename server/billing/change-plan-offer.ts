import type { Db } from '#server/platform/db.ts'
import { invalid, Problem } from '#server/platform/problem.ts'
import { listPlanOffers } from './list-plan-offers.ts'
import type { PlanChanges, PlanOffer } from './plan-offer-schemas.ts'

/**
 * Puts a plan on sale or takes it off, and says how many free days it has. What was sold keeps its terms, and free days that have begun go on.
 * Prices are not changed here: a renewal costs what the plan costs that day, so a new price would reach those who are on it.
 */
export async function changePlanOffer(
  db: Db,
  planId: string,
  { enabled = null, trialDays = null }: { [Key in keyof PlanChanges]: PlanChanges[Key] | null },
): Promise<PlanOffer> {
  const [plan] = await db`select price from plans where plan_id = ${planId}`
  if (!plan) throw new Problem('not_found', { detail: 'There is no such plan' })
  if (plan.price === 0 && trialDays !== null && trialDays > 0)
    throw invalid(['trialDays'], 'This plan is free for good')
  // An edited plan is the operator's from then on: saying what is already so edits nothing.
  await db`
    update plans set enabled = coalesce(${enabled}::boolean, enabled), trial_days = coalesce(${trialDays}::int, trial_days)
    where plan_id = ${planId} and (enabled, trial_days) is distinct from (coalesce(${enabled}::boolean, enabled), coalesce(${trialDays}::int, trial_days))`
  return (await listPlanOffers(db)).find((offer) => offer.planId === planId)!
}
