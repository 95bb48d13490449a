import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'

const terms = {
  kind: z.enum(['percent', 'amount']),
  value: z.int().positive().describe('1 to 100 percent, or whole rupiah.'),
  firstPaymentOnly: z.boolean().describe('Only for accounts that have paid nothing yet.'),
  usesPerAccount: z.int().min(1).max(1_000_000),
}
const items = z.array(z.string()).nullable().describe('Plans and packs it is good for; null: all.')
const usesLimit = z.int().min(1).max(1_000_000_000).nullable().describe('Of everybody together; null: none.')

export const Coupon = z
  .object({
    code: z.string(),
    ...terms,
    items,
    periods: z.int().nullable().describe('Payments of a subscription it lowers; null: all of them.'),
    usesLimit,
    validFrom: z.iso.datetime(),
    validUntil: z.iso.datetime().nullable().describe('It is over from then on; null: never.'),
    enabled: z.boolean(),
    createdAt: z.iso.datetime(),
    uses: z.int().describe('Orders it lowered that are paid or wait for their payment.'),
    paidUses: z.int().describe('Those of them that are paid.'),
    given: z.int().describe('Whole rupiah it took off paid orders.'),
  })
  .meta({ id: 'Coupon', description: 'Lowers a price. Its terms stay as they were made.' })
export type Coupon = z.infer<typeof Coupon>

export const Coupons = pageOf(Coupon)

export const CouponTerms = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{3,32}$/, '3 to 32 letters, digits and dashes'),
  ...terms,
  value: terms.value.max(2_000_000_000),
  firstPaymentOnly: terms.firstPaymentOnly.default(false),
  usesPerAccount: terms.usesPerAccount.default(1),
  items: items.pipe(z.array(z.string()).min(1).max(100).nullable()).default(null),
  periods: z
    .int()
    .min(1)
    .max(120)
    .default(1)
    .describe('Payments of a subscription it lowers, the later ones by themselves.'),
  usesLimit: usesLimit.default(null),
  validFrom: z.iso.datetime().optional().describe('Now, when not given.'),
  validUntil: z.iso.datetime().nullable().default(null),
})
export type CouponTerms = z.infer<typeof CouponTerms>
