import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { applyCoupon } from './apply-coupon.ts'
import type { Gateway } from './gateways/gateway.ts'
import { lockAccount } from './lock-account.ts'
import { type Ordering, placeOrder } from './order.ts'
import type { PaymentRow } from './payment-rows.ts'
import { type ChangeKind, changeKind, priceUpgrade, type UpgradePrice } from './plan-change.ts'
import { planItem } from './plan-item.ts'
import { findPlan } from './plans.ts'
import { type PeriodRow, runningPeriod, unusedPeriods } from './running-period.ts'

export interface PlanChange {
  kind: ChangeKind
  planId: string
  /** When the new plan begins: an upgrade when it is paid. */
  effectiveAt: Date
  /** What an upgrade costs today. */
  price: UpgradePrice | null
  /** What every cycle costs from then on. */
  nextAmount: number
}

/** What changing to a plan would mean now; writes nothing. */
export async function previewChange(
  platform: Platform,
  accountId: string,
  planId: string,
): Promise<PlanChange> {
  return platform.db.begin('read only', async (tx) => {
    const [{ now }] = await tx`select now()`
    return judgeChange(tx, accountId, planId, now)
  })
}

/** Changes the plan: an upgrade is ordered and begins when it is paid; everything else is scheduled for the end of what is paid. */
export async function changePlan(
  platform: Platform,
  gateway: Gateway,
  {
    caller,
    idempotencyKey,
    planId,
    coupon,
  }: Pick<Ordering, 'caller' | 'idempotencyKey'> & { planId: string; coupon?: string },
): Promise<PlanChange & { payment: PaymentRow | null }> {
  const { accountId } = caller
  const change = await previewChange(platform, accountId, planId)
  if (change.kind === 'upgrade') {
    const payment = await placeOrder(platform, gateway, {
      caller,
      idempotencyKey,
      async draft(tx, now) {
        const { running, plan, price } = await judgeChange(tx, accountId, planId, now)
        if (!price) throw new Problem('not_found', { detail: 'This is no longer an upgrade' })
        const discount = await applyCoupon(tx, {
          code: coupon,
          accountId,
          item: planId,
          price: price.amount,
          now,
        })
        return {
          kind: 'upgrade',
          subscriptionId: running.subscription_id,
          item: {
            ...planItem(plan),
            replaces: running.id,
            ...(price.excess > 0 ? { excess: price.excess } : {}),
          },
          listAmount: price.price,
          carriedOver: price.carriedOver,
          ...discount,
        }
      },
    })
    return { ...change, payment }
  }

  return platform.db.begin(async (tx) => {
    const now = await lockAccount(tx, accountId)
    const { running, ...change } = await judgeChange(tx, accountId, planId, now)
    await schedule(tx, running, change.kind === 'none' ? null : planId)
    return { ...change, payment: null }
  })
}

async function judgeChange(tx: Tx, accountId: string, planId: string, now: Date) {
  const plan = await findPlan(tx, planId)
  if (!plan?.onSale) throw new Problem('not_found', { detail: 'No such plan' })
  const running = await runningPeriod(tx, accountId)
  if (!running) throw new Problem('not_subscribed')
  const unused = await unusedPeriods(tx, accountId)
  const kind = changeKind(
    { planId: running.plan_id, tier: running.tier, billingCycle: running.billing_cycle },
    plan,
  )
  const paid = unused.map(({ worth, starts_at, ends_at }) => ({
    worth,
    startsAt: starts_at,
    endsAt: ends_at!,
  }))
  return {
    kind,
    planId,
    running,
    plan,
    effectiveAt: kind === 'upgrade' ? now : (unused.at(-1)?.ends_at ?? now),
    price: kind === 'upgrade' ? priceUpgrade(plan.price, paid, now) : null,
    nextAmount: plan.price,
  }
}

/** From the end of what is paid: a free plan follows by itself, a paid one is what the next renewal is for. Null: stay. */
async function schedule(tx: Tx, running: PeriodRow, planId: string | null): Promise<void> {
  const { subscription_id: subscriptionId, account_id: accountId } = running
  await unscheduleFree(tx, subscriptionId)
  await tx`
    update subscriptions set scheduled_plan_id = ${planId}, cancelled_at = null, cancel_reason = null where id = ${subscriptionId}`
  const plan = planId === null ? null : (await findPlan(tx, planId))!
  if (plan?.price === 0) {
    await tx`
      insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, starts_at)
      select ${newId()}, ${subscriptionId}, ${accountId}, 'free', ${plan.planId}, ${plan.tier}, ${plan.billingCycle}, ${plan.dailyQuota},
        ${tx.array(plan.features, 'TEXT')}, 0, max(ends_at) from periods where subscription_id = ${subscriptionId} and cut_at is null`
  }
  const news = { subscriptionId, planId: planId ?? running.plan_id, scheduled: true }
  await tx`select emit_event('subscription.changed', ${accountId}, ${JSON.stringify(news)}::text::jsonb)`
}

/** A free plan that was to follow does not. */
export async function unscheduleFree(tx: Tx, subscriptionId: string): Promise<void> {
  await tx`delete from periods where subscription_id = ${subscriptionId} and kind = 'free' and starts_at > statement_timestamp()`
}
