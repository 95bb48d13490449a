import type { Db } from '#server/platform/db.ts'
import type { RefundRow } from './refund-rows.ts'
import type { Refund } from './refund-schemas.ts'

/** Refunds of an account, newest first. */
export async function listRefunds(
  db: Db,
  accountId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Refund[]; nextCursor: string | null }> {
  const rows: RefundRow[] = await db`
    select * from refunds where account_id = ${accountId} and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
    order by id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    items: page.map(presentRefund),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export function presentRefund(refund: RefundRow): Refund {
  return {
    id: refund.id,
    paymentId: refund.payment_id,
    kind: refund.kind,
    reason: refund.reason,
    amount: refund.amount,
    credits: refund.credits,
    status: refund.status,
    requestedAt: refund.requested_at.toISOString(),
    ...(refund.decided_at ? { decidedAt: refund.decided_at.toISOString() } : {}),
    ...(refund.note ? { note: refund.note } : {}),
    ...(refund.status === 'approved' && refund.gateway_state
      ? { sending: refund.gateway_state === 'failed' ? ('failed' as const) : ('under_way' as const) }
      : {}),
    ...(refund.paid_at ? { paidAt: refund.paid_at.toISOString() } : {}),
    ...(refund.paid_reference ? { paidReference: refund.paid_reference } : {}),
  }
}
