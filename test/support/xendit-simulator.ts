import { z } from 'zod'
import { type Delivery, deliver, type Fault, openFaults } from './gateway-faults.ts'

interface SimulatedInvoice {
  id: string
  external_id: string
  status: 'PENDING' | 'PAID' | 'SETTLED' | 'EXPIRED'
  amount: number
  paid_amount?: number
  currency: string
  invoice_url: string
  expiry_date: string
  payer_email: string
  payment_method?: string
  payment_channel?: string
}

interface SimulatedRefund {
  id: string
  invoice_id: string
  reference_id: string
  amount: number
  currency: string
  status: 'SUCCEEDED' | 'PENDING' | 'FAILED'
  failure_code: string | null
  metadata: unknown
}

/** Word of an invoice, or a lie about it. */
interface Telling {
  token?: string
  amount?: number
  status?: string
  tries?: number
}

export interface XenditSimulator {
  /** The XENDIT_ settings that lead to it. */
  env: Record<string, string>
  invoices: SimulatedInvoice[]
  refunds: Map<string, SimulatedRefund>
  control: {
    /** Where word is sent: an account's setting, not an order's. */
    callbackUrl: string
    pay(orderId: string, how?: { amount?: number; tell?: Telling | false }): Promise<Delivery[]>
    expire(orderId: string, tell?: Telling | false): Promise<Delivery[]>
    notify(orderId: string, telling?: Telling): Promise<Delivery[]>
    /** A refund that took its time comes to its end, and word of it is sent unless told not to. */
    endRefund(refundId: string, status: 'SUCCEEDED' | 'FAILED', tell?: boolean): Promise<Delivery[]>
    /** How refunds end from now on. */
    refundsEnd(status: SimulatedRefund['status']): void
    fault(match: RegExp, fault: Fault, times?: number): void
    heal(): void
  }
  stop(): Promise<void>
}

const NewInvoice = z.looseObject({
  external_id: z.string().min(1),
  amount: z.number().positive(),
  currency: z.literal('IDR').default('IDR'),
  payer_email: z.email(),
  invoice_duration: z.int().positive().default(86_400),
})
const NewRefund = z.looseObject({
  invoice_id: z.string(),
  reference_id: z.string(),
  amount: z.number().positive(),
  currency: z.literal('IDR'),
  reason: z.enum(['FRAUDULENT', 'DUPLICATE', 'REQUESTED_BY_CUSTOMER', 'CANCELLATION', 'OTHERS']),
  metadata: z.unknown(),
})

/** Xendit in memory: invoices (two of one order are possible, as there), refunds by idempotency key, notifications with its token. */
export function startXenditSimulator(): XenditSimulator {
  const secretKey = `xnd_development_${crypto.randomUUID()}`
  const token = crypto.randomUUID()
  const invoices: SimulatedInvoice[] = []
  const refunds = new Map<string, SimulatedRefund>()
  const faults = openFaults()
  let refundsEnd: SimulatedRefund['status'] = 'SUCCEEDED'
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => faults.pass(request, () => answer(request)),
  })

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (request.headers.get('authorization') !== `Basic ${btoa(`${secretKey}:`)}`)
      return refuse(401, 'INVALID_API_KEY', 'API key format is invalid')
    const body: unknown = request.method === 'POST' ? await request.json().catch(() => null) : null
    const [, first, second, third] = pathname.split('/')
    const line = `${request.method} ${pathname}`
    if (line === 'POST /v2/invoices/' || line === 'POST /v2/invoices') return create(body)
    if (line === 'GET /v2/invoices')
      return Response.json(
        invoices.filter(({ external_id }) => external_id === searchParams.get('external_id')),
      )
    if (first === 'v2' && second === 'invoices') return show(({ id }) => id === third)
    if (first === 'invoices' && third === 'expire!') {
      const invoice = invoices.find(({ id }) => id === second)
      if (invoice?.status === 'PENDING') invoice.status = 'EXPIRED'
      return show(({ id }) => id === second)
    }
    if (first === 'refunds' && second) {
      const made = [...refunds.values()].find(({ id }) => id === second)
      return made ? Response.json(made) : refuse(404, 'DATA_NOT_FOUND', 'Refund not found')
    }
    if (line === 'POST /refunds')
      return refund(request.headers.get('idempotency-key') ?? crypto.randomUUID(), body)
    return refuse(404, 'NOT_FOUND', 'No such address')
  }

  function create(body: unknown): Response {
    const parsed = NewInvoice.safeParse(body)
    if (!parsed.success)
      return refuse(400, 'API_VALIDATION_ERROR', parsed.error.issues[0]?.message ?? 'invalid')
    const id = crypto.randomUUID().replaceAll('-', '').slice(0, 24)
    const { external_id, amount, currency, payer_email, invoice_duration } = parsed.data
    const invoice: SimulatedInvoice = {
      id,
      external_id,
      status: 'PENDING',
      amount,
      currency,
      payer_email,
      invoice_url: `https://checkout-staging.xendit.co/web/${id}`,
      expiry_date: new Date(Date.now() + invoice_duration * 1000).toISOString(),
    }
    invoices.push(invoice)
    return Response.json(invoice)
  }

  function show(which: (invoice: SimulatedInvoice) => boolean): Response {
    const invoice = invoices.find(which)
    return invoice ? Response.json(invoice) : refuse(404, 'INVOICE_NOT_FOUND_ERROR', 'Could not find invoice')
  }

  function refund(key: string, body: unknown): Response {
    const known = refunds.get(key)
    if (known) return Response.json(known)
    const parsed = NewRefund.safeParse(body)
    if (!parsed.success)
      return refuse(400, 'API_VALIDATION_ERROR', parsed.error.issues[0]?.message ?? 'invalid')
    const { invoice_id, reference_id, amount, currency, metadata } = parsed.data
    const invoice = invoices.find(({ id }) => id === invoice_id)
    if (!invoice) return refuse(404, 'DATA_NOT_FOUND', 'Invoice not found')
    const back = [...refunds.values()]
      .filter((each) => each.invoice_id === invoice_id)
      .reduce((sum, each) => sum + each.amount, 0)
    if (back + amount > (invoice.paid_amount ?? 0))
      return refuse(400, 'MAXIMUM_REFUND_AMOUNT_REACHED', 'Too much')
    const made: SimulatedRefund = {
      id: `rfd-${crypto.randomUUID()}`,
      invoice_id,
      reference_id,
      amount,
      currency,
      status: refundsEnd,
      failure_code: refundsEnd === 'FAILED' ? 'INSUFFICIENT_BALANCE' : null,
      metadata,
    }
    refunds.set(key, made)
    return Response.json(made)
  }

  function find(orderId: string): SimulatedInvoice {
    const invoice = invoices.find(({ external_id }) => external_id === orderId)
    if (!invoice) throw new Error(`The simulator has no invoice of ${orderId}`)
    return invoice
  }

  const control: XenditSimulator['control'] = {
    callbackUrl: '',
    async pay(orderId, { amount, tell = {} } = {}) {
      const invoice = find(orderId)
      Object.assign(invoice, {
        status: 'PAID',
        paid_amount: amount ?? invoice.amount,
        payment_method: 'BANK_TRANSFER',
        payment_channel: 'BCA',
      })
      return tell ? control.notify(orderId, tell) : []
    },
    async expire(orderId, tell = false) {
      find(orderId).status = 'EXPIRED'
      return tell ? control.notify(orderId, tell) : []
    },
    async notify(orderId, { token: said = token, amount, status, tries } = {}) {
      const invoice = find(orderId)
      const body = JSON.stringify({
        ...invoice,
        ...(amount === undefined ? {} : { amount, paid_amount: amount }),
        ...(status === undefined ? {} : { status }),
        user_id: '5848fdf860053555135587e7',
        merchant_name: 'Lumiku',
      })
      const headers = { 'content-type': 'application/json', 'x-callback-token': said }
      return [await deliver(control.callbackUrl, { headers, body }, { tries })]
    },
    async endRefund(refundId, status, tell = true) {
      const made = refunds.get(refundId)
      if (!made) throw new Error(`The simulator has no refund ${refundId}`)
      Object.assign(made, { status, failure_code: status === 'FAILED' ? 'INSUFFICIENT_BALANCE' : null })
      if (!tell) return []
      const event = status === 'SUCCEEDED' ? 'refund.succeeded' : 'refund.failed'
      const body = JSON.stringify({ event, business_id: 'b', created: new Date().toISOString(), data: made })
      const headers = { 'content-type': 'application/json', 'x-callback-token': token }
      return [await deliver(control.callbackUrl, { headers, body }, {})]
    },
    refundsEnd(status) {
      refundsEnd = status
    },
    fault: faults.order,
    heal: faults.heal,
  }

  return {
    env: { XENDIT_SECRET_KEY: secretKey, XENDIT_CALLBACK_TOKEN: token, XENDIT_URL: server.url.origin },
    invoices,
    refunds,
    control,
    stop: () => server.stop(true),
  }
}

function refuse(status: number, error_code: string, message: string): Response {
  return Response.json({ error_code, message }, { status })
}
