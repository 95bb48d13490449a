import { z } from 'zod'
import { askGateway, type Meaning } from '../ask-gateway.ts'
import { type Checkout, type CheckoutOrder, GatewayError } from '../gateway.ts'
import { refuseUnfit } from '../refuse-unfit.ts'
import { type Duitku, minimumAmount } from './account.ts'
import { signPop } from './sign.ts'
import { transactionStatus } from './transaction-status.ts'

const Invoice = z.looseObject({
  reference: z.string().min(1),
  paymentUrl: z.url({ protocol: /^https?$/ }),
  statusCode: z.string().optional(),
  statusMessage: z.string().optional(),
})

/**
 * Opens a POP invoice. Asking again with the same order id opens no second one, so lost answers are asked for again. An order whose
 * invoice is there already, though we never heard its address, is found by its status.
 */
export async function createInvoice(duitku: Duitku, order: CheckoutOrder): Promise<Checkout> {
  refuseUnfit(order, minimumAmount)
  const minutes = minutesUntil(order.expiresAt, duitku.now())
  const invoice = invoiceOf(order, minutes)
  const expiresAt = new Date(duitku.now().getTime() + minutes * 60_000)
  try {
    const { reference, paymentUrl } = await ask(duitku, invoice)
    return { reference, url: inLanguage(paymentUrl, order.locale), expiresAt }
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'in_progress') throw error
    const open = await transactionStatus(duitku, order.orderId).catch(() => null)
    if (open?.status !== 'pending' || open.amount !== order.amount || !open.reference) throw error
    return { reference: open.reference, url: paymentPage(duitku, open.reference, order.locale), expiresAt }
  }
}

/** The order in Duitku's words, its texts cut to the lengths it takes. */
function invoiceOf(order: CheckoutOrder, minutes: number) {
  const { orderId, amount, description, items, customer } = order
  const name = cut(customer.name, 50)
  return {
    paymentAmount: amount,
    merchantOrderId: orderId,
    productDetails: cut(description, 255),
    email: customer.email,
    customerVaName: cut(customer.name, 20),
    // A line's price is its total: whether Duitku multiplies by the quantity is not said.
    itemDetails: items.map((item) => ({ name: cut(item.name, 50), price: item.amount, quantity: 1 })),
    customerDetail: { firstName: name, lastName: '', email: customer.email },
    callbackUrl: order.callbackUrl,
    returnUrl: order.returnUrl,
    expiryPeriod: minutes,
  }
}

async function ask(duitku: Duitku, body: object): Promise<z.infer<typeof Invoice>> {
  const { settings } = duitku
  const timestamp = String(duitku.now().getTime())
  const answer = await askGateway(duitku.asker, {
    url: `${settings.popUrl}/api/merchant/createInvoice`,
    headers: {
      'x-duitku-merchantcode': settings.merchantCode,
      'x-duitku-timestamp': timestamp,
      'x-duitku-signature': signPop({ ...settings, scheme: settings.signature }, timestamp),
    },
    body,
    tries: 3,
    meaning,
  })
  const parsed = Invoice.safeParse(answer)
  if (parsed.success && (parsed.data.statusCode ?? '00') === '00') return parsed.data
  throw new GatewayError(parsed.success ? 'refused' : 'unreadable_answer', {
    retryable: !parsed.success,
    ...(parsed.data?.statusMessage ? { detail: parsed.data.statusMessage } : {}),
  })
}

function meaning(status: number, words: string): Meaning | undefined {
  if (/amount is different/i.test(words)) return { code: 'amount_changed', retryable: false }
  if (status === 409) return { code: 'in_progress', retryable: true }
  if (status === 400 && /minimum payment/i.test(words)) return { code: 'amount_too_small', retryable: false }
  if (status === 400 && /maximum payment/i.test(words)) return { code: 'amount_too_large', retryable: false }
  // "Merchant not found".
  if (status === 404) return { code: 'unauthorized', retryable: false }
  return undefined
}

function minutesUntil(expiresAt: Date, now: Date): number {
  return Math.max(1, Math.floor((expiresAt.getTime() - now.getTime()) / 60_000))
}

function paymentPage({ settings }: Duitku, reference: string, locale: string): string {
  const page = new URL(`${settings.popUrl}/redirect_checkout`)
  page.host = page.host.replace(/^api-/, 'app-')
  page.searchParams.set('reference', reference)
  return inLanguage(page.toString(), locale)
}

function inLanguage(url: string, locale: string): string {
  const page = new URL(url)
  if (page.pathname.endsWith('/redirect_checkout') && !page.searchParams.has('lang'))
    page.searchParams.set('lang', locale)
  return page.toString()
}

/** At most so many characters, none of them cut in half or a control. */
function cut(text: string, most: number): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim()
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (kept.length + segment.length > most) break
    kept += segment
  }
  return kept || 'Lumiku'
}
