import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { applyCoupon } from './apply-coupon.ts'
import { beginPeriod } from './begin-period.ts'
import { beginTrial } from './begin-trial.ts'
import type { Gateway } from './gateways/gateway.ts'
import { lockAccount } from './lock-account.ts'
import { type Ordering, placeOrder } from './order.ts'
import type { PaymentRow } from './payment-rows.ts'
import { planItem } from './plan-item.ts'
import { findPlan } from './plans.ts'
import { runningPeriod } from './running-period.ts'

export interface Subscribing extends Pick<Ordering, 'caller' | 'idempotencyKey'> {
  planId: string
  coupon?: string
  /** Asks for the plan's free days first. */
  trial?: boolean
}

/**
 * Subscribes to a plan. A free one, and a trial, start at once: null. A paid one waits for its payment. 409 `already_subscribed` while
 * a subscription is live; one that still waits for its payment is replaced.
 */
export async function subscribe(
  platform: Platform,
  gateway: Gateway,
  { caller, idempotencyKey, planId, coupon, trial = false }: Subscribing,
): Promise<PaymentRow | null> {
  const { accountId } = caller
  const plan = await findPlan(platform.db, planId)
  if (!plan?.onSale) throw new Problem('not_found', { detail: 'No such plan' })

  if (plan.price === 0 || trial) {
    await platform.db.begin(async (tx) => {
      await lockAccount(tx, accountId)
      await refuseWhileLive(tx, accountId)
      if (plan.price > 0) await beginTrial(tx, caller, plan)
      else await beginPeriod(tx, { accountId, plan, kind: 'free' })
    })
    return null
  }

  return placeOrder(platform, gateway, {
    caller,
    idempotencyKey,
    async draft(tx, now) {
      await refuseWhileLive(tx, accountId)
      const terms = (await findPlan(tx, planId))!
      const discount = await applyCoupon(tx, {
        code: coupon,
        accountId,
        item: planId,
        price: terms.price,
        now,
      })
      return {
        kind: 'subscribe',
        item: planItem(terms),
        subscriptionId: await pendingSubscription(tx, accountId, planId),
        listAmount: terms.price,
        ...discount,
      }
    },
  })
}

async function refuseWhileLive(tx: Tx, accountId: string): Promise<void> {
  const running = await runningPeriod(tx, accountId)
  if (running) throw new Problem('already_subscribed', { planId: running.plan_id })
}

/** One that waits for its payment is taken over; what ran out is history. */
async function pendingSubscription(tx: Tx, accountId: string, planId: string): Promise<string> {
  const [pending] = await tx`
    update subscriptions s set plan_id = ${planId} where account_id = ${accountId} and ended_at is null
      and not exists (select from periods where subscription_id = s.id) returning id`
  if (pending) return pending.id
  await tx`update subscriptions set ended_at = now() where account_id = ${accountId} and ended_at is null`
  const id = newId()
  await tx`insert into subscriptions (id, account_id, plan_id) values (${id}, ${accountId}, ${planId})`
  return id
}
