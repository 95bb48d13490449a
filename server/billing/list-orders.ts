import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import type { OrderSummary } from './order-schemas.ts'
import type { PaymentRow } from './payment-rows.ts'
import { presentPayment } from './payments.ts'

export interface OrderFilter {
  status?: PaymentRow['status']
  /** An order, an invoice, or how a buyer's e-mail address begins. */
  q?: string
  cursor?: string
  limit: number
}

/** Everybody's orders, newest first. */
export async function listOrders(
  db: Db,
  { status, q, cursor, limit }: OrderFilter,
): Promise<{ items: OrderSummary[]; nextCursor: string | null }> {
  const state = status ?? null
  const before = cursor ?? null
  const found: { id: string }[] =
    q === undefined || q === ''
      ? await db`
          select id from payments
          where (${state}::text is null or status = ${state}) and (${before}::uuid is null or id < ${before}::uuid)
          order by id desc limit ${limit + 1}`
      : await db`
          select id from payments
          where id in (
              select id from payments where order_id = ${q.toUpperCase()} or id = ${isId(q) ? q : null}::uuid
              union select payment_id from invoices where number = ${q.toUpperCase()}
              union select p.id from users u join payments p on p.user_id = u.id where u.email like ${beginsWith(q)}
            )
            and (${state}::text is null or status = ${state}) and (${before}::uuid is null or id < ${before}::uuid)
          order by id desc limit ${limit + 1}`
  const page = found.slice(0, limit).map(({ id }) => id)
  return {
    items: await readOrders(db, page),
    nextCursor: found.length > limit ? (page.at(-1) ?? null) : null,
  }
}

/** The orders of these ids, newest first. */
export async function readOrders(db: Db, ids: string[]): Promise<OrderSummary[]> {
  const rows: Read[] = await db`
    select p.*, u.name as buyer_name, u.email as buyer_email, i.number as invoice_number, r.status as refund_status, g.amount as became_credits
    from payments p join users u on u.id = p.user_id
    left join invoices i on i.payment_id = p.id
    left join grants g on p.fulfilled_as = 'credits' and g.source = 'payment:' || p.id
    left join lateral (select status from refunds where payment_id = p.id order by requested_at desc limit 1) r on true
    where p.id = any(${db.array(ids, 'UUID')}) order by p.id desc`
  return rows.map((row) => ({
    ...presentPayment(row),
    gateway: row.gateway,
    buyer: { userId: row.user_id, accountId: row.account_id, name: row.buyer_name, email: row.buyer_email },
  }))
}

type Read = PaymentRow & {
  buyer_name: string
  buyer_email: string
  invoice_number: string | null
  refund_status: string | null
  became_credits: number | null
}

function beginsWith(q: string): string {
  return `${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}
