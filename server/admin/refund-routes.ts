import { Hono } from 'hono'
import { type CallerEnv, requireAdmin } from '#server/accounts/require-user.ts'
import { approveRefund, rejectRefund } from '#server/billing/decide-refund.ts'
import type { Gateways } from '#server/billing/gateways/gateways.ts'
import { markRefundPaid, sendRefund } from '#server/billing/pay-refund.ts'
import type { RefundRow } from '#server/billing/refund-rows.ts'
import { presentRefund } from '#server/billing/refunds.ts'
import { reviewRefunds } from '#server/billing/review-refunds.ts'
import { refundForService } from '#server/billing/service-refund.ts'
import { answerOnce } from '#server/platform/answer-once.ts'
import { fingerprint } from '#server/platform/fingerprint.ts'
import { json, query } from '#server/platform/http.ts'
import { idempotencyKey } from '#server/platform/idempotency.ts'
import type { Platform } from '#server/platform/platform.ts'
import { logWrites } from './log-writes.ts'
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
    .use(logWrites('an operator decided about a refund'))
    .get('/', contract.list, query(inputs.list), async (c) =>
      c.json(await reviewRefunds(db, c.req.valid('query'))),
    )
    .post('/', contract.service, json(inputs.service), async (c) => {
      const { userId: by, accountId } = c.get('caller')
      const input = c.req.valid('json')
      const key = idempotencyKey(c)
      const ask = { accountId, key, fingerprint: fingerprint('service-refund', input) }
      const { body, replayed } = await answerOnce(db, ask, async () => ({
        status: 201,
        body: told(await send(await refundForService(db, { by, key, ...input }))),
      }))
      return c.body(body, 201, {
        'content-type': 'application/json; charset=utf-8',
        ...(replayed ? { 'idempotency-replayed': 'true' } : {}),
      })
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
