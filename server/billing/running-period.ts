import type { Tier } from '#catalog/tiers.ts'
import type { Db, Tx } from '#server/platform/db.ts'
import type { Cycle } from './period.ts'

/** A row of `periods`, as the database gives it. */
export interface PeriodRow {
  id: string
  subscription_id: string
  account_id: string
  kind: 'paid' | 'free' | 'trial' | 'granted'
  plan_id: string
  tier: Tier
  billing_cycle: Cycle
  daily_quota: number
  features: string[]
  list_price: number
  worth: number
  payment_id: string | null
  starts_at: Date
  ends_at: Date | null
  cut_at: Date | null
}

/** The period an account is in, its grace included: the one its entitlement follows from. Null: it pays as it goes. */
export async function runningPeriod(db: Db | Tx, accountId: string): Promise<PeriodRow | null> {
  const [row] = await db`
    select p.* from entitlement(${accountId}) e join periods p on p.subscription_id = e.subscription_id
    where p.starts_at <= statement_timestamp() and (p.cut_at is null or p.cut_at > statement_timestamp()) order by p.starts_at desc limit 1`
  return row ?? null
}

/** Periods that are paid for and still to come, or running: the running one first. */
export async function unusedPeriods(db: Db | Tx, accountId: string): Promise<PeriodRow[]> {
  return db`
    select * from periods where account_id = ${accountId} and cut_at is null and ends_at > statement_timestamp() order by starts_at`
}
