import { z } from 'zod'
import { type Checkout, type CheckoutOrder, GatewayError, type GatewayStatus } from '../gateway.ts'
import { readRupiah } from '../read-rupiah.ts'
import { refuseUnfit } from '../refuse-unfit.ts'
import { askXendit, minimumAmount, type Xendit } from './account.ts'

const Invoice = z.looseObject({
  id: z.string().min(1),
  external_id: z.string(),
  status: z.enum(['PENDING', 'PAID', 'SETTLED', 'EXPIRED']),
  amount: z.number(),
  paid_amount: z.number().nullish(),
  currency: z.string().nullish(),
  invoice_url: z.url({ protocol: /^https?$/ }),
  expiry_date: z.iso.datetime({ offset: true }),
  payment_method: z.string().nullish(),
  payment_channel: z.string().nullish(),
})
type Invoice = z.infer<typeof Invoice>

const statuses = { PENDING: 'pending', PAID: 'paid', SETTLED: 'paid', EXPIRED: 'expired' } as const

/**
 * Opens an invoice, or finds the one this order has: Xendit would open a second one for the same order, and both could be paid.
 */
export async function createInvoice(xendit: Xendit, order: CheckoutOrder): Promise<Checkout> {
  refuseUnfit(order, minimumAmount)
  const known = await usable(xendit, order)
  const invoice = known ?? (await open(xendit, order).catch((error) => lookAgain(error, xendit, order)))
  return { reference: invoice.id, url: invoice.invoice_url, expiresAt: new Date(invoice.expiry_date) }
}

/** The status of an order; the invoice that was paid where there are several. */
export async function invoiceStatus(xendit: Xendit, orderId: string): Promise<GatewayStatus> {
  const invoice = await invoiceOf(xendit, orderId)
  const { status, amount, paid_amount, currency, payment_channel, payment_method } = invoice
  const paid = readRupiah(statuses[status] === 'paid' ? (paid_amount ?? amount) : amount)
  if (paid === null) throw new GatewayError('unreadable_answer', { retryable: true, detail: 'of an amount' })
  const method = payment_channel ?? payment_method
  return {
    status: statuses[status],
    amount: paid,
    currency: currency ?? 'IDR',
    reference: invoice.id,
    ...(method ? { method } : {}),
    raw: invoice,
  }
}

/** Nobody can pay it any more. One that has ended stays as it ended. */
export async function expireInvoice(xendit: Xendit, orderId: string): Promise<void> {
  const { id, status } = await invoiceOf(xendit, orderId)
  if (status !== 'PENDING') return
  await askXendit(xendit, { path: `/invoices/${encodeURIComponent(id)}/expire!`, tries: 3 })
}

/** The invoice that counts: a paid one before an open one before an expired one. */
export async function invoiceOf(xendit: Xendit, orderId: string): Promise<Invoice> {
  const rank = { PAID: 0, SETTLED: 0, PENDING: 1, EXPIRED: 2 }
  const [first] = (await invoicesOf(xendit, orderId)).toSorted((a, b) => rank[a.status] - rank[b.status])
  if (!first) throw new GatewayError('unknown_order', { retryable: false })
  return first
}

async function invoicesOf(xendit: Xendit, orderId: string): Promise<Invoice[]> {
  const path = `/v2/invoices?external_id=${encodeURIComponent(orderId)}`
  const parsed = z.array(Invoice).safeParse(await askXendit(xendit, { method: 'GET', path, tries: 3 }))
  if (!parsed.success) throw new GatewayError('unreadable_answer', { retryable: true, detail: 'of invoices' })
  return parsed.data.filter((invoice) => invoice.external_id === orderId)
}

/** An open invoice of this order. One that was paid already must not be paid again by another. */
async function usable(xendit: Xendit, { orderId, amount }: CheckoutOrder): Promise<Invoice | undefined> {
  const open = (await invoicesOf(xendit, orderId)).filter(({ status }) => status !== 'EXPIRED')
  if (open.some(({ status }) => status !== 'PENDING'))
    throw new GatewayError('conflict', { retryable: false, detail: 'this order is paid' })
  if (open.some((invoice) => invoice.amount !== amount))
    throw new GatewayError('amount_changed', { retryable: false })
  return open[0]
}

/** An answer that was lost may have opened the invoice all the same. */
async function lookAgain(error: unknown, xendit: Xendit, order: CheckoutOrder): Promise<Invoice> {
  const lost = error instanceof GatewayError && error.retryable && error.code !== 'rate_limited'
  const found = lost ? await usable(xendit, order).catch(() => undefined) : undefined
  if (!found) throw error
  return found
}

async function open(xendit: Xendit, order: CheckoutOrder): Promise<Invoice> {
  const seconds = Math.floor((order.expiresAt.getTime() - xendit.now().getTime()) / 1000)
  const answer = await askXendit(xendit, {
    path: '/v2/invoices/',
    body: {
      external_id: order.orderId,
      amount: order.amount,
      currency: 'IDR',
      payer_email: order.customer.email,
      description: order.description,
      invoice_duration: Math.max(60, seconds),
      customer: { given_names: order.customer.name, email: order.customer.email },
      items: order.items.map(({ name, amount }) => ({ name, price: amount, quantity: 1 })),
      success_redirect_url: backTo(order, '00'),
      failure_redirect_url: backTo(order, '02'),
      locale: order.locale,
      should_send_email: false,
    },
    meaning: (status, words) =>
      status === 400 && /minimum/i.test(words) ? { code: 'amount_too_small', retryable: false } : undefined,
  })
  const parsed = Invoice.safeParse(answer)
  if (!parsed.success)
    throw new GatewayError('unreadable_answer', { retryable: true, detail: 'of a new invoice' })
  return parsed.data
}

/** Xendit adds nothing to the address people come back to, so it says itself which order it was. */
function backTo({ returnUrl, orderId }: CheckoutOrder, resultCode: string): string {
  const url = new URL(returnUrl)
  url.searchParams.set('merchantOrderId', orderId)
  url.searchParams.set('resultCode', resultCode)
  return url.toString()
}
