import type { Tx } from '#server/platform/db.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { applyCoupon } from './apply-coupon.ts'
import { continuingCoupon } from './continuing-coupon.ts'
import type { Gateway } from './gateways/gateway.ts'
import { type Ordering, placeOrder } from './order.ts'
import type { PaymentRow } from './payment-rows.ts'
import { planItem } from './plan-item.ts'
import { findPlan } from './plans.ts'

/**
 * Orders the next period, early or in grace: of the plan that is scheduled, or the one that runs, at its price today. 409 `not_subscribed` when
 * there is nothing to renew, `already_paid` when the next period is paid for.
 */
export async function renewSubscription(
  platform: Platform,
  gateway: Gateway,
  { caller, idempotencyKey, coupon }: Pick<Ordering, 'caller' | 'idempotencyKey'> & { coupon?: string },
): Promise<PaymentRow> {
  const { accountId } = caller
  return placeOrder(platform, gateway, {
    caller,
    idempotencyKey,
    async draft(tx, now) {
      const { subscriptionId, planId } = await renewable(tx, accountId)
      const plan = (await findPlan(tx, planId))!
      const continues = coupon === undefined
      const code = coupon ?? (await continuingCoupon(tx, subscriptionId))
      const asked = { code, accountId, item: planId, price: plan.price, now, continues }
      const discount = await applyCoupon(tx, asked)
      return { kind: 'renew', item: planItem(plan), subscriptionId, listAmount: plan.price, ...discount }
    },
  })
}

async function renewable(tx: Tx, accountId: string): Promise<{ subscriptionId: string; planId: string }> {
  const [row] = await tx`
    select s.id, coalesce(s.scheduled_plan_id, e.plan_id) as plan_id, p.starts_at > statement_timestamp() as paid_ahead, p.ends_at, plans.price
    from entitlement(${accountId}) e
    join subscriptions s on s.id = e.subscription_id
    join plans on plans.plan_id = coalesce(s.scheduled_plan_id, e.plan_id)
    join lateral (select * from periods where subscription_id = s.id and cut_at is null order by starts_at desc limit 1) p on true`
  if (!row || row.ends_at === null || row.price === 0)
    throw new Problem('not_subscribed', { detail: 'There is nothing to renew' })
  if (row.paid_ahead) throw new Problem('already_paid')
  return { subscriptionId: row.id, planId: row.plan_id }
}
