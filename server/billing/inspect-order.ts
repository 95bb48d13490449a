import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import { gatewayMessages } from './gateway-messages.ts'
import { readOrders } from './list-orders.ts'
import type { Order } from './order-schemas.ts'
import { isPlanItem, type PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'
import { presentRefund } from './refunds.ts'

/** Anybody's payment, by its id or its order id. For operators. */
export async function findOrder(db: Db, id: string): Promise<PaymentRow> {
  const [payment] = await db`
    select * from payments where id = ${isId(id) ? id : null}::uuid or order_id = ${id.toUpperCase()}`
  if (!payment) throw new Problem('not_found', { detail: 'No such order' })
  return payment
}

/** An order with everything that happened to it: what it brought, what went back, what its gateway said. */
export async function inspectOrder(db: Db, row: PaymentRow, { canAsk }: { canAsk: boolean }): Promise<Order> {
  const [[payment], handedOver, refunds, messages] = await Promise.all([
    readOrders(db, [row.id]),
    broughtBy(db, row),
    refundsOf(db, row.id),
    gatewayMessages(db, { orderId: row.order_id, createdAt: row.created_at }),
  ])
  const gone = refunds.reduce((sum, { status, amount }) => sum + (status === 'rejected' ? 0 : amount), 0)
  return {
    payment: payment!,
    reference: row.reference,
    canAsk,
    handedOver,
    refundable: row.status === 'paid' ? row.amount - gone : 0,
    refunds: refunds.map(presentRefund),
    messages,
  }
}

async function refundsOf(db: Db, paymentId: string): Promise<RefundRow[]> {
  return db`select * from refunds where payment_id = ${paymentId} order by requested_at desc, id desc`
}

async function broughtBy(db: Db, { id, item, fulfilled_as }: PaymentRow): Promise<Order['handedOver']> {
  const [[grant], periods] = await Promise.all([
    db`select amount, amount - remaining - taken_back - expired as used from grants where source = ${`payment:${id}`}`,
    db`select plan_id, starts_at, ends_at, cut_at from periods where payment_id = ${id} order by starts_at`,
  ])
  const asCredits = grant && (fulfilled_as === 'credits' || !isPlanItem(item))
  return {
    ...(asCredits ? { credits: { given: grant.amount, used: grant.used } } : {}),
    periods: periods.map(
      (period: { plan_id: string; starts_at: Date; ends_at: Date | null; cut_at: Date | null }) => ({
        planId: period.plan_id,
        startsAt: period.starts_at.toISOString(),
        endsAt: period.ends_at?.toISOString() ?? null,
        ...(period.cut_at ? { cutAt: period.cut_at.toISOString() } : {}),
      }),
    ),
  }
}
