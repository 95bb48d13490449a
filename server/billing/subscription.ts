import type { Db } from '#server/platform/db.ts'
import type { Subscription } from './schemas.ts'

/** The account's newest subscription, its state derived from the database's clock; null when it never had one. */
export async function newestSubscription(db: Db, accountId: string): Promise<Subscription | null> {
  const [row] = await db`
    select *, case when started_at is null and ended_at is null then 'pending'
                   when ended_at is null and started_at <= now() and (ends_at is null or ends_at > now()) then 'active'
                   else 'expired' end as status
    from subscriptions where account_id = ${accountId}
    order by (ended_at is null) desc, created_at desc limit 1`
  if (!row) return null
  return {
    id: row.id,
    planId: row.plan_id,
    status: row.status,
    startsAt: row.started_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    cancelAtPeriodEnd: false,
    tier: row.tier,
    price: row.price,
    dailyQuota: row.daily_quota,
  }
}
