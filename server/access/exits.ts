import { includes, type Tier } from '#catalog/tiers.ts'
import { packsOnSale } from '#server/billing/packs.ts'
import { plansOnSale } from '#server/billing/plans.ts'
import { type PaidPeriod, upgradePrice } from '#server/billing/prorate.ts'
import { newestSubscription } from '#server/billing/subscription.ts'
import type { Db } from '#server/platform/db.ts'
import type { Exit } from './schemas.ts'

/** What stands between the caller and the run. */
export interface Need {
  tier?: Tier
  credits?: number
  dailyQuota?: number
  waitUntil?: string
}

/** Every way out that exists: wait, the smallest pack that covers, the cheapest plan that would do at its price today. */
export async function exits(db: Db, accountId: string, need: Need): Promise<Exit[]> {
  const [plans, packs, subscription] = await Promise.all([
    plansOnSale(db),
    packsOnSale(db),
    newestSubscription(db, accountId),
  ])
  const running = subscription?.status === 'active' ? subscription : null
  const found: Exit[] = []

  if (need.waitUntil) found.push({ kind: 'wait', at: need.waitUntil })
  if (need.credits) {
    const pack = packs.find(({ credits }) => credits >= need.credits!) ?? packs.at(-1)
    if (pack) found.push({ kind: 'buy_credits', packId: pack.packId, amount: pack.amount })
  }
  const plan = plans
    .filter((offer) => offer.price > 0 && offer.planId !== running?.planId)
    .filter(
      (offer) => includes(offer.tier, need.tier ?? 'free') && offer.dailyQuota >= (need.dailyQuota ?? 0),
    )
    .sort((a, b) => a.price - b.price)[0]
  if (plan)
    found.push({
      kind: 'upgrade',
      planId: plan.planId,
      amount: upgradePrice(plan.price, paidPeriod(running), new Date()),
    })
  return found
}

function paidPeriod(
  running: { price: number; startsAt: string | null; endsAt: string | null } | null,
): PaidPeriod | null {
  if (!running?.startsAt || !running.endsAt) return null
  return { price: running.price, startsAt: new Date(running.startsAt), endsAt: new Date(running.endsAt) }
}
