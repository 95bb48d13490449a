import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'
import { Tier } from './schemas.ts'

const rupiah = (says: string) => z.int().describe(`${says} Whole rupiah.`)

export const Payment = z
  .object({
    id: z.uuid(),
    orderId: z.string().describe('What the payment service and the invoice call it.'),
    kind: z.enum(['credits', 'subscribe', 'upgrade', 'renew']),
    item: z
      .union([
        z.object({ packId: z.string(), credits: z.int(), amount: z.int() }),
        z.object({
          planId: z.string(),
          name: z.string(),
          tier: Tier,
          billingCycle: z.enum(['monthly', 'yearly']),
          dailyQuota: z.int(),
          features: z.array(z.string()),
          price: z.int(),
          replaces: z.uuid().optional(),
          excess: z.int().optional(),
        }),
      ])
      .describe('The terms it was sold on.'),
    listAmount: rupiah('The price.'),
    carriedOver: rupiah('What the unused part of a running period takes off.'),
    discount: rupiah('What a coupon takes off.'),
    couponCode: z.string().optional(),
    amount: rupiah('What is to be paid.'),
    status: z.enum(['pending', 'paid', 'failed', 'expired']),
    url: z.url().nullable().describe('The page to pay on.'),
    instructions: z
      .object({ vaNumber: z.string().optional(), qrString: z.string().optional() })
      .describe('What can be paid with without leaving.'),
    method: z.string().optional().describe('How it was paid, as the payment service calls it.'),
    methodName: z.string().optional().describe('The same as people call it.'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    paidAt: z.iso.datetime().optional(),
    fulfilledAs: z
      .enum(['order', 'credits'])
      .optional()
      .describe(
        '`credits`: it was paid when the order could no longer be filled, and became credits of the same worth.',
      ),
    becameCredits: z.int().optional().describe('How many, where it became credits.'),
    checkedAt: z.iso.datetime().optional().describe('When the payment service was last asked about it.'),
    checkAgainAt: z.iso
      .datetime()
      .optional()
      .describe('From when it can be asked again; absent: now, or there is nothing left to ask.'),
    asOf: z.iso.datetime().describe('When this was told, by the clock that all times here are read on.'),
    invoiceNumber: z.string().optional(),
    refundStatus: z.enum(['requested', 'approved', 'paid', 'rejected']).optional(),
  })
  .meta({ id: 'Payment', description: 'One order and what became of it.' })
export type Payment = z.infer<typeof Payment>

export const Payments = pageOf(Payment)
