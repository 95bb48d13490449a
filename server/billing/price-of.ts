import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { applyCoupon } from './apply-coupon.ts'
import { continuingCoupon } from './continuing-coupon.ts'
import type { Gateway } from './gateways/gateway.ts'
import { meetMinimum } from './meet-minimum.ts'
import { packsOnSale } from './packs.ts'
import { changeKind, priceUpgrade } from './plan-change.ts'
import { findPlan } from './plans.ts'
import { runningPeriod, unusedPeriods } from './running-period.ts'

export interface Priced {
  item: string
  /** Whole rupiah: amount = listAmount − carriedOver − discount. */
  listAmount: number
  carriedOver: number
  discount: number
  amount: number
  /** The coupon that takes something off; it may go on by itself from an earlier payment. */
  couponCode?: string
}

/** What this account would pay for a plan or a pack now: what is carried over when it is an upgrade, then the coupon. `renew`: as the next period of its subscription. Writes nothing. */
export async function priceOf(
  platform: Platform,
  gateway: Gateway,
  accountId: string,
  { item, coupon, renew = false }: { item: string; coupon?: string; renew?: boolean },
): Promise<Priced> {
  return platform.db.begin(async (tx) => {
    const [{ now }] = await tx`select now()`
    const pack = (await packsOnSale(tx)).find(({ packId }) => packId === item)
    const plan = pack ? null : await findPlan(tx, item)
    if (!pack && !plan?.onSale) throw new Problem('not_found', { detail: 'No such plan or pack' })
    const listAmount = pack?.amount ?? plan!.price

    let carriedOver = 0
    const running = plan ? await runningPeriod(tx, accountId) : null
    if (plan && running && !renew) {
      const from = { planId: running.plan_id, tier: running.tier, billingCycle: running.billing_cycle }
      const unused = (await unusedPeriods(tx, accountId)).map(({ worth, starts_at, ends_at }) => ({
        worth,
        startsAt: starts_at,
        endsAt: ends_at!,
      }))
      if (changeKind(from, plan) === 'upgrade')
        carriedOver = priceUpgrade(plan.price, unused, now).carriedOver
    }
    const continues = renew && running !== null && coupon === undefined
    const { discount = 0, couponCode } = await applyCoupon(tx, {
      code: continues ? await continuingCoupon(tx, running.subscription_id) : coupon,
      continues,
      accountId,
      item,
      price: listAmount - carriedOver,
      now,
    })
    const { excess: _, ...reduced } = meetMinimum(
      { listAmount, carriedOver, discount, excess: 0 },
      gateway.capabilities.minimum,
    )
    const amount = reduced.listAmount - reduced.carriedOver - reduced.discount
    return { item, ...reduced, amount, ...(couponCode ? { couponCode } : {}) }
  })
}
