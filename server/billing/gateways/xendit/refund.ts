import { z } from 'zod'
import { GatewayError, type RefundRequest } from '../gateway.ts'
import { askXendit, type Xendit } from './account.ts'
import { invoiceOf } from './invoices.ts'

const Refund = z.looseObject({
  id: z.string().min(1),
  status: z.enum(['SUCCEEDED', 'PENDING', 'FAILED', 'CANCELLED']),
  failure_code: z.string().nullish(),
})

/** Sends money back. The refund's id is its idempotency key, so that asking twice sends once. */
export async function refund(
  xendit: Xendit,
  { orderId, reference, amount, refundId }: RefundRequest,
): Promise<{ reference: string; status: 'paid' | 'pending' }> {
  const answer = await askXendit(xendit, {
    path: '/refunds',
    headers: { 'idempotency-key': refundId },
    body: {
      invoice_id: reference ?? (await invoiceOf(xendit, orderId)).id,
      reference_id: refundId,
      amount,
      currency: 'IDR',
      reason: 'REQUESTED_BY_CUSTOMER',
      metadata: { order_id: orderId },
    },
    tries: 3,
    meaning: (status) => (status === 404 ? { code: 'unknown_order', retryable: false } : undefined),
  })
  const { id, status, failure_code } = read(answer)
  if (status === 'FAILED' || status === 'CANCELLED')
    throw new GatewayError('refund_failed', { retryable: false, detail: failure_code ?? status })
  return { reference: id, status: status === 'SUCCEEDED' ? 'paid' : 'pending' }
}

/** What became of a refund that was pending. */
export async function refundStatus(
  xendit: Xendit,
  reference: string,
): Promise<{ status: 'paid' | 'pending' | 'failed'; detail?: string }> {
  const answer = await askXendit(xendit, {
    path: `/refunds/${encodeURIComponent(reference)}`,
    tries: 3,
    meaning: (status) => (status === 404 ? { code: 'unknown_order', retryable: false } : undefined),
  })
  const { status, failure_code } = read(answer)
  if (status === 'SUCCEEDED') return { status: 'paid' }
  if (status === 'PENDING') return { status: 'pending' }
  return { status: 'failed', detail: failure_code ?? status }
}

function read(answer: unknown): z.infer<typeof Refund> {
  const parsed = Refund.safeParse(answer)
  if (!parsed.success) throw new GatewayError('unreadable_answer', { retryable: true, detail: 'of a refund' })
  return parsed.data
}
