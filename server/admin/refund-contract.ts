import { z } from 'zod'
import { Refund, Refunds } from '#server/billing/refund-schemas.ts'
import { changes, describe, readsBody } from '#server/platform/describe.ts'

const tag = 'Operators'
const answers = { 200: z.object({ refund: Refund }) }
const problems = [...changes, ...readsBody, 'admin_only', 'not_found', 'already_ended'] as const

export const inputs = {
  note: z.strictObject({ note: z.string().trim().max(500).optional() }),
  paid: z.strictObject({ reference: z.string().trim().min(1).max(200).describe('What names the transfer.') }),
  service: z.strictObject({
    paymentId: z.uuid(),
    amount: z.int().positive().describe('Whole rupiah, at most what is left of the payment.'),
    reason: z.string().trim().min(1).max(500),
  }),
}

export const contract = {
  open: describe({
    id: 'listOpenRefunds',
    tag,
    summary: 'Refunds that wait for somebody, oldest first',
    answers: { 200: Refunds },
    problems: ['admin_only'],
  }),
  service: describe({
    id: 'refundForService',
    tag,
    summary: 'Give any part of a payment back because the service failed',
    answers: { 201: z.object({ refund: Refund }) },
    problems: [...problems, 'not_refundable'],
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
