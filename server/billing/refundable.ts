import { unusedValue } from './prorate.ts'

const withdrawal = 24 * 3_600_000

/** A paid period as refunds see it. `worth`: rupiah it was bought with, by its own payment and by what was carried over. */
export interface PaidFor {
  worth: number
  startsAt: Date
  endsAt: Date
  paidAt: Date
}

export interface Refundable {
  kind: 'withdrawal' | 'prorated'
  /** Rupiah. */
  amount: number
}

/**
 * What a paid period gives back now: everything within 24 hours of paying, later the part that is still to come, where a day that has
 * begun counts as used.
 */
export function refundableOfPeriod({ paidAt, ...period }: PaidFor, now: Date): Refundable {
  return now.getTime() - paidAt.getTime() <= withdrawal
    ? { kind: 'withdrawal', amount: period.worth }
    : { kind: 'prorated', amount: unusedDaysValue(period, now) }
}

/** Spreads what goes back over the payments it came from, newest first, none more than it has left. The parts sum to the whole, as far as there is enough. */
export function spreadRefund<P extends { left: number }>(
  total: number,
  payments: P[],
): { payment: P; amount: number }[] {
  let rest = total
  return payments.flatMap((payment) => {
    const amount = Math.min(rest, payment.left)
    rest -= amount
    return amount > 0 ? [{ payment, amount }] : []
  })
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

function unusedDaysValue({ worth, startsAt, endsAt }: Omit<PaidFor, 'paidAt'>, now: Date): number {
  if (now <= startsAt) return worth
  const day = 86_400_000
  const used = Math.ceil((now.getTime() - startsAt.getTime()) / day) * day
  const at = new Date(Math.min(startsAt.getTime() + used, endsAt.getTime()))
  return Math.floor(unusedValue({ price: worth, startsAt, endsAt }, at))
}
