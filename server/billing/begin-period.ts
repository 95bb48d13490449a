import type { Plan } from '#catalog/plans.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { lockAccount } from './lock-account.ts'
import { anchorDayOf, periodEnd } from './period.ts'

export interface Beginning {
  accountId: string
  /** The terms it is sold with. */
  plan: Omit<Plan, 'name'>
  kind: 'paid' | 'free' | 'trial' | 'granted'
  /** The subscription it belongs to: one that is pending, or goes on with another plan; a new one when absent. */
  subscriptionId?: string
  paymentId?: string
  /** Rupiah the period is worth to its buyer. */
  worth?: number
  /** Why an operator gave it. */
  reason?: string
  /** Instead of one cycle; for trials. */
  days?: number
}

export interface Begun {
  subscriptionId: string
  periodId: string
  startsAt: Date
  endsAt: Date | null
}

/**
 * Begins a subscription's first period now, by the database's clock, and ends whatever is live. What was used of today's quota
 * stays used. Locks the account against other changes of its subscription.
 */
export async function beginPeriod(tx: Tx, beginning: Beginning): Promise<Begun> {
  const { accountId, plan, kind, paymentId = null, worth = 0, reason = null, days } = beginning
  const startsAt = await lockAccount(tx, accountId)
  await endSubscriptions(tx, accountId, startsAt, beginning.subscriptionId)

  const subscriptionId = beginning.subscriptionId ?? newId()
  await tx`
    insert into subscriptions (id, account_id, plan_id, anchor_day) values (${subscriptionId}, ${accountId}, ${plan.planId}, ${anchorDayOf(startsAt)})
    on conflict (id) do update set anchor_day = excluded.anchor_day, plan_id = excluded.plan_id, scheduled_plan_id = null, cancelled_at = null,
      cancel_reason = null, ended_at = null`
  const [{ changed }] =
    await tx`select exists (select from periods where subscription_id = ${subscriptionId}) as changed`

  const endsAt = endOf(startsAt, { plan, kind, days })
  const periodId = newId()
  await tx`
    insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, worth,
      payment_id, granted_reason, starts_at, ends_at)
    values (${periodId}, ${subscriptionId}, ${accountId}, ${kind}, ${plan.planId}, ${plan.tier}, ${plan.billingCycle}, ${plan.dailyQuota},
      ${tx.array(plan.features, 'TEXT')}, ${plan.price}, ${worth}, ${paymentId}, ${reason}, ${startsAt}, ${endsAt})`
  await tx`
    select emit_event(${changed ? 'subscription.changed' : 'subscription.created'}, ${accountId}, ${JSON.stringify({ subscriptionId, planId: plan.planId, kind, reason })}::text::jsonb)`
  return { subscriptionId, periodId, startsAt, endsAt }
}

/** Ends what is live now and drops what was to follow. History stays. */
export async function endSubscriptions(tx: Tx, accountId: string, now: Date, except?: string): Promise<void> {
  await tx`
    update periods set cut_at = greatest(starts_at, ${now}::timestamptz)
    where account_id = ${accountId} and cut_at is null and (ends_at is null or ends_at > ${now}::timestamptz)`
  await tx`
    update subscriptions set ended_at = ${now}
    where account_id = ${accountId} and ended_at is null and id is distinct from ${except ?? null}::uuid`
}

function endOf(start: Date, { plan, kind, days }: Pick<Beginning, 'plan' | 'kind' | 'days'>): Date | null {
  if (kind === 'free') return null
  if (days !== undefined) return new Date(start.getTime() + days * 86_400_000)
  return periodEnd(start, plan.billingCycle)
}
