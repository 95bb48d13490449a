import { Hono } from 'hono'
import { type CallerEnv, requireAdmin } from '#server/accounts/require-user.ts'
import { listCoupons } from '#server/billing/list-coupons.ts'
import { makeCoupon } from '#server/billing/make-coupon.ts'
import { switchCoupon } from '#server/billing/switch-coupon.ts'
import { json, query } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { contract, inputs } from './coupon-contract.ts'
import { logWrites } from './log-writes.ts'

/** What operators do with coupons: make them, and switch them off and on. */
export function adminCouponRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireAdmin(platform))
    .use(logWrites('an operator changed what coupons there are'))
    .get('/', contract.list, query(inputs.list), async (c) =>
      c.json(await listCoupons(db, c.req.valid('query'))),
    )
    .post('/', contract.make, json(inputs.make), async (c) => {
      const { coupon, made } = await makeCoupon(db, c.req.valid('json'))
      if (made) c.get('log').info({ admin: c.get('caller').userId, coupon }, 'a coupon was made')
      return c.json({ coupon }, made ? 201 : 200)
    })
    .patch('/:code', contract.switch, json(inputs.switch), async (c) => {
      const coupon = await switchCoupon(db, c.req.param('code'), c.req.valid('json').enabled)
      const { code, enabled } = coupon
      c.get('log').info({ admin: c.get('caller').userId, code, enabled }, 'a coupon was switched')
      return c.json({ coupon })
    })
}
