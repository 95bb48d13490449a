import type { Caller } from '#server/accounts/require-user.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { oweLetter } from '#server/platform/mail/owe-letter.ts'
import { Problem } from '#server/platform/problem.ts'
import type { PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'

/** Whose money it is, and who asks. */
export type Asking = Pick<Caller, 'accountId' | 'userId'>

/** Writes a refund down and says so. Never more goes back than came in, and one refund of a payment at a time. */
export async function writeRefund(
  tx: Tx,
  { accountId, userId }: Asking,
  {
    payment,
    kind,
    amount,
    reason,
    credits = 0,
    key = null,
  }: {
    payment: Pick<PaymentRow, 'id' | 'amount' | 'user_id'>
    kind: RefundRow['kind']
    amount: number
    reason: string
    credits?: number
    /** The Idempotency-Key it is asked for with. */
    key?: string | null
  },
): Promise<RefundRow> {
  if (amount <= 0 || amount > (await leftOf(tx, payment))) throw new Problem('not_refundable')
  const [refund]: RefundRow[] = await tx`
    insert into refunds (id, payment_id, account_id, kind, reason, amount, credits, requested_by, idempotency_key)
    values (${newId()}, ${payment.id}, ${accountId}, ${kind}, ${reason}, ${amount}, ${credits}, ${userId}, ${key})
    on conflict do nothing returning *`
  if (!refund) throw new Problem('not_refundable')
  await oweLetter(tx, { userId: payment.user_id, kind: 'refund-requested', data: { refundId: refund.id } })
  return refund
}

/** Rupiah of a payment that have not gone back, and are not on their way. */
export async function leftOf(tx: Tx, { id, amount }: Pick<PaymentRow, 'id' | 'amount'>): Promise<number> {
  const [{ back }] = await tx`
    select coalesce(sum(amount), 0)::int as back from refunds where payment_id = ${id} and status <> 'rejected'`
  return amount - back
}
