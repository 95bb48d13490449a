import type { Db } from '#server/platform/db.ts'
import { maskMessage } from './mask-message.ts'
import type { GatewayMessage } from './order-schemas.ts'

/**
 * What gateways sent about an order, newest first, the last 100: messages that named it, and those that mention it but could not be trusted
 * to. `messageId`: only this one.
 */
export async function gatewayMessages(
  db: Db,
  order: { orderId: string; createdAt: Date },
  { messageId = null }: { messageId?: string | null } = {},
): Promise<GatewayMessage[]> {
  const rows: Row[] = await db`
    select id::text, received_at, remote, content_type, body, verdict, detail, judged_at, order_id from (
      select * from gateway_messages where order_id = ${order.orderId}
      union all
      select * from gateway_messages
      where order_id is null and received_at >= ${order.createdAt}::timestamptz - interval '1 minute'
        and received_at < ${order.createdAt}::timestamptz + interval '60 days' and position(${order.orderId} in body) > 0
    ) m
    where ${messageId}::bigint is null or m.id = ${messageId}::bigint
    order by m.id desc limit 100`
  return rows.map(present)
}

interface Row {
  id: string
  received_at: Date
  remote: string | null
  content_type: string | null
  body: string
  verdict: GatewayMessage['verdict']
  detail: string | null
  judged_at: Date | null
  order_id: string | null
}

function present(row: Row): GatewayMessage {
  return {
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    remote: row.remote,
    contentType: row.content_type,
    body: maskMessage(row.body, row.content_type),
    verdict: row.verdict,
    ...(row.detail ? { detail: row.detail } : {}),
    ...(row.judged_at ? { judgedAt: row.judged_at.toISOString() } : {}),
    placed: row.order_id !== null,
  }
}
