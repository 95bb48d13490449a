import { z } from 'zod'
import { Refund } from '#server/billing/refund-schemas.ts'
import { RefundReviews } from '#server/billing/review-schemas.ts'
import { changes, describe, readsBody } from '#server/platform/describe.ts'
import { idCursor, pageQuery } from '#server/platform/page.ts'

const tag = 'Operators'
const answers = { 200: z.object({ refund: Refund }) }
const problems = [...changes, ...readsBody, 'admin_only', 'not_found', 'already_ended'] as const

export const inputs = {
  list: pageQuery(idCursor).extend({
    state: z.enum(['open', 'decided']).default('open').meta({
      description: '`open`: waits for somebody, oldest first. `decided`: paid or rejected, newest first.',
    }),
  }),
  note: z.strictObject({ note: z.string().trim().max(500).optional() }),
  paid: z.strictObject({ reference: z.string().trim().min(1).max(200).describe('What names the transfer.') }),
  service: z.strictObject({
    paymentId: z.uuid(),
    amount: z.int().positive().describe('Whole rupiah, at most what is left of the payment.'),
    reason: z.string().trim().min(1).max(500),
  }),
}

export const contract = {
  list: describe({
    id: 'reviewRefunds',
    tag,
    summary: "Everybody's refunds, with what is needed to decide about them",
    answers: { 200: RefundReviews },
    problems: ['admin_only', 'invalid_input'],
  }),
  service: describe({
    id: 'refundForService',
    tag,
    summary: 'Give any part of a payment back because the service failed',
    idempotent: true,
    answers: { 201: z.object({ refund: Refund }) },
    problems: [...problems, 'not_refundable', 'idempotency_key_reused', 'idempotency_in_progress'],
  }),
  approve: describe({
    id: 'approveRefund',
    tag,
    summary: 'Grant a refund',
    description: 'The payment service sends the money where it can; otherwise it waits to be sent by hand.',
    answers,
    problems,
  }),
  reject: describe({
    id: 'rejectRefund',
    tag,
    summary: 'Refuse a refund; what was taken back is given again',
    answers,
    problems,
  }),
  paid: describe({
    id: 'markRefundPaid',
    tag,
    summary: 'The money has been sent by hand',
    answers,
    problems,
  }),
}
