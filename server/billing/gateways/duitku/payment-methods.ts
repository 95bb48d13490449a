import { z } from 'zod'
import { askGateway } from '../ask-gateway.ts'
import { GatewayError, type Method } from '../gateway.ts'
import { readRupiah } from '../read-rupiah.ts'
import type { Duitku } from './account.ts'
import { signMethods } from './sign.ts'

const Methods = z.looseObject({
  paymentFee: z.array(
    z.looseObject({
      paymentMethod: z.string().min(1),
      paymentName: z.string(),
      paymentImage: z.string().nullish(),
      totalFee: z.union([z.string(), z.number()]).nullish(),
    }),
  ),
})

/** The ways this account lets people pay such an amount, as Duitku lists them. */
export async function paymentMethods(duitku: Duitku, amount: number): Promise<Method[]> {
  const { settings } = duitku
  const datetime = jakartaTime(duitku.now())
  const answer = await askGateway(duitku.asker, {
    url: `${settings.apiUrl}/webapi/api/merchant/paymentmethod/getpaymentmethod`,
    body: {
      merchantcode: settings.merchantCode,
      amount,
      datetime,
      signature: signMethods({ ...settings, scheme: settings.signature }, amount, datetime),
    },
    tries: 3,
  })
  const parsed = Methods.safeParse(answer)
  if (!parsed.success)
    throw new GatewayError('unreadable_answer', { retryable: true, detail: 'of getpaymentmethod' })
  return parsed.data.paymentFee.map(({ paymentMethod, paymentName, paymentImage, totalFee }) => ({
    code: paymentMethod,
    name: paymentName,
    image: paymentImage?.startsWith('https:') ? paymentImage : null,
    fee: readRupiah(totalFee) ?? 0,
  }))
}

/** `2026-11-20 10:00:00`, as it is in Jakarta. */
function jakartaTime(now: Date): string {
  return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
