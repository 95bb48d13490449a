import type { Db, Tx } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import { lockAccount } from './lock-account.ts'
import { isPlanItem, type PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'
import { refundSubscription } from './refund-subscription.ts'
import { refundableOfCredits } from './refundable.ts'
import { type Asking, writeRefund } from './write-refund.ts'

/**
 * Asks for a payment back. What it bought is taken back at once, so that it cannot be spent meanwhile: credits that are neither spent nor
 * held, or the subscription it runs. 409 `not_refundable` when nothing is left of it, or it has been asked for.
 */
export async function requestRefund(
  db: Db,
  asking: Asking,
  paymentId: string,
  reason: string,
): Promise<RefundRow> {
  if (!isId(paymentId)) throw new Problem('not_found')
  return db.begin(async (tx) => {
    const now = await lockAccount(tx, asking.accountId)
    const [payment]: PaymentRow[] = await tx`
      select * from payments where id = ${paymentId} and account_id = ${asking.accountId}`
    if (!payment) throw new Problem('not_found')
    if (payment.status !== 'paid') throw new Problem('not_refundable')

    const refunds =
      isPlanItem(payment.item) && payment.fulfilled_as === 'order'
        ? await refundSubscription(tx, asking, reason, now)
        : [await refundCredits(tx, asking, payment, reason, now)]
    const refund = refunds.find(({ payment_id }) => payment_id === paymentId)
    if (!refund) throw new Problem('not_refundable')
    return refund
  })
}

async function refundCredits(
  tx: Tx,
  asking: Asking,
  payment: PaymentRow,
  reason: string,
  now: Date,
): Promise<RefundRow> {
  const source = `payment:${payment.id}`
  const [given] = await tx`select amount from grants where source = ${source}`
  if (!given) throw new Problem('not_refundable')
  const [{ units }] = await tx`select ledger_take_back(${source}, ${given.amount}, 'refund') as units`
  const paid = { amount: payment.amount, paidAt: payment.paid_at!, credits: given.amount }
  const { kind, amount } = refundableOfCredits(paid, units, now)
  return writeRefund(tx, asking, { payment, kind, amount, reason, credits: units })
}
