import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'
import { Payment } from './payment-schemas.ts'
import { Refund } from './refund-schemas.ts'

export const Buyer = z
  .object({ userId: z.uuid(), accountId: z.uuid(), name: z.string(), email: z.string() })
  .meta({ id: 'Buyer', description: 'Who placed an order, and the account it is for.' })
export type Buyer = z.infer<typeof Buyer>

export const RefundReview = Refund.extend({
  buyer: Buyer,
  payment: z
    .object({
      orderId: z.string(),
      kind: Payment.shape.kind,
      item: Payment.shape.item,
      amount: z.int().describe('Whole rupiah that came in.'),
      gateway: z.string(),
      paidAt: z.iso.datetime(),
    })
    .describe('What was bought.'),
  usage: z
    .object({
      unit: z.enum(['credit', 'quota']),
      used: z.int(),
      given: z.int().optional().describe('Of how many, where the order gave a number of them.'),
    })
    .describe('What has been used of it: credits that are spent or held, or quota while its periods ran.'),
}).meta({ id: 'RefundReview', description: 'A refund with what is needed to decide about it.' })
export type RefundReview = z.infer<typeof RefundReview>

export const RefundReviews = pageOf(RefundReview)
