import { type Account, createInvoice, inquiry, paymentMethods, transactionStatus } from './duitku/answers.ts'
import { backToShop, chooser } from './duitku/chooser.ts'
import type { SimulatedOrder, Telling } from './duitku/orders.ts'
import { type Scheme, signature } from './duitku/signature.ts'
import { type Delivery, deliver, type Fault, openFaults } from './gateway-faults.ts'

export interface DuitkuSimulator {
  /** The DUITKU_ settings that lead to it. */
  env: Record<string, string>
  url: string
  orders: Map<string, SimulatedOrder>
  /** Every request, as `METHOD path` and its body. */
  requests: { line: string; body: unknown }[]
  control: {
    /** Somebody pays, in this amount, and word is sent unless `tell` is false. */
    pay(orderId: string, how?: { amount?: number; tell?: Telling | false }): Promise<Delivery[]>
    /** The payment fails or its time is over. `tell`: whether word is sent, as for cards. */
    end(orderId: string, how: 'failed' | 'expired', tell?: Telling | false): Promise<Delivery[]>
    /** Sends word of an order as it is, or a lie about it. */
    notify(orderId: string, telling?: Telling): Promise<Delivery[]>
    /** The form `notify` would send. */
    form(orderId: string, telling?: Telling): string
    /** How requests must be signed from now on, and how notifications are. */
    sign(schemes: { requests?: Scheme; callbacks?: Scheme }): void
    fault(match: RegExp, fault: Fault, times?: number): void
    heal(): void
    /** So many more questions about a status are answered; then it says 429, until it is set again. */
    statusCeiling(questions: number): void
    /** People come back before word is sent. */
    redirectFirst(first: boolean): void
  }
  stop(): Promise<void>
}

/** Duitku in memory: POP and v2, its page to pay on, its notifications, and every way they go wrong. */
export function startDuitkuSimulator({
  requests: requestScheme = 'hmac-sha256',
  callbacks = 'hmac-sha256',
}: {
  requests?: Scheme
  callbacks?: Scheme
} = {}): DuitkuSimulator {
  const orders = new Map<string, SimulatedOrder>()
  const requests: DuitkuSimulator['requests'] = []
  const faults = openFaults()
  let callbackScheme = callbacks
  let statusLeft = Number.POSITIVE_INFINITY
  let redirectFirst = false

  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => faults.pass(request, () => answer(request)),
  })
  const account: Account = {
    merchantCode: 'DS99999',
    apiKey: crypto.randomUUID().replaceAll('-', ''),
    scheme: requestScheme,
    origin: server.url.origin,
    orders,
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const line = `${request.method} ${pathname}`
    const [, page, reference, act] = pathname.split('/')
    if (line === 'GET /redirect_checkout') return onPage(searchParams.get('reference'), chooser)
    if (request.method === 'POST' && page === 'simulate')
      return onPage(reference, (order) => people(order, act))
    const body: unknown = await request.json().catch(() => null)
    requests.push({ line, body })
    switch (line) {
      case 'POST /api/merchant/createInvoice':
        return createInvoice(account, request.headers, body)
      case 'POST /webapi/api/merchant/v2/inquiry':
        return inquiry(account, body)
      case 'POST /webapi/api/merchant/paymentmethod/getpaymentmethod':
        return paymentMethods(account, body)
      case 'POST /webapi/api/merchant/transactionStatus':
      case 'POST /api/merchant/transactionStatus':
        if (statusLeft-- <= 0) return Response.json({ Message: 'Too many requests' }, { status: 429 })
        return transactionStatus(account, body)
      default:
        return Response.json({ Message: 'No such address' }, { status: 404 })
    }
  }

  function onPage(
    reference: string | null | undefined,
    show: (order: SimulatedOrder) => Response | Promise<Response>,
  ) {
    const order = [...orders.values()].find((each) => each.reference === reference)
    return order ? show(order) : new Response('Unknown reference', { status: 404 })
  }

  async function people(order: SimulatedOrder, act: string | undefined): Promise<Response> {
    const word =
      act === 'pay'
        ? () => pay(order.orderId)
        : () => end(order.orderId, act === 'expire' ? 'expired' : 'failed')
    if (redirectFirst) setTimeout(word, 50)
    else await word()
    return backToShop(order, act === 'pay' ? '00' : '02')
  }

  function find(orderId: string): SimulatedOrder {
    const order = orders.get(orderId)
    if (!order) throw new Error(`The simulator has no order ${orderId}`)
    return order
  }

  async function pay(
    orderId: string,
    { amount, tell = {} }: { amount?: number; tell?: Telling | false } = {},
  ) {
    const order = find(orderId)
    Object.assign(order, { statusCode: '00', statusMessage: 'SUCCESS', paidAmount: amount ?? order.amount })
    return tell ? notify(orderId, tell) : []
  }

  async function end(orderId: string, how: 'failed' | 'expired', tell: Telling | false = false) {
    Object.assign(find(orderId), {
      statusCode: '02',
      statusMessage: how === 'expired' ? 'EXPIRED' : 'CANCELED',
    })
    return tell ? notify(orderId, tell) : []
  }

  async function notify(orderId: string, telling: Telling = {}): Promise<Delivery[]> {
    const { copies = 1, tries, betweenMs } = telling
    const message = {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form(orderId, telling),
    }
    const sent = Array.from({ length: copies }, () =>
      deliver(find(orderId).callbackUrl, message, { tries, betweenMs }),
    )
    return Promise.all(sent)
  }

  function form(orderId: string, { signed = 'right', extra = {}, ...lies }: Telling = {}): string {
    const order = find(orderId)
    const amount = lies.amount ?? String(order.paidAmount)
    const resultCode = lies.resultCode ?? (order.statusCode === '00' ? '00' : '02')
    const scheme =
      signed === 'other' ? (callbackScheme === 'legacy' ? 'hmac-sha256' : 'legacy') : callbackScheme
    const key = signed === 'wrong' ? 'nobody knows' : account.apiKey
    return new URLSearchParams({
      merchantCode: account.merchantCode,
      amount,
      merchantOrderId: orderId,
      productDetail: order.productDetails,
      additionalParam: order.additionalParam,
      paymentCode: order.paymentCode,
      resultCode,
      merchantUserId: order.merchantUserInfo,
      reference: order.reference,
      signature: signature(scheme, account.merchantCode + amount + orderId, key),
      publisherOrderId: 'MGUHWKJX3M1KMSQN5',
      spUserHash: '',
      settlementDate: '2026-11-21',
      issuerCode: '93600014',
      customerName: order.customerName,
      ...extra,
    }).toString()
  }

  return {
    url: account.origin,
    orders,
    requests,
    env: {
      DUITKU_MERCHANT_CODE: account.merchantCode,
      DUITKU_API_KEY: account.apiKey,
      DUITKU_POP_URL: account.origin,
      DUITKU_API_URL: account.origin,
      DUITKU_SIGNATURE: requestScheme,
      DUITKU_CALLBACK_SIGNATURE: callbacks,
    },
    control: {
      pay,
      end,
      notify,
      form,
      sign(schemes) {
        account.scheme = schemes.requests ?? account.scheme
        callbackScheme = schemes.callbacks ?? callbackScheme
      },
      fault: faults.order,
      heal: faults.heal,
      statusCeiling(questions) {
        statusLeft = questions
      },
      redirectFirst(first) {
        redirectFirst = first
      },
    },
    stop: () => server.stop(true),
  }
}
