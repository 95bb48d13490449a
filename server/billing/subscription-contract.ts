import { z } from 'zod'
import { changes, describe, readsBody } from '#server/platform/describe.ts'
import { Payment } from './payment-schemas.ts'
import { Refund } from './refund-schemas.ts'
import { Subscription } from './schemas.ts'

const tag = 'Subscription'
const coupon = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .optional()
  .describe('A coupon; what it takes off is in the payment.')
const planId = z.string().min(1).max(64)

export const inputs = {
  subscribe: z.strictObject({
    planId,
    coupon,
    trial: z.boolean().optional().describe("Start with the plan's free days, where it has them."),
  }),
  changePlan: z
    .strictObject({ planId: planId.optional(), newPlanId: planId.optional(), coupon })
    .refine((input) => (input.planId === undefined) !== (input.newPlanId === undefined), {
      path: ['planId'],
      message: 'Name one plan',
    }),
  preview: z.object({
    preview: z
      .enum(['true', 'false'])
      .optional()
      .transform((value) => value === 'true')
      .meta({ description: '`true` only computes.' }),
  }),
  cancel: z.strictObject({
    reason: z.string().trim().max(500).optional(),
    refund: z.boolean().optional().describe('End now and ask for what is left of it back.'),
  }),
  renew: z.strictObject({ coupon }),
}

const begun = z.object({ subscription: Subscription.nullable(), payment: Payment.optional() })
const live = z.object({ subscription: Subscription.nullable() })
const orders = [
  ...changes,
  ...readsBody,
  'provider_failed',
  'idempotency_key_reused',
  'idempotency_in_progress',
] as const

const change = z.object({
  kind: z
    .enum(['upgrade', 'downgrade', 'none'])
    .describe('`none`: the plan that runs; whatever was scheduled is dropped.'),
  planId: z.string(),
  effectiveAt: z.iso
    .datetime()
    .describe('An upgrade begins when it is paid, anything else when what is paid ends.'),
  nextAmount: z.int().describe('Whole rupiah of every cycle from then on.'),
  price: z
    .object({
      price: z.int(),
      carriedOver: z.int().describe('What the unused part of everything paid for takes off.'),
      amount: z.int().describe('What is paid today.'),
      excess: z.int().describe('What is carried over beyond the price; it becomes credits.'),
    })
    .optional()
    .describe('Of an upgrade. Whole rupiah.'),
  payment: Payment.optional(),
})

const subscribing = {
  tag,
  idempotent: true as const,
  answers: { 201: begun },
  problems: [...orders, 'not_found', 'already_subscribed', 'trial_used'] as const,
}

export const contract = {
  subscribe: describe({
    ...subscribing,
    id: 'subscribe',
    summary: 'Subscribe to a plan',
    description: 'A free plan and a trial start at once. A paid plan starts when its payment is confirmed.',
  }),
  createPayment: describe({
    ...subscribing,
    id: 'createSubscriptionPayment',
    summary: 'The same as subscribing',
  }),
  changePlan: describe({
    id: 'changePlan',
    tag,
    summary: 'Change the plan, or see what that would mean',
    description:
      'An upgrade acts when its difference is paid; a downgrade waits for the end of what is paid.',
    idempotent: true,
    answers: { 200: change },
    problems: [...orders, 'not_found', 'not_subscribed'],
  }),
  cancel: describe({
    id: 'cancelSubscription',
    tag,
    summary: 'Cancel at the end of the period, or now with a refund',
    answers: { 200: z.object({ subscription: Subscription.nullable(), refunds: z.array(Refund) }) },
    problems: [...changes, ...readsBody, 'not_subscribed', 'not_refundable'],
  }),
  resume: describe({
    id: 'resumeSubscription',
    tag,
    summary: 'Take a cancellation back',
    answers: { 200: live },
    problems: [...changes, 'not_subscribed'],
  }),
  renew: describe({
    id: 'renewSubscription',
    tag,
    summary: 'Pay for the next period, early or in grace',
    idempotent: true,
    answers: { 201: z.object({ payment: Payment }) },
    problems: [...orders, 'not_subscribed', 'already_paid'],
  }),
}
