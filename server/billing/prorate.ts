/** A paid period: whole rupiah for the time between two moments. */
export interface PaidPeriod {
  price: number
  startsAt: Date
  endsAt: Date
}

/** Rupiah to pay today for a dearer plan: its price less what the unused part of the running period was worth, rounded for the buyer. */
export function upgradePrice(newPrice: number, running: PaidPeriod | null, now: Date): number {
  return Math.max(0, newPrice - (running ? unusedValue(running, now) : 0))
}

/** What the rest of a paid period is worth, rounded up to a whole rupiah. */
export function unusedValue({ price, startsAt, endsAt }: PaidPeriod, now: Date): number {
  const total = BigInt(endsAt.getTime() - startsAt.getTime())
  const left = BigInt(Math.min(Math.max(endsAt.getTime() - now.getTime(), 0), Number(total)))
  return total === 0n ? 0 : Number((BigInt(price) * left + total - 1n) / total)
}
