import type { Platform } from '#server/platform/platform.ts'
import { applyPayment } from './apply-payment.ts'
import type { Gateway } from './gateways/gateway.ts'
import type { PaymentRow } from './payment-rows.ts'

/** Seconds between two questions about the same order: gateways lock out those who ask too often. */
export const cooldownSeconds = 30

export type Checked = 'paid' | 'known' | 'pending' | 'failed' | 'expired' | 'wrong_amount' | 'too_soon'

/**
 * Asks the gateway itself what became of an order, and acts on its word: only what it says is paid, in this amount, is handed over.
 * `notified`: the gateway has just sent word, so it is asked whenever it was asked last. Throws GatewayError when it cannot be asked.
 */
export async function checkPayment(
  platform: Platform,
  gateway: Gateway,
  payment: Pick<PaymentRow, 'id' | 'order_id' | 'amount' | 'status'>,
  { notified = false } = {},
): Promise<Checked> {
  const { db, config, log } = platform
  if (payment.status === 'paid') return 'known'
  const [turn] = await db`
    update payments set checked_at = now() where id = ${payment.id}
      and (${notified} or checked_at is null or checked_at <= now() - make_interval(secs => ${cooldownSeconds}))
    returning 1`
  if (!turn) return 'too_soon'

  const { status, amount, currency, method } = await gateway.status(payment.order_id)
  if (status === 'paid') {
    if (amount !== payment.amount || currency !== 'IDR') {
      log.error({ payment: payment.id, amount, currency }, 'another amount was paid than was asked for')
      return 'wrong_amount'
    }
    const applied = await db.begin((tx) => applyPayment(tx, config, payment.id, method ?? null))
    return applied ? 'paid' : 'known'
  }
  if (status === 'failed' || status === 'expired') {
    await closePayment(platform, payment.id, status)
    return status
  }
  return 'pending'
}

/** The gateway says that nobody will pay it. Money that comes all the same is still taken, and becomes credits. */
async function closePayment({ db }: Platform, id: string, status: 'failed' | 'expired'): Promise<void> {
  await db.begin(async (tx) => {
    const [closed] = await tx`
      update payments set status = ${status} where id = ${id} and status = 'pending' returning account_id, order_id, kind, amount`
    if (!closed) return
    await tx`delete from coupon_uses where payment_id = ${id}`
    const news = { paymentId: id, orderId: closed.order_id, kind: closed.kind, amount: closed.amount, status }
    await tx`select emit_event('payment.failed', ${closed.account_id}, ${JSON.stringify(news)}::text::jsonb)`
  })
}
