import { unusedValue } from './prorate.ts'

const withdrawal = 24 * 3_600_000

/** A paid period as refunds see it. `worth`: rupiah it was bought with. */
export interface PaidFor {
  worth: number
  startsAt: Date
  endsAt: Date
}

export interface Refundable {
  kind: 'withdrawal' | 'prorated'
  /** Rupiah. */
  amount: number
}

/**
 * What a payment for a subscription gives back now: everything within 24 hours of paying, later the part of the periods it paid for that
 * is still to come, counted in whole days begun. Never more than was paid.
 */
export function refundableOfPeriods(
  paid: { amount: number; paidAt: Date },
  periods: PaidFor[],
  now: Date,
): Refundable {
  if (now.getTime() - paid.paidAt.getTime() <= withdrawal) return { kind: 'withdrawal', amount: paid.amount }
  const worth = periods.reduce((sum, period) => sum + unusedDaysValue(period, now), 0)
  return { kind: 'prorated', amount: Math.min(paid.amount, worth) }
}

/** What a payment for credits gives back now: the part that is neither spent nor held, rounded down. */
export function refundableOfCredits(
  paid: { amount: number; paidAt: Date; credits: number },
  left: number,
  now: Date,
): Refundable {
  const amount = Number((BigInt(paid.amount) * BigInt(Math.min(left, paid.credits))) / BigInt(paid.credits))
  return { kind: now.getTime() - paid.paidAt.getTime() <= withdrawal ? 'withdrawal' : 'prorated', amount }
}

/** A day that has begun counts as used. */
function unusedDaysValue({ worth, startsAt, endsAt }: PaidFor, now: Date): number {
  if (now <= startsAt) return worth
  const day = 86_400_000
  const used = Math.ceil((now.getTime() - startsAt.getTime()) / day) * day
  const at = new Date(Math.min(startsAt.getTime() + used, endsAt.getTime()))
  return Math.floor(unusedValue({ price: worth, startsAt, endsAt }, at))
}
