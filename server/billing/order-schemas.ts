import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'
import { Payment } from './payment-schemas.ts'
import { Refund } from './refund-schemas.ts'
import { Buyer } from './review-schemas.ts'

export const OrderSummary = Payment.extend({
  buyer: Buyer,
  gateway: z.string().describe('Who takes the money; `none` when there was nothing to pay.'),
}).meta({ id: 'OrderSummary', description: 'A payment as operators see it.' })
export type OrderSummary = z.infer<typeof OrderSummary>

export const Orders = pageOf(OrderSummary)

export const GatewayMessage = z
  .object({
    id: z.string(),
    receivedAt: z.iso.datetime(),
    remote: z.string().nullable().describe('The address it came from.'),
    contentType: z.string().nullable(),
    body: z.string().describe('As it came, signatures and secrets masked.'),
    verdict: z
      .enum([
        'fulfilled',
        'known',
        'not_paid',
        'bad_signature',
        'untrusted_source',
        'malformed',
        'unknown_order',
        'wrong_amount',
        'unconfirmed',
      ])
      .nullable()
      .describe('What we made of it; null: not judged yet.'),
    detail: z.string().optional(),
    judgedAt: z.iso.datetime().optional(),
    placed: z.boolean().describe('False: it only mentions the order, and could not be trusted to name it.'),
  })
  .meta({ id: 'GatewayMessage', description: 'What a payment service sent.' })
export type GatewayMessage = z.infer<typeof GatewayMessage>

export const Order = z
  .object({
    payment: OrderSummary,
    reference: z.string().nullable().describe('What the payment service calls it.'),
    canAsk: z.boolean().describe('The payment service can be asked about it here.'),
    handedOver: z
      .object({
        credits: z.object({ given: z.int(), used: z.int() }).optional(),
        periods: z.array(
          z.object({
            planId: z.string(),
            startsAt: z.iso.datetime(),
            endsAt: z.iso.datetime().nullable(),
            cutAt: z.iso.datetime().optional().describe('It ended sooner than it was sold for.'),
          }),
        ),
      })
      .describe('What it brought its buyer.'),
    refundable: z.int().describe('Whole rupiah that have not gone back and are not on their way.'),
    refunds: z.array(Refund).describe('Newest first.'),
    messages: z.array(GatewayMessage).describe('Newest first, the last 100.'),
  })
  .meta({ id: 'Order', description: 'An order with everything that happened to it.' })
export type Order = z.infer<typeof Order>
