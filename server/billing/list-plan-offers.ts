import type { Db } from '#server/platform/db.ts'
import type { PlanOffer } from './plan-offer-schemas.ts'

/** Every plan in display order, on sale or not, with how many are on it and how many have tried it. */
export async function listPlanOffers(db: Db): Promise<PlanOffer[]> {
  const rows: Row[] = await db`
    select p.*, coalesce(live.accounts, 0) as subscribers, coalesce(tried.accounts, 0) as trials
    from plans p
    left join (
      select e.plan_id, count(*)::int as accounts
      from (select distinct account_id from periods where cut_at is null and (ends_at is null or ends_at + grace_span() > now())) a
      cross join lateral entitlement(a.account_id) e
      group by e.plan_id
    ) live on live.plan_id = p.plan_id
    left join (select plan_id, count(*)::int as accounts from trials group by plan_id) tried on tried.plan_id = p.plan_id
    order by p.position, p.plan_id`
  return rows.map((row) => ({
    planId: row.plan_id,
    tier: row.tier,
    name: row.name,
    price: row.price,
    billingCycle: row.billing_cycle,
    dailyQuota: row.daily_quota,
    features: [...row.features],
    ...(row.popular ? { popular: true } : {}),
    ...(row.save_percent === null ? {} : { savePercent: row.save_percent }),
    enabled: row.enabled,
    trialDays: row.trial_days,
    subscribers: row.subscribers,
    trials: row.trials,
  }))
}

interface Row {
  plan_id: string
  tier: PlanOffer['tier']
  name: string
  price: number
  billing_cycle: PlanOffer['billingCycle']
  daily_quota: number
  features: string[]
  popular: boolean
  save_percent: number | null
  enabled: boolean
  trial_days: number
  subscribers: number
  trials: number
}
