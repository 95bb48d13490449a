import type { Issue } from '#server/platform/problem.ts'
import type { CouponTerms } from './coupon-schemas.ts'

/** What stands against making a coupon with these terms, field by field. `onSale`: the plans and packs that cost something. */
export function couponFaults(
  { kind, value, items, firstPaymentOnly, periods, usesLimit, validFrom, validUntil }: CouponTerms,
  { onSale, now }: { onSale: readonly string[]; now: Date },
): Issue[] {
  const faults: Issue[] = []
  const says = (path: Issue['path'], message: string) => faults.push({ path, message })
  if (kind === 'percent' && value > 100) says(['value'], 'At most 100 percent')
  items?.forEach((item, at) => {
    if (!onSale.includes(item)) says(['items', at], 'No plan or pack that costs something')
  })
  if (firstPaymentOnly && periods > 1) says(['periods'], 'A first payment is one payment')
  // Later payments take a coupon by themselves only when nobody can use it up before them.
  if (usesLimit !== null && periods > 1)
    says(['usesLimit'], 'A coupon for several payments cannot be used up')
  if (validUntil !== null && Date.parse(validUntil) <= now.getTime())
    says(['validUntil'], 'This is in the past')
  else if (validUntil !== null && validFrom !== undefined && Date.parse(validUntil) <= Date.parse(validFrom))
    says(['validUntil'], 'It ends before it begins')
  return faults
}
