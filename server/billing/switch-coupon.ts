import type { Db } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Coupon } from './coupon-schemas.ts'
import { readCoupons } from './list-coupons.ts'

/** Switches a coupon off, so that nobody can use it any more, or on again. What it lowered stays lowered. */
export async function switchCoupon(db: Db, code: string, enabled: boolean): Promise<Coupon> {
  const [found] = await db`
    update coupons set enabled = ${enabled} where code = ${code.toUpperCase()} returning code`
  if (!found) throw new Problem('not_found', { detail: 'There is no such coupon' })
  const [coupon] = await readCoupons(db, [found.code])
  return coupon!
}
