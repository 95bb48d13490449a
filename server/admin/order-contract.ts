import { z } from 'zod'
import { GatewayMessage, Order, Orders } from '#server/billing/order-schemas.ts'
import { bodyAnswer } from '#server/platform/answers.ts'
import { changes, describe, parameter } from '#server/platform/describe.ts'
import { idCursor, pageQuery } from '#server/platform/page.ts'

const tag = 'Operators'
const byId = [parameter('path', 'id', 'The payment, by its id or its order id.')]

export const inputs = {
  list: pageQuery(idCursor).extend({
    status: z.enum(['pending', 'paid', 'failed', 'expired']).optional(),
    q: z.string().trim().max(254).optional().meta({
      description: 'An order id, an invoice number, or how the buyer’s e-mail address begins.',
    }),
  }),
}

export const contract = {
  list: describe({
    id: 'listOrders',
    tag,
    summary: "Everybody's orders, newest first",
    answers: { 200: Orders },
    problems: ['admin_only', 'invalid_input'],
  }),
  get: describe({
    id: 'inspectOrder',
    tag,
    summary: 'An order with everything that happened to it',
    parameters: byId,
    answers: { 200: Order },
    problems: ['admin_only', 'not_found'],
  }),
  invoice: describe({
    id: 'downloadAnyInvoice',
    tag,
    summary: "The invoice of anyone's payment",
    parameters: byId,
    answers: { 200: bodyAnswer('application/pdf', 'One page, in the language of the caller') },
    problems: ['admin_only', 'not_found'],
  }),
  check: describe({
    id: 'checkAnyPayment',
    tag,
    summary: 'Ask the payment service what became of an order',
    description: 'At most every 30 seconds for each order: asked sooner, the result is `too_soon`.',
    parameters: byId,
    answers: {
      200: z.object({
        result: z.enum(['paid', 'known', 'pending', 'failed', 'expired', 'wrong_amount', 'too_soon']),
        order: Order,
      }),
    },
    problems: [...changes, 'admin_only', 'not_found', 'unavailable'],
  }),
  replay: describe({
    id: 'replayNotification',
    tag,
    summary: 'Judge a stored notification again',
    description:
      'As `./lumiku admin replay-notification` does: the payment service is asked to confirm it. The message tells what was made of it this time.',
    parameters: [...byId, parameter('path', 'messageId', 'The message, of this order.')],
    answers: { 200: z.object({ message: GatewayMessage, order: Order }) },
    problems: [...changes, 'admin_only', 'not_found', 'unavailable'],
  }),
}
