import { Hono } from 'hono'
import { type CallerEnv, requireAdmin } from '#server/accounts/require-user.ts'
import { approveRefund, rejectRefund } from '#server/billing/decide-refund.ts'
import type { Gateways } from '#server/billing/gateways/gateways.ts'
import { markRefundPaid, sendRefund } from '#server/billing/pay-refund.ts'
import type { RefundRow } from '#server/billing/refund-rows.ts'
import { openRefunds, presentRefund } from '#server/billing/refunds.ts'
import { refundForService } from '#server/billing/service-refund.ts'
import { json } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { contract, inputs } from './refund-contract.ts'

/** What operators do with refunds. Who did what stands in the row and in the log. */
export function adminRefundRoutes(platform: Platform, gateways: Gateways) {
  const { db } = platform
  const told = (refund: RefundRow) => ({ refund: presentRefund(refund) })

  /** The gateway that took the money sends it back, where it can. */
  async function send(refund: RefundRow): Promise<RefundRow> {
    const [payment] = await db`select gateway from payments where id = ${refund.payment_id}`
    const gateway = gateways.find(payment.gateway)
    return gateway ? sendRefund(platform, gateway, refund) : refund
  }

  return new Hono<CallerEnv>()
    .use(requireAdmin(platform))
    .use(async (c, next) => {
      await next()
      c.get('log').info(
        { admin: c.get('caller').userId, path: c.req.path, status: c.res.status },
        'an operator decided about a refund',
      )
    })
    .get('/', contract.open, async (c) =>
      c.json({ items: (await openRefunds(db)).map(presentRefund), nextCursor: null }),
    )
    .post('/', contract.service, json(inputs.service), async (c) => {
      const refund = await refundForService(db, { by: c.get('caller').userId, ...c.req.valid('json') })
      return c.json(told(await send(refund)), 201)
    })
    .post('/:id/approve', contract.approve, json(inputs.note), async (c) => {
      const { note } = c.req.valid('json')
      return c.json(
        told(await send(await approveRefund(db, c.get('caller').userId, c.req.param('id'), note ?? null))),
      )
    })
    .post('/:id/reject', contract.reject, json(inputs.note), async (c) => {
      const { note } = c.req.valid('json')
      return c.json(told(await rejectRefund(db, c.get('caller').userId, c.req.param('id'), note ?? null)))
    })
    .post('/:id/paid', contract.paid, json(inputs.paid), async (c) =>
      c.json(told(await markRefundPaid(platform, c.req.param('id'), c.req.valid('json').reference))),
    )
}
