/** What a coupon promises, as it stands in the database. */
export interface Coupon {
  code: string
  kind: 'percent' | 'amount'
  /** 1 to 100 percent, or rupiah. */
  value: number
  /** Plans and packs it is good for; null: all. */
  items: string[] | null
  firstPaymentOnly: boolean
  /** Payments of a subscription it lowers; null: all of them. */
  periods: number | null
  usesLimit: number | null
  usesPerAccount: number
  validFrom: Date
  validUntil: Date | null
  enabled: boolean
}

/** How often it was used, and what the buyer did before. */
export interface CouponHistory {
  uses: number
  usesByAccount: number
  paidBefore: boolean
  /** It goes on by itself with a subscription it was used for. */
  continues?: boolean
}

export type CouponRefusal =
  | 'unknown'
  | 'not_yet'
  | 'over'
  | 'used_up'
  | 'used_by_you'
  | 'not_for_this'
  | 'first_payment_only'

/** Why a coupon cannot lower the price of this item now; null when it can. */
export function couponRefusal(
  coupon: Coupon,
  history: CouponHistory,
  item: string,
  now: Date,
): CouponRefusal | null {
  if (!coupon.enabled) return 'unknown'
  if (now < coupon.validFrom) return 'not_yet'
  if (coupon.validUntil !== null && now >= coupon.validUntil) return 'over'
  if (coupon.items !== null && !coupon.items.includes(item)) return 'not_for_this'
  if (coupon.firstPaymentOnly && history.paidBefore) return 'first_payment_only'
  if (coupon.usesLimit !== null && history.uses >= coupon.usesLimit) return 'used_up'
  if (history.continues && coupon.periods === null) return null
  if (history.usesByAccount >= Math.max(coupon.usesPerAccount, coupon.periods ?? 1)) return 'used_by_you'
  return null
}

/** Rupiah it takes off a price: rounded down for percents, never more than the price. */
export function discountOf({ kind, value }: Pick<Coupon, 'kind' | 'value'>, price: number): number {
  return kind === 'percent' ? Number((BigInt(price) * BigInt(value)) / 100n) : Math.min(value, price)
}
