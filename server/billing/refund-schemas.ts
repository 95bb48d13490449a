import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'

export const Refund = z
  .object({
    id: z.uuid(),
    paymentId: z.uuid(),
    kind: z.enum(['withdrawal', 'prorated', 'service']),
    reason: z.string(),
    amount: z.int().describe('Whole rupiah.'),
    credits: z.int().describe('Credits taken back for it.'),
    status: z.enum(['requested', 'approved', 'paid', 'rejected']),
    requestedAt: z.iso.datetime(),
    decidedAt: z.iso.datetime().optional(),
    note: z.string().optional().describe("The operator's words."),
    sending: z
      .enum(['under_way', 'failed'])
      .optional()
      .describe('While approved: the payment service is sending it, or will not and an operator does.'),
    paidAt: z.iso.datetime().optional(),
    paidReference: z.string().optional(),
  })
  .meta({ id: 'Refund', description: 'Money on its way back.' })
export type Refund = z.infer<typeof Refund>

export const Refunds = pageOf(Refund)
