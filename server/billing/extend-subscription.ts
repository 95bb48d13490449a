import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { oweLetter } from '#server/platform/mail/owe-letter.ts'
import type { PaymentRow, PlanItem } from './payment-rows.ts'
import { anchorDayOf, periodEnd } from './period.ts'

/**
 * Adds the period a renewal paid for: after the last one that is paid, or from now when that has passed (its grace was given). False
 * when the subscription has ended or another one is live.
 */
export async function extendSubscription(tx: Tx, payment: PaymentRow, item: PlanItem): Promise<boolean> {
  const [last] = await tx`
    select s.id, s.anchor_day, p.ends_at, statement_timestamp() as now from subscriptions s
    join periods p on p.subscription_id = s.id and p.cut_at is null
    where s.id = ${payment.subscription_id} and s.account_id = ${payment.account_id} and s.ended_at is null
    order by p.starts_at desc limit 1`
  if (!last?.ends_at) return false

  const onTime = last.ends_at > last.now
  const startsAt: Date = onTime ? last.ends_at : last.now
  const anchor: number = onTime ? last.anchor_day : anchorDayOf(startsAt)
  const endsAt = periodEnd(startsAt, item.billingCycle, anchor)
  await tx`
    insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, worth,
      payment_id, starts_at, ends_at)
    values (${newId()}, ${last.id}, ${payment.account_id}, 'paid', ${item.planId}, ${item.tier}, ${item.billingCycle}, ${item.dailyQuota},
      ${tx.array(item.features, 'TEXT')}, ${item.price}, ${payment.amount + payment.carried_over}, ${payment.id}, ${startsAt}, ${endsAt})`
  await tx`
    update subscriptions set plan_id = ${item.planId}, anchor_day = ${anchor}, scheduled_plan_id = null, cancelled_at = null, cancel_reason = null
    where id = ${last.id}`
  const news = { subscriptionId: last.id, planId: item.planId, startsAt, endsAt }
  await tx`select emit_event('subscription.renewed', ${payment.account_id}, ${JSON.stringify(news)}::text::jsonb)`
  await oweLetter(tx, {
    userId: payment.user_id,
    kind: 'renewed',
    data: { subscriptionId: last.id, paymentId: payment.id },
  })
  return true
}
