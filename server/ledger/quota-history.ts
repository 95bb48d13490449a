import type { Db } from '#server/platform/db.ts'
import type { QuotaDay } from './schemas.ts'

/**
 * The last `days` UTC days, newest first, told from the entries alone: no job has to have run. A day without use shows the
 * limit that was last known by then; days before the first known limit show `limitNow`.
 */
export async function quotaHistory(
  db: Db,
  accountId: string,
  limitNow: number,
  days = 30,
): Promise<QuotaDay[]> {
  const rows = await db`
    with used as (
      select day, description, -sum(amount)::int as units, max(daily_limit) as daily_limit from entries
      where account_id = ${accountId} and unit = 'quota' and day > quota_day() - ${days}::int
      group by day, description
    )
    select to_char(d, 'YYYY-MM-DD') as day,
           coalesce(sum(u.units), 0)::int as used,
           max(u.daily_limit) as daily_limit,
           coalesce(jsonb_object_agg(u.description, u.units) filter (where u.units <> 0), '{}') as breakdown
    from generate_series(quota_day() - ${days - 1}::int, quota_day(), interval '1 day') d
    left join used u on u.day = d::date
    group by d order by d`
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
