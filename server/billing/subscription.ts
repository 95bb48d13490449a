import type { Db, Tx } from '#server/platform/db.ts'
import type { Subscription } from './schemas.ts'

/**
 * The account's newest subscription, its state derived from the database's clock; null when it never had one. Its terms are those
 * of the period it is in, else of the last one; while it is pending, of the plan that was chosen.
 */
export async function newestSubscription(db: Db | Tx, accountId: string): Promise<Subscription | null> {
  const [row] = await db`
    select s.id, coalesce(p.plan_id, s.plan_id) as plan_id, s.cancelled_at, s.scheduled_plan_id,
      coalesce(p.tier, plans.tier) as tier, coalesce(p.list_price, plans.price) as price, coalesce(p.daily_quota, plans.daily_quota) as daily_quota,
      p.starts_at, last.ends_at,
      case when s.ended_at is not null then 'expired'
           when p.id is null then 'pending'
           when p.ends_at is null or p.ends_at > statement_timestamp() then 'active'
           when p.kind = 'paid' and s.cancelled_at is null and p.ends_at + grace_span() > statement_timestamp() then 'grace'
           else 'expired' end as status,
      p.kind = 'paid' and s.cancelled_at is null as renews
    from subscriptions s
    join plans on plans.plan_id = s.plan_id
    left join lateral (select * from periods where subscription_id = s.id and starts_at <= statement_timestamp() order by starts_at desc limit 1) p on true
    left join lateral (select ends_at from periods where subscription_id = s.id and cut_at is null order by starts_at desc limit 1) last on true
    where s.account_id = ${accountId}
    order by (s.ended_at is null) desc, s.created_at desc, s.id desc limit 1`
  if (!row) return null
  const live = row.status === 'active' || row.status === 'grace'
  return {
    id: row.id,
    planId: row.plan_id,
    status: row.status,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    cancelAtPeriodEnd: live && row.cancelled_at !== null,
    ...(live && row.renews && row.ends_at ? { nextPaymentAt: row.ends_at.toISOString() } : {}),
    ...(row.scheduled_plan_id ? { scheduledPlanId: row.scheduled_plan_id } : {}),
    tier: row.tier,
    price: row.price,
    dailyQuota: row.daily_quota,
  }
}

/** Whether it lets its account run what its plan opens. */
export function isLive(subscription: Pick<Subscription, 'status'> | null): boolean {
  return subscription?.status === 'active' || subscription?.status === 'grace'
}
