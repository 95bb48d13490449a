import { z } from 'zod'
import { Coupon, Coupons, CouponTerms } from '#server/billing/coupon-schemas.ts'
import { changes, describe, parameter, readsBody } from '#server/platform/describe.ts'
import { pageQuery } from '#server/platform/page.ts'

const tag = 'Operators'
const answer = z.object({ coupon: Coupon })

export const inputs = {
  list: pageQuery(z.string().max(32)),
  make: CouponTerms,
  switch: z.strictObject({ enabled: z.boolean() }),
}

export const contract = {
  list: describe({
    id: 'listCoupons',
    tag,
    summary: 'Coupons and how they were used, newest first',
    answers: { 200: Coupons },
    problems: ['admin_only', 'invalid_input'],
  }),
  make: describe({
    id: 'makeCoupon',
    tag,
    summary: 'Make a coupon',
    description:
      'Its terms stay as they are made. The same one made again is answered 200; another of its name is 422 on `code` with `reason: taken`.',
    answers: { 200: answer, 201: answer },
    problems: [...changes, ...readsBody, 'admin_only'],
  }),
  switch: describe({
    id: 'switchCoupon',
    tag,
    summary: 'Switch a coupon off or on',
    description: 'What it has lowered stays lowered.',
    parameters: [parameter('path', 'code', 'The coupon.')],
    answers: { 200: answer },
    problems: [...changes, ...readsBody, 'admin_only', 'not_found'],
  }),
}
