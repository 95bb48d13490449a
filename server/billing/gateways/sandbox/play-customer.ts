import type { Tx } from '#server/platform/db.ts'
import type { Platform } from '#server/platform/platform.ts'
import { signCallback } from '../duitku/sign.ts'
import type { SandboxCheckout } from './checkouts.ts'
import { sandboxKey } from './key.ts'
import { findMethod } from './methods.ts'

/** What a person can do on the page: `twice` pays and is told of twice. */
export const acts = ['pay', 'twice', 'fail', 'expire'] as const
export type Act = (typeof acts)[number]

export interface Done {
  /** Notifications that are owed now. */
  notifications: string[]
  resultCode: '00' | '02' | null
}

/** Plays the customer. Money is taken at any time, late and again; what was paid can no longer fail or expire. */
export async function playCustomer(
  { db, config }: Pick<Platform, 'db' | 'config'>,
  checkout: SandboxCheckout,
  what: Act,
): Promise<Done> {
  const { reference } = checkout
  return db.begin(async (tx) => {
    if (what === 'expire') {
      await tx`update sandbox_checkouts set expires_at = least(expires_at, now()) where reference = ${reference} and status = 'pending'`
      return { notifications: [], resultCode: null }
    }
    if (what === 'fail') {
      const [failed] = await tx`
        update sandbox_checkouts set status = 'failed' where reference = ${reference} and status = 'pending' returning 1`
      if (!failed) return { notifications: [], resultCode: null }
      return {
        notifications: await owe(tx, formOf(config.secret, checkout, '02'), reference),
        resultCode: '02',
      }
    }
    await tx`update sandbox_checkouts set status = 'paid', paid_amount = amount where reference = ${reference}`
    const form = formOf(config.secret, checkout, '00')
    return {
      notifications: await owe(tx, form, reference, what === 'twice' ? 2 : 1),
      resultCode: '00',
    }
  })
}

async function owe(tx: Tx, body: string, reference: string, times = 1): Promise<string[]> {
  const rows = await tx`
    insert into sandbox_notifications (reference, body) select ${reference}, ${body} from generate_series(1, ${times}) returning id::text as id`
  return rows.map((row: { id: string }) => row.id)
}

/** The form Duitku sends, signed as it signs. */
function formOf(secret: string, checkout: SandboxCheckout, resultCode: '00' | '02'): string {
  const key = sandboxKey(secret)
  const amount = String(checkout.amount)
  const method = findMethod(checkout.method)
  return new URLSearchParams({
    merchantCode: key.merchantCode,
    amount,
    merchantOrderId: checkout.order_id,
    productDetail: checkout.description,
    additionalParam: '',
    paymentCode: method?.code ?? 'NQ',
    resultCode,
    merchantUserId: '',
    reference: checkout.reference,
    signature: signCallback({ ...key, scheme: key.callbackSignature }, amount, checkout.order_id),
    publisherOrderId: crypto.randomUUID(),
    spUserHash: '',
    settlementDate: new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10),
    ...(method?.kind === 'qris' ? { issuerCode: '93600914' } : {}),
    customerName: checkout.customer.name,
  }).toString()
}
