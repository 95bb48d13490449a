import { z } from 'zod'
import { askGateway } from '../ask-gateway.ts'
import { GatewayError, type GatewayStatus } from '../gateway.ts'
import { readRupiah } from '../read-rupiah.ts'
import type { Duitku } from './account.ts'
import { signStatus } from './sign.ts'

const Status = z.looseObject({
  merchantOrderId: z.string(),
  reference: z.string().nullish(),
  amount: z.union([z.string(), z.number()]),
  fee: z.union([z.string(), z.number()]).nullish(),
  statusCode: z.enum(['00', '01', '02']),
  statusMessage: z.string().nullish(),
})

/** What became of an order. Duitku shuts out for an hour who asks too often: at least 30 seconds lie between two questions about one order. */
export async function transactionStatus(duitku: Duitku, orderId: string): Promise<GatewayStatus> {
  const { settings } = duitku
  const answer = await askGateway(duitku.asker, {
    url: `${settings.apiUrl}/webapi/api/merchant/transactionStatus`,
    body: {
      merchantCode: settings.merchantCode,
      merchantOrderId: orderId,
      signature: signStatus({ ...settings, scheme: settings.signature }, orderId),
    },
    tries: 3,
    meaning: (status) => (status === 404 ? { code: 'unknown_order', retryable: false } : undefined),
  })
  const parsed = Status.safeParse(answer)
  const amount = readRupiah(parsed.data?.amount)
  if (!parsed.success || amount === null || parsed.data.merchantOrderId !== orderId)
    throw new GatewayError('unreadable_answer', { retryable: true, detail: 'of transactionStatus' })
  const { statusCode, statusMessage, reference } = parsed.data
  const fee = readRupiah(parsed.data.fee)
  return {
    status: statusOf(statusCode, statusMessage ?? ''),
    amount,
    currency: 'IDR',
    reference: reference || null,
    ...(fee === null ? {} : { fee }),
    raw: answer,
  }
}

function statusOf(code: '00' | '01' | '02', words: string): GatewayStatus['status'] {
  if (code === '00') return 'paid'
  if (code === '01') return 'pending'
  return /expire|kedaluwarsa/i.test(words) ? 'expired' : 'failed'
}
