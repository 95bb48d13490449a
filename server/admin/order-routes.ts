import { Hono } from 'hono'
import { type CallerEnv, requireAdmin } from '#server/accounts/require-user.ts'
import { checkPayment } from '#server/billing/check-payment.ts'
import { gatewayMessages } from '#server/billing/gateway-messages.ts'
import { GatewayError } from '#server/billing/gateways/gateway.ts'
import type { Gateways } from '#server/billing/gateways/gateways.ts'
import { findOrder, inspectOrder } from '#server/billing/inspect-order.ts'
import { findInvoice, invoicePdf } from '#server/billing/invoice-pdf.ts'
import { listOrders } from '#server/billing/list-orders.ts'
import type { PaymentRow } from '#server/billing/payment-rows.ts'
import { replayNotification } from '#server/billing/replay-notification.ts'
import { query } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { logWrites } from './log-writes.ts'
import { contract, inputs } from './order-contract.ts'

/** What operators look up about orders, and the two ways to move one on: asking its gateway, and judging a message again. */
export function adminOrderRoutes(platform: Platform, { find }: Gateways) {
  const { db } = platform
  const inspect = (order: PaymentRow) => inspectOrder(db, order, { canAsk: find(order.gateway) !== null })

  function gatewayOf({ gateway }: PaymentRow) {
    const found = find(gateway)
    if (!found) throw new Problem('unavailable', { detail: `The gateway ${gateway} has no keys here` })
    return found
  }

  return new Hono<CallerEnv>()
    .use(requireAdmin(platform))
    .use(logWrites('an operator looked after an order'))
    .get('/', contract.list, query(inputs.list), async (c) =>
      c.json(await listOrders(db, c.req.valid('query'))),
    )
    .get('/:id', contract.get, async (c) => c.json(await inspect(await findOrder(db, c.req.param('id')))))
    .get('/:id/invoice.pdf', contract.invoice, async (c) => {
      const order = await findOrder(db, c.req.param('id'))
      const invoice = await findInvoice(db, order.id)
      if (!invoice) throw new Problem('not_found', { detail: 'There is no invoice for this payment' })
      return c.body(Buffer.from(await invoicePdf(invoice, c.get('caller').locale)), 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${invoice.number.replaceAll('/', '-')}.pdf"`,
        'cache-control': 'private, no-store',
      })
    })
    .post('/:id/check', contract.check, async (c) => {
      const order = await findOrder(db, c.req.param('id'))
      const result = await checkPayment(platform, gatewayOf(order), order).catch((error) => {
        if (!(error instanceof GatewayError)) throw error
        c.get('log').warn({ err: error, payment: order.id }, 'the gateway could not be asked')
        throw new Problem('unavailable', { detail: 'The payment service cannot be asked just now' }, 30)
      })
      return c.json({ result, order: await inspect(await findOrder(db, order.id)) })
    })
    .post('/:id/messages/:messageId/replay', contract.replay, async (c) => {
      const order = await findOrder(db, c.req.param('id'))
      const messageId = c.req.param('messageId')
      const about = { orderId: order.order_id, createdAt: order.created_at }
      const one = async () =>
        /^\d{1,18}$/.test(messageId) ? (await gatewayMessages(db, about, { messageId }))[0] : undefined
      if (!(await one())) throw new Problem('not_found', { detail: 'This order has no such message' })
      await replayNotification(platform, gatewayOf(order), messageId).catch(judgedNow)
      const message = await one()
      if (!message) throw new Problem('not_found', { detail: 'This order has no such message' })
      return c.json({ message, order: await inspect(await findOrder(db, order.id)) })
    })
}

/** A message that is refused again has been judged: what was made of it stands in the message. */
function judgedNow(error: unknown): void {
  if (!(error instanceof Problem)) throw error
}
