import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { tellBuyer } from './decide-refund.ts'
import { type Gateway, GatewayError } from './gateways/gateway.ts'
import type { RefundRow } from './refund-rows.ts'

/** An operator has sent the money by hand: `reference` names the transfer. 409 `already_ended` unless the refund is approved. */
export async function markRefundPaid(
  { db }: Pick<Platform, 'db'>,
  id: string,
  reference: string,
): Promise<RefundRow> {
  if (!isId(id)) throw new Problem('not_found')
  return db.begin(async (tx) => {
    const [refund]: RefundRow[] = await tx`
      update refunds set status = 'paid', paid_reference = ${reference}, paid_at = now() where id = ${id} and status = 'approved' returning *`
    if (!refund) throw new Problem('already_ended', { detail: 'This refund is not waiting for its money' })
    const news = { refundId: id, paymentId: refund.payment_id, amount: refund.amount, reference }
    await tx`select emit_event('refund.paid', ${refund.account_id}, ${JSON.stringify(news)}::text::jsonb)`
    await tellBuyer(tx, refund, 'refund-paid')
    return refund
  })
}

/**
 * Lets the gateway send an approved refund back, where it can; the refund's id keeps it from going twice. The refund as it is then:
 * still approved when the money has to be sent by hand, or the gateway could not be asked.
 */
export async function sendRefund(
  platform: Platform,
  gateway: Gateway,
  refund: RefundRow,
): Promise<RefundRow> {
  const [payment] =
    await platform.db`select order_id, reference, gateway from payments where id = ${refund.payment_id}`
  if (gateway.capabilities.refund !== 'api' || !gateway.refund || payment.gateway !== gateway.id)
    return refund
  try {
    const sent = await gateway.refund({
      orderId: payment.order_id,
      reference: payment.reference,
      amount: refund.amount,
      refundId: refund.id,
      reason: refund.reason,
    })
    return sent.status === 'paid' ? await markRefundPaid(platform, refund.id, sent.reference) : refund
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    platform.log.error({ err: error, refund: refund.id }, 'the gateway did not send a refund back')
    return refund
  }
}
