import type { Db } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import { lockAccount } from './lock-account.ts'
import type { PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'
import { writeRefund } from './write-refund.ts'

/**
 * An operator gives any part of a payment back because the service failed: nothing is taken away for it, and it is approved at once. With the
 * same `key` it is the refund that was written before, whatever became of it.
 */
export async function refundForService(
  db: Db,
  {
    by,
    paymentId,
    amount,
    reason,
    key = null,
  }: { by: string; paymentId: string; amount: number; reason: string; key?: string | null },
): Promise<RefundRow> {
  return db.begin(async (tx) => {
    const [payment]: PaymentRow[] =
      await tx`select * from payments where id = ${paymentId} and status = 'paid'`
    if (!payment) throw new Problem('not_found')
    await lockAccount(tx, payment.account_id)
    const [before]: RefundRow[] =
      key === null
        ? []
        : await tx`select * from refunds where requested_by = ${by} and idempotency_key = ${key}`
    if (before) return before
    const asking = { accountId: payment.account_id, userId: by }
    const { id } = await writeRefund(tx, asking, { payment, kind: 'service', amount, reason, key })
    const [refund] = await tx`
      update refunds set status = 'approved', decided_by = ${by}, decided_at = now(), note = ${reason} where id = ${id} returning *`
    return refund
  })
}
