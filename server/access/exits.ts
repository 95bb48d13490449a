import { includes, type Tier } from '#catalog/tiers.ts'
import { type PaidPeriod, upgradePrice } from '#server/billing/prorate.ts'
import type { Exit } from './schemas.ts'

/** What stands between the caller and the run. */
export interface Need {
  tier?: Tier
  credits?: number
  dailyQuota?: number
  waitUntil?: string
}

/** What was on sale, and the subscription that ran, when a run was refused: as the database's `offers` tells it. */
export interface Offers {
  at: string
  plans: { planId: string; tier: Tier; price: number; dailyQuota: number }[] | null
  packs: { packId: string; credits: number; amount: number }[] | null
  running: { planId: string; price: number; startsAt: string | null; endsAt: string | null } | null
}

/** Every way out that exists: wait, the smallest pack that covers, the cheapest plan that would do at its price at that moment. */
export function exits({ at, plans, packs, running }: Offers, need: Need): Exit[] {
  const found: Exit[] = []
  if (need.waitUntil) found.push({ kind: 'wait', at: need.waitUntil })
  if (need.credits) {
    const pack = packs?.find(({ credits }) => credits >= need.credits!) ?? packs?.at(-1)
    if (pack) found.push({ kind: 'buy_credits', packId: pack.packId, amount: pack.amount })
  }
  const plan = (plans ?? [])
    .filter((offer) => offer.planId !== running?.planId)
    .filter(
      (offer) => includes(offer.tier, need.tier ?? 'free') && offer.dailyQuota >= (need.dailyQuota ?? 0),
    )
    .sort((a, b) => a.price - b.price)[0]
  if (plan)
    found.push({
      kind: 'upgrade',
      planId: plan.planId,
      amount: upgradePrice(plan.price, paidPeriod(running), new Date(at)),
    })
  return found
}

function paidPeriod(running: Offers['running']): PaidPeriod | null {
  if (!running?.startsAt || !running.endsAt) return null
  return { price: running.price, startsAt: new Date(running.startsAt), endsAt: new Date(running.endsAt) }
}
