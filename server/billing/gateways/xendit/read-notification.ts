import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BadSignature, MalformedNotification, type Notification } from '../gateway.ts'
import { readRupiah } from '../read-rupiah.ts'

const largest = 64 * 1024

const Invoice = z.looseObject({
  id: z.string().min(1),
  external_id: z.string().min(1),
  status: z.string(),
  amount: z.number(),
  paid_amount: z.number().nullish(),
  currency: z.string().nullish(),
  payment_channel: z.string().nullish(),
  payment_method: z.string().nullish(),
})

const Refund = z.looseObject({
  event: z.enum(['refund.succeeded', 'refund.failed']),
  data: z.looseObject({
    id: z.string().min(1),
    invoice_id: z.string().nullish(),
    amount: z.number(),
    currency: z.string(),
    metadata: z.looseObject({ order_id: z.string().min(1) }),
  }),
})

/**
 * Reads what Xendit sends of an invoice or a refund. Its token proves the sender, not the contents: it is the same on every message, so
 * everything said is a claim.
 */
export function readNotification(token: string, body: Uint8Array, headers: Headers): Notification {
  if (!sameToken(headers.get('x-callback-token') ?? '', token))
    throw new BadSignature('The callback token does not fit')
  if (body.length > largest) throw new MalformedNotification('It is too long')
  const said = parse(body)
  const refund = Refund.safeParse(said)
  if (refund.success) return readRefund(refund.data)
  const invoice = Invoice.safeParse(said)
  if (!invoice.success)
    throw new MalformedNotification('It is neither of an invoice nor of a refund of an order')
  return readInvoice(invoice.data)
}

function readInvoice(invoice: z.infer<typeof Invoice>): Notification {
  const { id, external_id, status, currency } = invoice
  const amount = whole(invoice.paid_amount ?? invoice.amount)
  const method = invoice.payment_channel ?? invoice.payment_method
  return {
    orderId: external_id,
    reference: id,
    claimedStatus: statusOf(status),
    amount,
    currency: currency ?? 'IDR',
    ...(method ? { method } : {}),
    eventKey: ['xendit', id, status, amount].join(':'),
    raw: invoice,
  }
}

function readRefund({ event, data }: z.infer<typeof Refund>): Notification {
  return {
    orderId: data.metadata.order_id,
    reference: data.invoice_id ?? null,
    claimedStatus: event === 'refund.succeeded' ? 'refunded' : 'paid',
    refund: true,
    amount: whole(data.amount),
    currency: data.currency,
    eventKey: ['xendit', data.id, event].join(':'),
    raw: { event, data },
  }
}

function statusOf(status: string): Notification['claimedStatus'] {
  if (status === 'PAID' || status === 'SETTLED') return 'paid'
  if (status === 'EXPIRED') return 'expired'
  return status === 'PENDING' ? 'pending' : 'failed'
}

function whole(value: number): number {
  const amount = readRupiah(value)
  if (amount === null) throw new MalformedNotification('The amount is no whole number of rupiah')
  return amount
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    throw new MalformedNotification('It is not JSON')
  }
}

/** Hashed first, so that neither length nor contents of the token show in the time it takes. */
function sameToken(given: string, right: string): boolean {
  const hash = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(right))
}
