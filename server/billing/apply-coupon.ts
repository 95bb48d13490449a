import type { Tx } from '#server/platform/db.ts'
import { invalid } from '#server/platform/problem.ts'
import { type CouponRefusal, couponRefusal, discountOf } from './coupon.ts'

/**
 * What a coupon takes off a price, judged under its lock so that its last use is given once; nothing without a code. Throws 422 with
 * `reason` when it cannot be used. Orders that wait for their payment count as uses until they are closed.
 */
export async function applyCoupon(
  tx: Tx,
  {
    code,
    accountId,
    item,
    price,
    now,
    continues = false,
  }: {
    code: string | undefined
    accountId: string
    item: string
    price: number
    now: Date
    /** It goes on by itself: where it cannot, nothing is taken off. */
    continues?: boolean
  },
): Promise<{ discount?: number; couponCode?: string }> {
  if (code === undefined) return {}
  const [row] = await tx`select * from coupons where code = ${code.trim().toUpperCase()} for update`
  if (!row) throw refused('unknown')
  const [history] = await tx`
    select (select count(*)::int from coupon_uses where code = ${row.code}) as uses,
           (select count(*)::int from coupon_uses where code = ${row.code} and account_id = ${accountId}) as "usesByAccount",
           exists (select from payments where account_id = ${accountId} and status = 'paid') as "paidBefore"`
  const coupon = {
    code: row.code,
    kind: row.kind,
    value: row.value,
    items: row.items ? [...row.items] : null,
    firstPaymentOnly: row.first_payment_only,
    periods: row.periods,
    usesLimit: row.uses_limit,
    usesPerAccount: row.uses_per_account,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    enabled: row.enabled,
  }
  const reason = couponRefusal(coupon, { ...history, continues }, item, now)
  if (reason && continues) return {}
  if (reason) throw refused(reason)
  return { discount: discountOf(coupon, price), couponCode: coupon.code }
}

function refused(reason: CouponRefusal) {
  return invalid(['coupon'], 'This coupon cannot be used here', { reason })
}
