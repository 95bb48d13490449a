import { z } from 'zod'
import type { DuitkuSettings } from '#server/platform/gateway-settings.ts'
import type { Log } from '#server/platform/log.ts'
import { BadSignature, MalformedNotification, type Notification, UntrustedSource } from '../gateway.ts'
import { readRupiah } from '../read-rupiah.ts'
import { sameSignature, signCallback } from './sign.ts'

const largest = 64 * 1024

const Fields = z.looseObject({
  merchantCode: z.string().min(1),
  amount: z.string().min(1),
  merchantOrderId: z.string().min(1).max(50),
  signature: z.string().min(1),
  resultCode: z.string().optional(),
  reference: z.string().optional(),
  paymentCode: z.string().optional(),
})

export type KeyOfCallbacks = Pick<DuitkuSettings, 'merchantCode' | 'apiKey' | 'callbackSignature'>

/**
 * Reads Duitku's form of a payment. `resultCode` is not covered by the signature, so the status stays a claim. Fields we do not know are
 * kept in `raw`; the signature is not.
 */
export function readNotification(
  key: KeyOfCallbacks,
  { body, headers, remote }: { body: Uint8Array; headers: Headers; remote: string | null },
  { trusted, log }: { trusted: (address: string) => boolean; log: Log },
): Notification {
  if (remote !== null && !trusted(remote))
    throw new UntrustedSource(`${remote} is not one of Duitku's addresses`)
  const { signature, ...fields } = parse(body, headers)
  if (fields.merchantCode !== key.merchantCode) throw new BadSignature('It is for another merchant')
  refuseForged(key, { ...fields, signature }, log)

  const { merchantOrderId: orderId, resultCode = '', reference, paymentCode } = fields
  const amount = readRupiah(fields.amount)
  if (amount === null) throw new MalformedNotification('The amount is no whole number of rupiah')
  return {
    orderId,
    reference: reference || null,
    claimedStatus: resultCode === '00' ? 'paid' : 'failed',
    amount,
    currency: 'IDR',
    ...(paymentCode ? { method: paymentCode } : {}),
    eventKey: ['duitku', orderId, reference ?? '', resultCode, amount].join(':'),
    raw: fields,
  }
}

function parse(body: Uint8Array, headers: Headers): z.infer<typeof Fields> {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded')
    throw new MalformedNotification(`It is ${type ?? 'nothing'}, not a form`)
  if (body.length > largest) throw new MalformedNotification('It is too long')
  const form = new URLSearchParams(new TextDecoder().decode(body))
  // Which of two amounts was signed, and which is read, must not be a question.
  const names = [...form.keys()]
  if (new Set(names).size < names.length) throw new MalformedNotification('A field is there twice')
  const parsed = Fields.safeParse(Object.fromEntries(form))
  if (!parsed.success)
    throw new MalformedNotification(
      `These fields are missing or wrong: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
    )
  return parsed.data
}

function refuseForged(key: KeyOfCallbacks, fields: z.infer<typeof Fields>, log: Log): void {
  const { amount, merchantOrderId, signature } = fields
  const signedBy = (scheme: KeyOfCallbacks['callbackSignature']) =>
    sameSignature(signature, signCallback({ ...key, scheme }, amount, merchantOrderId))
  if (signedBy(key.callbackSignature)) return
  const other = key.callbackSignature === 'legacy' ? 'hmac-sha256' : 'legacy'
  if (signedBy(other))
    log.error(
      { gateway: 'duitku', configured: key.callbackSignature, matches: other },
      `this account signs its notifications by the other scheme: set DUITKU_CALLBACK_SIGNATURE=${other}`,
    )
  throw new BadSignature('The signature does not fit')
}
