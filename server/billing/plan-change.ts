import { rank, type Tier } from '#catalog/tiers.ts'
import type { Cycle } from './period.ts'
import { unusedValue } from './prorate.ts'

interface Terms {
  planId: string
  tier: Tier
  billingCycle: Cycle
}

export type ChangeKind = 'upgrade' | 'downgrade' | 'none'

/** A higher tier, or the year instead of the month, is an upgrade and acts at once; everything else waits for the period's end. */
export function changeKind(from: Terms, to: Terms): ChangeKind {
  if (from.planId === to.planId) return 'none'
  const step = rank(to.tier) - rank(from.tier)
  if (step !== 0) return step > 0 ? 'upgrade' : 'downgrade'
  return from.billingCycle === 'monthly' && to.billingCycle === 'yearly' ? 'upgrade' : 'downgrade'
}

/** Whole rupiah of an upgrade's price. What is paid and what is carried over sum to the price; `excess` is carried value beyond it. */
export interface UpgradePrice {
  price: number
  carriedOver: number
  amount: number
  excess: number
}

/** The price of a dearer plan today, less what the unused part of everything paid for is worth. */
export function priceUpgrade(
  price: number,
  unused: { worth: number; startsAt: Date; endsAt: Date }[],
  now: Date,
): UpgradePrice {
  const value = unused.reduce(
    (sum, { worth, startsAt, endsAt }) => sum + unusedValue({ price: worth, startsAt, endsAt }, now),
    0,
  )
  const carriedOver = Math.min(value, price)
  return { price, carriedOver, amount: price - carriedOver, excess: value - carriedOver }
}
