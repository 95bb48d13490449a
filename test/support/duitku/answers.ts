import { z } from 'zod'
import type { SimulatedOrder } from './orders.ts'
import { type Scheme, signature } from './signature.ts'

export interface Account {
  merchantCode: string
  apiKey: string
  /** How requests must be signed. */
  scheme: Scheme
  origin: string
  orders: Map<string, SimulatedOrder>
}

const Common = z.object({
  paymentAmount: z.int(),
  merchantOrderId: z.string().min(1),
  productDetails: z.string().min(1).max(255),
  email: z.email(),
  callbackUrl: z.url(),
  returnUrl: z.url(),
  customerVaName: z.string().max(20).optional(),
  phoneNumber: z.string().max(50).optional(),
  additionalParam: z.string().max(255).default(''),
  merchantUserInfo: z.string().max(255).default(''),
  itemDetails: z.array(z.object({ name: z.string().max(50), price: z.int(), quantity: z.int() })).optional(),
  expiryPeriod: z.int().positive().optional(),
})
type Ordered = z.infer<typeof Common>

/** POP: opens an invoice, or finds the open one of the same order. */
export function createInvoice(account: Account, headers: Headers, body: unknown): Response {
  const timestamp = headers.get('x-duitku-timestamp') ?? ''
  const given = headers.get('x-duitku-signature')
  const code = headers.get('x-duitku-merchantcode')
  const right = signature(account.scheme, account.merchantCode + timestamp, account.apiKey, 'sha256')
  if (code !== account.merchantCode || !/^\d{13}$/.test(timestamp) || given !== right)
    return refuse(401, 'unauthorized')
  const parsed = Common.extend({
    customerDetail: z.looseObject({}).optional(),
    paymentMethod: z.string().optional(),
  })
    .strict()
    .safeParse(body)
  if (!parsed.success) return refuse(400, parsed.error.issues[0]?.message ?? 'invalid')
  const refused = judge(parsed.data) ?? known(account, parsed.data)
  if (refused instanceof Response) return refused
  const { reference } = refused ?? keep(account, parsed.data)
  const paymentUrl = `${account.origin}/redirect_checkout?reference=${reference}`
  return Response.json({
    merchantCode: code,
    reference,
    paymentUrl,
    statusCode: '00',
    statusMessage: 'SUCCESS',
  })
}

/** v2: the same for one way to pay. */
export function inquiry(account: Account, body: unknown): Response {
  const parsed = Common.extend({
    merchantCode: z.string(),
    paymentMethod: z.string({ error: 'paymentMethod is mandatory' }).length(2),
    customerVaName: z.string({ error: 'Customer VA Name must not be empty' }).min(1).max(20),
    signature: z.string(),
    customerDetail: z.looseObject({}).optional(),
  }).safeParse(body)
  if (!parsed.success) return refuse(400, parsed.error.issues[0]?.message ?? 'invalid')
  const { merchantCode, merchantOrderId, paymentAmount, itemDetails, ...rest } = parsed.data
  if (merchantCode !== account.merchantCode) return refuse(404, 'Merchant not found')
  const right = signature(account.scheme, merchantCode + merchantOrderId + paymentAmount, account.apiKey)
  if (rest.signature !== right) return refuse(401, 'Wrong signature')
  const refused = judge(parsed.data) ?? known(account, parsed.data)
  if (refused instanceof Response) return refused
  const sum = itemDetails?.reduce((total, { price }) => total + price, 0) ?? paymentAmount
  if (sum !== paymentAmount) return refuse(409, 'Payment amount must be equal to all item price')
  const { reference } = refused ?? keep(account, parsed.data)
  return Response.json({
    merchantCode,
    reference,
    paymentUrl: `${account.origin}/redirect_checkout?reference=${reference}`,
    vaNumber: '7007014001444348',
    qrString: '',
    AppUrl: '',
    amount: String(paymentAmount),
    statusCode: '00',
    statusMessage: 'SUCCESS',
  })
}

export function transactionStatus(account: Account, body: unknown): Response {
  const parsed = z
    .object({ merchantCode: z.string(), merchantOrderId: z.string(), signature: z.string() })
    .safeParse(body)
  if (!parsed.success) return refuse(400, 'invalid')
  const { merchantCode, merchantOrderId } = parsed.data
  const right = signature(account.scheme, merchantCode + merchantOrderId, account.apiKey)
  if (merchantCode !== account.merchantCode || parsed.data.signature !== right)
    return refuse(401, 'Wrong signature')
  const order = account.orders.get(merchantOrderId)
  if (!order) return refuse(404, 'Transaction not found')
  const { reference, paidAmount, statusCode, statusMessage } = order
  return Response.json({
    merchantOrderId,
    reference,
    amount: String(paidAmount),
    fee: statusCode === '00' ? '3000.00' : '0',
    statusCode,
    statusMessage,
  })
}

export function paymentMethods(account: Account, body: unknown): Response {
  const parsed = z
    .looseObject({
      amount: z.coerce.number().int(),
      datetime: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      signature: z.string(),
    })
    .safeParse(body)
  if (!parsed.success) return refuse(400, 'invalid')
  const { amount, datetime, merchantcode, merchantCode, signature: given } = parsed.data
  const code = String(merchantcode ?? merchantCode)
  const right = signature(account.scheme, `${code}${amount}${datetime}`, account.apiKey, 'sha256')
  if (code !== account.merchantCode || given !== right) return refuse(401, 'Wrong signature')
  const way = (paymentMethod: string, paymentName: string, totalFee: string) => ({
    paymentMethod,
    paymentName,
    paymentImage: `https://images.duitku.com/hotlink-ok/${paymentMethod}.PNG`,
    totalFee,
  })
  const paymentFee = [way('BC', 'BCA VA', '5000'), way('NQ', 'QRIS', '0'), way('OV', 'OVO', '1.67')]
  return Response.json({ paymentFee, responseCode: '00', responseMessage: 'SUCCESS' })
}

function judge({ paymentAmount, merchantOrderId }: Ordered): Response | null {
  if (paymentAmount < 10_000) return refuse(400, 'Minimum Payment 10000 IDR')
  if (paymentAmount > 2_000_000_000) return refuse(400, 'Maximum Payment exceeded')
  return merchantOrderId.length > 50 ? refuse(400, "length of merchantOrderId can't > 50") : null
}

function known(
  { orders }: Account,
  { merchantOrderId, paymentAmount }: Ordered,
): SimulatedOrder | Response | null {
  const order = orders.get(merchantOrderId)
  if (!order) return null
  if (order.amount !== paymentAmount) return refuse(400, 'Amount is different please try again later.')
  return order.statusCode === '01' ? order : refuse(409, 'The transaction is still in progress.')
}

function keep({ orders }: Account, ordered: Ordered): SimulatedOrder {
  const order: SimulatedOrder = {
    orderId: ordered.merchantOrderId,
    reference: `DS${crypto.randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase()}`,
    amount: ordered.paymentAmount,
    productDetails: ordered.productDetails,
    customerName: ordered.customerVaName ?? '',
    additionalParam: ordered.additionalParam,
    merchantUserInfo: ordered.merchantUserInfo,
    callbackUrl: ordered.callbackUrl,
    returnUrl: ordered.returnUrl,
    statusCode: '01',
    statusMessage: 'PROCESS',
    paidAmount: ordered.paymentAmount,
    paymentCode: 'BC',
  }
  orders.set(order.orderId, order)
  return order
}

function refuse(status: number, Message: string): Response {
  return Response.json({ Message }, { status })
}
