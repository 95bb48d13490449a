import type { Locale } from '#server/accounts/tables.ts'
import type { Db } from '#server/platform/db.ts'
import type { CheckoutOrder } from '../gateway.ts'

/** A row of `sandbox_checkouts`, as the database gives it; `status` says `expired` when its time is over. */
export interface SandboxCheckout {
  reference: string
  order_id: string
  amount: number
  description: string
  items: CheckoutOrder['items']
  customer: CheckoutOrder['customer']
  return_url: string
  callback_url: string
  locale: Locale
  expires_at: Date
  method: string | null
  status: 'pending' | 'paid' | 'failed' | 'expired'
  paid_amount: number | null
}

export async function findCheckout(
  db: Db,
  by: { reference: string } | { orderId: string },
): Promise<SandboxCheckout | null> {
  const [row] = await db`
    select *, case when status = 'pending' and expires_at <= now() then 'expired' else status end as status
    from sandbox_checkouts where ${'reference' in by ? db`reference = ${by.reference}` : db`order_id = ${by.orderId}`}`
  return row ?? null
}

/** Keeps an order once: the same order id finds the checkout it has, whatever else is asked. */
export async function keepCheckout(db: Db, order: CheckoutOrder): Promise<SandboxCheckout> {
  const { orderId, items, customer } = order
  await db`
    insert into sandbox_checkouts (reference, order_id, amount, description, items, customer, return_url, callback_url, locale, expires_at)
    values (${newReference()}, ${orderId}, ${order.amount}, ${order.description}, ${JSON.stringify(items)}::text::jsonb,
      ${JSON.stringify(customer)}::text::jsonb, ${order.returnUrl}, ${order.callbackUrl}, ${order.locale}, ${order.expiresAt})
    on conflict (order_id) do nothing`
  return (await findCheckout(db, { orderId }))!
}

function newReference(): string {
  return `SANDBOX${crypto.randomUUID().replaceAll('-', '').toUpperCase()}`
}
