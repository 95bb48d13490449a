import { z } from 'zod'
import { bodyAnswer } from '#server/platform/answers.ts'
import { changes, describe, parameter, readsBody } from '#server/platform/describe.ts'
import { Payment, Payments } from './payment-schemas.ts'
import { Refund, Refunds } from './refund-schemas.ts'

const tag = 'Payments'
const coupon = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .optional()
  .describe('A coupon; what it takes off is in the payment.')

export const inputs = {
  purchase: z.strictObject({ packId: z.string().min(1).max(64), coupon }),
  price: z.strictObject({
    item: z.string().min(1).max(64).describe('A plan or a pack.'),
    coupon,
    renew: z.boolean().optional().describe('As the next period of the subscription.'),
  }),
  methods: z.strictObject({ item: z.string().min(1).max(64).describe('A plan or a pack.') }),
  refund: z.strictObject({ paymentId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
}

const notification = {
  tag,
  summary: "The payment service's notification",
  description:
    'Signed by the payment service. 200 once it is stored and judged; repeating it changes nothing.',
  by: 'anyone' as const,
  takes: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': { schema: { type: 'object' as const } },
      'application/json': { schema: { type: 'object' as const } },
    },
  },
  answers: { 200: bodyAnswer('text/plain', 'Stored and judged') },
  problems: ['bad_request', 'not_found', 'unavailable', 'payload_too_large'] as const,
}
const byId = [parameter('path', 'id', 'The payment, by its id or its order id.')]

export const contract = {
  purchase: describe({
    id: 'buyCredits',
    tag: 'Credits',
    summary: 'Order a pack of credits',
    idempotent: true,
    answers: { 201: z.object({ payment: Payment }) },
    problems: [
      ...changes,
      ...readsBody,
      'not_found',
      'provider_failed',
      'idempotency_key_reused',
      'idempotency_in_progress',
    ],
  }),
  list: describe({
    id: 'listPayments',
    tag,
    summary: "The account's orders and payments, newest first",
    answers: { 200: Payments },
    problems: ['invalid_input'],
  }),
  methods: describe({
    id: 'listPaymentMethods',
    tag,
    summary: 'How a plan or a pack can be paid',
    description: 'By the payment service’s own list; empty where it has none, or does not say just now.',
    answers: {
      200: z.object({
        methods: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            fee: z.int().describe('Whole rupiah, as the payment service says it.'),
          }),
        ),
      }),
    },
    problems: ['invalid_input', 'not_found'],
  }),
  price: describe({
    id: 'priceItem',
    tag,
    summary: 'What a plan or a pack costs today, with a coupon',
    answers: {
      200: z.object({
        item: z.string(),
        listAmount: z.int(),
        carriedOver: z.int(),
        discount: z.int(),
        amount: z.int(),
        couponCode: z
          .string()
          .optional()
          .describe('Where a coupon takes something off, also one that goes on by itself.'),
      }),
    },
    problems: [...changes, ...readsBody, 'not_found'],
  }),
  get: describe({
    id: 'getPayment',
    tag,
    summary: 'One payment',
    parameters: byId,
    answers: { 200: Payment },
    problems: ['not_found'],
  }),
  check: describe({
    id: 'checkPayment',
    tag,
    summary: 'Ask the payment service what became of it',
    description: 'At most every 30 seconds for each order; asked sooner, it answers what is known.',
    parameters: byId,
    answers: { 200: Payment },
    problems: [...changes, 'not_found', 'unavailable'],
  }),
  invoice: describe({
    id: 'downloadInvoice',
    tag,
    summary: 'The invoice of a payment',
    parameters: byId,
    answers: { 200: bodyAnswer('application/pdf', 'One page, in the language of the caller') },
    problems: ['not_found'],
  }),
  refunds: describe({
    id: 'listRefunds',
    tag,
    summary: 'Refunds, newest first',
    answers: { 200: Refunds },
    problems: ['invalid_input'],
  }),
  refund: describe({
    id: 'requestRefund',
    tag,
    summary: 'Ask for a payment back',
    description:
      'Within 24 hours all of it, later what has not been used. What it bought is taken back at once; a refusal gives it again.',
    answers: { 201: z.object({ refund: Refund }) },
    problems: [...changes, ...readsBody, 'not_found', 'not_refundable'],
  }),
  notification: describe({
    ...notification,
    id: 'receiveNotification',
    parameters: [
      parameter('path', 'gateway', 'The payment service.', {
        type: 'string',
        enum: ['duitku', 'xendit', 'sandbox'],
      }),
    ],
  }),
  callback: describe({ ...notification, id: 'receivePaymentCallback' }),
}
