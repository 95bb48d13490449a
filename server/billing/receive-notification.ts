import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Checked, checkPayment } from './check-payment.ts'
import { followRefundsOf } from './follow-refunds.ts'
import {
  BadSignature,
  type Gateway,
  GatewayError,
  MalformedNotification,
  type Notification,
  UntrustedSource,
} from './gateways/gateway.ts'
import type { PaymentRow } from './payment-rows.ts'

/** A gateway's message as it came. */
export interface Message {
  body: Uint8Array
  headers: Headers
  /** The address it came from; null when an operator replays it. */
  remote: string | null
}

type Verdict =
  | 'fulfilled'
  | 'known'
  | 'not_paid'
  | 'bad_signature'
  | 'untrusted_source'
  | 'malformed'
  | 'unknown_order'
  | 'wrong_amount'
  | 'unconfirmed'

/**
 * Takes a gateway's notification: written down as it came, then judged. Resolves when it has been understood, so that the gateway is
 * told 200; throws 400 for one that is not the gateway's, 404 for an order nobody placed, 503 when the gateway could not be asked
 * to confirm it, so that it comes again. What a notification claims hands nothing over: the gateway's own status does.
 */
export async function receiveNotification(
  platform: Platform,
  gateway: Gateway,
  message: Message,
): Promise<Verdict> {
  const { db } = platform
  const [{ id }] = await db`
    insert into gateway_messages (gateway, remote, content_type, body, headers)
    values (${gateway.id}, ${message.remote}, ${message.headers.get('content-type')}, ${textOf(message.body)}, ${keptHeaders(message.headers)}::text::jsonb)
    returning id::text`
  return judgeMessage(platform, gateway, id, message)
}

/** Judges a stored message, once more when an operator asks. */
export async function judgeMessage(
  platform: Platform,
  gateway: Gateway,
  id: string,
  message: Message,
): Promise<Verdict> {
  let notification: Notification
  try {
    notification = await gateway.readNotification(message.body, message.headers, message.remote)
  } catch (error) {
    const verdict = verdictOf(error)
    await note(platform, id, { verdict, detail: String(error) })
    throw new Problem('bad_request', { detail: 'This notification is not from the payment service' })
  }

  return judgeNotification(platform, gateway, id, notification)
}

/** Judges what a genuine notification says. */
export async function judgeNotification(
  platform: Platform,
  gateway: Gateway,
  id: string,
  { orderId, eventKey, amount, refund }: Pick<Notification, 'orderId' | 'eventKey' | 'amount' | 'refund'>,
): Promise<Verdict> {
  const [payment]: PaymentRow[] = await platform.db`
    select * from payments where order_id = ${orderId} and gateway = ${gateway.id}`
  if (!payment) {
    await note(platform, id, { verdict: 'unknown_order', orderId, eventKey })
    throw new Problem('not_found', { detail: 'No such order' })
  }
  if (!refund && amount !== payment.amount) {
    platform.log.error({ payment: payment.id, amount }, 'a notification names another amount')
    await note(platform, id, {
      verdict: 'wrong_amount',
      orderId,
      eventKey,
      detail: `${amount}, not ${payment.amount}`,
    })
    return 'wrong_amount'
  }

  try {
    const verdict = refund
      ? await ofRefund(platform, gateway, payment.id)
      : meaning(await checkPayment(platform, gateway, payment, { notified: true }))
    await note(platform, id, { verdict, orderId, eventKey })
    return verdict
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    await note(platform, id, { verdict: 'unconfirmed', orderId, eventKey, detail: error.message })
    throw new Problem('unavailable', { detail: 'The payment service did not confirm it; send it again' }, 30)
  }
}

async function ofRefund(platform: Platform, gateway: Gateway, paymentId: string): Promise<Verdict> {
  if ((await followRefundsOf(platform, gateway, paymentId)) > 0) return 'fulfilled'
  const [row] =
    await platform.db`select exists (select from refunds where payment_id = ${paymentId} and status = 'paid') as known`
  return row.known ? 'known' : 'not_paid'
}

function verdictOf(error: unknown): Verdict {
  if (error instanceof BadSignature) return 'bad_signature'
  if (error instanceof UntrustedSource) return 'untrusted_source'
  if (error instanceof MalformedNotification) return 'malformed'
  throw error
}

function meaning(checked: Checked): Verdict {
  switch (checked) {
    case 'paid':
      return 'fulfilled'
    case 'known':
    case 'wrong_amount':
      return checked
    default:
      return 'not_paid'
  }
}

async function note(
  { db }: Platform,
  id: string,
  {
    verdict,
    orderId,
    eventKey,
    detail,
  }: { verdict: Verdict; orderId?: string; eventKey?: string; detail?: string },
): Promise<void> {
  await db`
    update gateway_messages set verdict = ${verdict}, order_id = ${orderId ?? null}, event_key = ${eventKey ?? null}, detail = ${detail ?? null},
      judged_at = now()
    where id = ${id}::bigint`
}

/** Bytes that are no text are kept readable; a NUL would not be kept at all. */
function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body).replaceAll('\0', '\u{fffd}')
}

/** What tells one delivery from another. A gateway's token is a secret and is not kept. */
function keptHeaders(headers: Headers): string {
  const kept = ['content-type', 'user-agent', 'webhook-id', 'x-forwarded-for']
  return JSON.stringify(
    Object.fromEntries(kept.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)]] : []))),
  )
}
