import type { Db } from '#server/platform/db.ts'
import type { QuotaStatus } from './schemas.ts'

/** `limit` comes from the caller's plan; `used` counts what is spent and what is held, as the reserving statement does. */
export async function quotaStatus(db: Db, accountId: string, limit: number): Promise<QuotaStatus> {
  const [row] = await db`
    select coalesce((select used + held from balances where account_id = ${accountId} and unit = 'quota' and day >= quota_day()), 0) as used,
           (quota_day() + 1)::timestamp at time zone 'utc' as reset_at,
           coalesce((select jsonb_object_agg(description, units) from (
             select description, -sum(amount)::int as units from entries
             where account_id = ${accountId} and unit = 'quota' and day = quota_day()
             group by description having sum(amount) <> 0) by_model), '{}') as breakdown`
  return {
    used: row.used,
    limit,
    remaining: Math.max(0, limit - row.used),
    resetAt: new Date(row.reset_at).toISOString(),
    breakdown: row.breakdown,
  }
}
