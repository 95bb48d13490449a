import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { tellBuyer } from './decide-refund.ts'
import { type Gateway, GatewayError } from './gateways/gateway.ts'
import type { RefundRow } from './refund-rows.ts'

type Needs = Pick<Platform, 'db' | 'log'>

/**
 * An operator has sent the money by hand: `reference` names the transfer. 409 `already_ended` unless the refund is approved and no gateway
 * is sending it: it must not go twice.
 */
export async function markRefundPaid(
  { db }: Pick<Platform, 'db'>,
  id: string,
  reference: string,
): Promise<RefundRow> {
  if (!isId(id)) throw new Problem('not_found')
  const refund = await closeRefund(db, id, reference, { byHand: true })
  if (refund) return refund
  const [now] = await db`select status, gateway_state from refunds where id = ${id}`
  if (!now) throw new Problem('not_found')
  throw new Problem('already_ended', {
    detail:
      now.status === 'approved'
        ? 'The payment service is sending this refund'
        : 'This refund is not waiting for its money',
  })
}

/**
 * Lets the gateway send an approved refund back, where it can; the refund's id keeps it from going twice. The refund as it is then:
 * paid, under way, or left to an operator when the gateway cannot or will not send it.
 */
export async function sendRefund(platform: Needs, gateway: Gateway, refund: RefundRow): Promise<RefundRow> {
  const { db, log } = platform
  const [payment] =
    await db`select order_id, reference, gateway from payments where id = ${refund.payment_id}`
  if (gateway.capabilities.refund !== 'api' || !gateway.refund || payment.gateway !== gateway.id)
    return refund
  const [asked]: RefundRow[] = await db`
    update refunds set gateway_state = 'asked', gateway_asked_at = now()
    where id = ${refund.id} and status = 'approved' and (gateway_state is null or gateway_state = 'asked') returning *`
  if (!asked) return current(db, refund.id)
  try {
    const sent = await gateway.refund({
      orderId: payment.order_id,
      reference: payment.reference,
      amount: refund.amount,
      refundId: refund.id,
      reason: refund.reason,
    })
    if (sent.status === 'paid') await closeRefund(db, refund.id, sent.reference)
    else
      await db`
        update refunds set gateway_state = 'pending', gateway_reference = ${sent.reference} where id = ${refund.id} and status = 'approved'`
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    log.error({ err: error, refund: refund.id }, 'the gateway did not send a refund back')
    if (!error.retryable) await leaveToOperator(db, refund.id, error.message)
  }
  return current(db, refund.id)
}

/** Asks the gateway what became of a refund it has taken, and writes it down. Throws GatewayError when it cannot be asked. */
export async function checkRefund(
  { db, log }: Needs,
  gateway: Gateway,
  refund: RefundRow,
): Promise<RefundRow> {
  if (refund.status !== 'approved' || refund.gateway_state !== 'pending' || !gateway.refundStatus)
    return refund
  const reference = refund.gateway_reference!
  await db`update refunds set gateway_asked_at = now() where id = ${refund.id}`
  const { status, detail } = await gateway.refundStatus(reference)
  if (status === 'paid') await closeRefund(db, refund.id, reference)
  if (status === 'failed') {
    log.error({ refund: refund.id, detail }, 'the gateway could not send a refund back')
    await leaveToOperator(db, refund.id, detail ?? status)
  }
  return current(db, refund.id)
}

async function closeRefund(
  db: Db,
  id: string,
  reference: string,
  { byHand = false } = {},
): Promise<RefundRow | null> {
  return db.begin(async (tx) => {
    const [refund]: RefundRow[] = await tx`
      update refunds set status = 'paid', paid_reference = ${reference}, paid_at = now()
      where id = ${id} and status = 'approved' and (not ${byHand} or gateway_state is null or gateway_state = 'failed') returning *`
    if (!refund) return null
    const news = { refundId: id, paymentId: refund.payment_id, amount: refund.amount, reference }
    await tx`select emit_event('refund.paid', ${refund.account_id}, ${JSON.stringify(news)}::text::jsonb)`
    await tellBuyer(tx, refund, 'refund-paid')
    return refund
  })
}

async function leaveToOperator(db: Db, id: string, detail: string): Promise<void> {
  await db`
    update refunds set gateway_state = 'failed', gateway_detail = ${detail} where id = ${id} and status = 'approved'`
}

async function current(db: Db, id: string): Promise<RefundRow> {
  const [refund] = await db`select * from refunds where id = ${id}`
  return refund
}
