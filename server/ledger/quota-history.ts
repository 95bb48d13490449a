import type { Db } from '#server/platform/db.ts'
import type { QuotaDay } from './schemas.ts'

/**
 * The last `days` UTC days, newest first: from their filed rows where there are any, from the entries where not, which say the
 * same. No job has to have run. A day without use shows the limit that was last known by then; days before the first known
 * limit show `limitNow`.
 */
export async function quotaHistory(
  db: Db,
  accountId: string,
  limitNow: number,
  days = 30,
): Promise<QuotaDay[]> {
  const rows = await db`
    select to_char(d, 'YYYY-MM-DD') as day,
           coalesce(q.used, e.used, 0) as used,
           coalesce(q.daily_limit, e.daily_limit) as daily_limit,
           coalesce(q.breakdown, e.breakdown, '{}') as breakdown
    from generate_series(quota_day() - ${days - 1}::int, quota_day(), interval '1 day') d
    left join quota_days q on q.account_id = ${accountId} and q.day = d::date
    left join lateral (
      select sum(units)::int as used, max(daily_limit) as daily_limit,
             jsonb_object_agg(description, units) filter (where units <> 0) as breakdown
      from (
        select description, -sum(amount)::int as units, max(daily_limit) as daily_limit from entries
        where q.day is null and account_id = ${accountId} and unit = 'quota' and day = d::date
        group by description
      ) models
    ) e on true
    order by d`
  let limit = limitNow
  const history: QuotaDay[] = []
  for (const { day, used, daily_limit, breakdown } of rows) {
    limit = daily_limit ?? limit
    history.push({ day, used, limit, breakdown })
  }
  const today = history.at(-1)
  if (today) today.limit = limitNow
  return history.reverse()
}
