import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import { cooldownSeconds } from './check-payment.ts'
import { methodName } from './method-name.ts'
import type { PaymentRow } from './payment-rows.ts'
import type { Payment } from './payment-schemas.ts'

type Read = PaymentRow & {
  invoice_number: string | null
  refund_status: string | null
  became_credits: number | null
}

/** A payment of this account, by its id or its order id. Another account's names nothing. */
export async function findPayment(db: Db, accountId: string, id: string): Promise<Read> {
  const [payment] = await db`
    select p.*, i.number as invoice_number, r.status as refund_status, g.amount as became_credits from payments p
    left join invoices i on i.payment_id = p.id
    left join grants g on p.fulfilled_as = 'credits' and g.source = 'payment:' || p.id
    left join lateral (select status from refunds where payment_id = p.id order by requested_at desc limit 1) r on true
    where (p.id = ${isId(id) ? id : null}::uuid or p.order_id = ${id}) and p.account_id = ${accountId}`
  if (!payment) throw new Problem('not_found')
  return payment
}

/** Payments of an account, newest first. */
export async function listPayments(
  db: Db,
  accountId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Payment[]; nextCursor: string | null }> {
  const rows: Read[] = await db`
    select p.*, i.number as invoice_number, r.status as refund_status, g.amount as became_credits from payments p
    left join invoices i on i.payment_id = p.id
    left join grants g on p.fulfilled_as = 'credits' and g.source = 'payment:' || p.id
    left join lateral (select status from refunds where payment_id = p.id order by requested_at desc limit 1) r on true
    where p.account_id = ${accountId} and (${cursor ?? null}::uuid is null or p.id < ${cursor ?? null}::uuid)
    order by p.id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    items: page.map(presentPayment),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** A payment as its buyer sees it. */
export function presentPayment(payment: PaymentRow & Partial<Read>): Payment {
  const now = new Date()
  const again = payment.status === 'paid' ? null : turnAfter(payment.checked_at)
  return {
    id: payment.id,
    orderId: payment.order_id,
    kind: payment.kind,
    item: payment.item,
    listAmount: payment.list_amount,
    carriedOver: payment.carried_over,
    discount: payment.discount,
    ...(payment.coupon_code ? { couponCode: payment.coupon_code } : {}),
    amount: payment.amount,
    status: payment.status,
    url: payment.url,
    instructions: payment.instructions,
    ...(payment.method ? { method: payment.method, methodName: methodName(payment.method) } : {}),
    createdAt: payment.created_at.toISOString(),
    expiresAt: payment.expires_at.toISOString(),
    ...(payment.paid_at ? { paidAt: payment.paid_at.toISOString() } : {}),
    ...(payment.fulfilled_as ? { fulfilledAs: payment.fulfilled_as } : {}),
    ...(payment.became_credits ? { becameCredits: payment.became_credits } : {}),
    ...(payment.checked_at ? { checkedAt: payment.checked_at.toISOString() } : {}),
    ...(again && again > now ? { checkAgainAt: again.toISOString() } : {}),
    asOf: now.toISOString(),
    ...(payment.invoice_number ? { invoiceNumber: payment.invoice_number } : {}),
    ...(payment.refund_status ? { refundStatus: payment.refund_status as Payment['refundStatus'] } : {}),
  }
}

/** When the gateway can be asked again. Null: it has not been asked yet. */
function turnAfter(checkedAt: Date | null): Date | null {
  return checkedAt && new Date(checkedAt.getTime() + cooldownSeconds * 1000)
}
