import type { Caller } from '#server/accounts/require-user.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { applyPayment } from './apply-payment.ts'
import { type Gateway, GatewayError } from './gateways/gateway.ts'
import { lockAccount } from './lock-account.ts'
import { meetMinimum } from './meet-minimum.ts'
import { isPlanItem, type PaymentRow } from './payment-rows.ts'

/** What is about to be bought, at the server's prices. Amounts are whole rupiah. */
export interface Draft {
  kind: PaymentRow['kind']
  item: PaymentRow['item']
  subscriptionId?: string
  listAmount: number
  carriedOver?: number
  discount?: number
  couponCode?: string
}

export interface Ordering {
  caller: Pick<Caller, 'accountId' | 'userId' | 'email' | 'name' | 'locale'>
  idempotencyKey: string | null
  /** Judges and prices the order, its account locked; throws the Problem that stands in the way. */
  draft(tx: Tx, now: Date): Promise<Draft>
}

/**
 * Places an order: priced and written first, committed, then the gateway is asked for a page to pay on. Nothing to pay is handed over at
 * once. A repeated request finds the order its key placed, whatever became of the first try. A gateway that cannot be reached: 502, and
 * the order is closed.
 */
export async function placeOrder(
  platform: Platform,
  gateway: Gateway,
  ordering: Ordering,
): Promise<PaymentRow> {
  const { db, config } = platform
  const payment = (await orderOfKey(platform, ordering)) ?? (await writeOrder(platform, gateway, ordering))
  if (payment.status !== 'pending' || payment.url !== null) return payment
  if (payment.amount === 0) {
    await db.begin((tx) => applyPayment(tx, config, payment.id))
    return reread(platform, payment.id)
  }
  return openCheckout(platform, gateway, ordering, payment)
}

async function orderOfKey(
  { db }: Platform,
  { caller, idempotencyKey }: Ordering,
): Promise<PaymentRow | null> {
  if (idempotencyKey === null) return null
  const [known] = await db`
    select * from payments where account_id = ${caller.accountId} and idempotency_key = ${idempotencyKey} and status <> 'failed'`
  return known ?? null
}

async function writeOrder(
  { db, config }: Platform,
  gateway: Gateway,
  ordering: Ordering,
): Promise<PaymentRow> {
  const { caller, idempotencyKey } = ordering
  return db.begin(async (tx) => {
    const now = await lockAccount(tx, caller.accountId)
    const draft = await ordering.draft(tx, now)
    const { kind, subscriptionId, couponCode } = draft
    const { listAmount, carriedOver, discount, excess } = meetMinimum(
      {
        listAmount: draft.listAmount,
        carriedOver: draft.carriedOver ?? 0,
        discount: draft.discount ?? 0,
        excess: isPlanItem(draft.item) ? (draft.item.excess ?? 0) : 0,
      },
      gateway.capabilities.minimum,
    )
    const item = excess > 0 ? { ...draft.item, excess } : draft.item
    const amount = listAmount - carriedOver - discount
    await tx`
      update payments set idempotency_key = null where account_id = ${caller.accountId} and idempotency_key = ${idempotencyKey} and status = 'failed'`
    const [payment] = await tx`
      insert into payments (id, order_id, account_id, user_id, kind, item, subscription_id, list_amount, carried_over, discount, coupon_code, amount,
        gateway, expires_at, idempotency_key)
      values (${newId()}, ${newOrderId()}, ${caller.accountId}, ${caller.userId}, ${kind}, ${JSON.stringify(item)}::text::jsonb,
        ${subscriptionId ?? null}, ${listAmount}, ${carriedOver}, ${discount}, ${couponCode ?? null}, ${amount},
        ${amount === 0 ? 'none' : gateway.id}, now() + make_interval(mins => ${config.orderMinutes}), ${idempotencyKey})
      returning *`
    if (couponCode)
      await tx`insert into coupon_uses (payment_id, code, account_id) values (${payment.id}, ${couponCode}, ${caller.accountId})`
    return payment
  })
}

async function openCheckout(
  platform: Platform,
  gateway: Gateway,
  { caller }: Ordering,
  payment: PaymentRow,
): Promise<PaymentRow> {
  const { db, config, log } = platform
  const name = isPlanItem(payment.item) ? payment.item.name : `${payment.item.credits} credits`
  try {
    const { reference, url, vaNumber, qrString } = await gateway.createCheckout({
      orderId: payment.order_id,
      amount: payment.amount,
      description: `Lumiku ${name}`,
      items: [{ name, amount: payment.amount }],
      customer: { name: caller.name, email: caller.email },
      returnUrl: `${config.publicUrl}/payment/return`,
      callbackUrl: `${config.publicUrl}/api/payment/${gateway.id}/callback`,
      expiresAt: payment.expires_at,
      locale: caller.locale,
    })
    const instructions = JSON.stringify({ vaNumber, qrString })
    await db`
      update payments set reference = ${reference}, url = ${url}, instructions = ${instructions}::text::jsonb
      where id = ${payment.id} and url is null`
    return reread(platform, payment.id)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    log.error({ err: error, payment: payment.id }, 'the gateway opened no checkout')
    await closeOrder(platform, payment)
    throw new Problem('provider_failed', { detail: 'The payment service cannot be reached just now' }, 10)
  }
}

/** Nobody can pay it: its coupon may be used again. */
async function closeOrder({ db }: Platform, { id }: PaymentRow): Promise<void> {
  await db.begin(async (tx) => {
    await tx`update payments set status = 'failed' where id = ${id} and status = 'pending'`
    await tx`delete from coupon_uses where payment_id = ${id}`
  })
}

async function reread({ db }: Platform, id: string): Promise<PaymentRow> {
  const [payment] = await db`select * from payments where id = ${id}`
  return payment
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 random bits that can be read out on the telephone. */
function newOrderId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `LMK-${Array.from(bytes, (byte) => letters[byte % 32]).join('')}`
}
