import type { Platform } from '#server/platform/platform.ts'
import type { Gateway } from './gateways/gateway.ts'
import { judgeMessage, judgeNotification } from './receive-notification.ts'

/**
 * Judges a stored notification again: one that was genuine by what it said, one that could not be read as it came. Resolves to the
 * verdict; null: there is no such message of this gateway.
 */
export async function replayNotification(
  platform: Platform,
  gateway: Gateway,
  id: string,
): Promise<string | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const [message] = await platform.db`
    select m.body, m.headers, m.order_id, m.event_key, p.amount,
      p.status = 'paid' and exists (select from refunds r where r.payment_id = p.id and r.status = 'approved' and r.gateway_state in ('asked', 'pending')) as refunding
    from gateway_messages m left join payments p on p.order_id = m.order_id
    where m.id = ${id}::bigint and m.gateway = ${gateway.id}`
  if (!message) return null
  if (message.amount !== null && message.event_key !== null)
    return judgeNotification(platform, gateway, id, {
      orderId: message.order_id,
      eventKey: message.event_key,
      amount: message.amount,
      ...(message.refunding ? { refund: true as const } : {}),
    })
  return judgeMessage(platform, gateway, id, {
    body: new TextEncoder().encode(message.body),
    headers: new Headers(message.headers),
    remote: null,
  })
}
