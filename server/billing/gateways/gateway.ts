import type { Locale } from '#server/accounts/tables.ts'

/** What is to be paid. `amount` is whole rupiah; the amounts of `items` add up to it. */
export interface CheckoutOrder {
  orderId: string
  amount: number
  description: string
  items: { name: string; amount: number }[]
  customer: { name: string; email: string }
  /** Where people come back to, and where the gateway sends word. */
  returnUrl: string
  callbackUrl: string
  expiresAt: Date
  locale: Locale
}

export interface Checkout {
  reference: string
  /** The page to pay on. */
  url: string
  vaNumber?: string
  qrString?: string
  expiresAt: Date
}

/** What the gateway itself says of an order. `amount` and `fee` are whole units of `currency`. */
export interface GatewayStatus {
  status: 'pending' | 'paid' | 'failed' | 'expired' | 'refunded'
  amount: number
  currency: string
  reference: string | null
  method?: string
  fee?: number
  raw: unknown
}

/** What a genuine notification says; nothing is handed over on its word. `eventKey` is the same when it is sent again. */
export interface Notification {
  orderId: string
  reference: string | null
  claimedStatus: GatewayStatus['status']
  /** It tells of money sent back, and `amount` is of that. */
  refund?: true
  amount: number
  currency: string
  /** How it was paid, as the gateway calls it. */
  method?: string
  eventKey: string
  raw: unknown
}

export interface Method {
  code: string
  name: string
  image: string | null
  fee: number
}

export interface RefundRequest {
  orderId: string
  reference: string | null
  amount: number
  /** The same at every try, so that money goes back once. */
  refundId: string
  reason: string
}

/** Somebody who takes money for us. Every call may throw GatewayError. */
export interface Gateway {
  readonly id: 'duitku' | 'xendit' | 'sandbox'
  /** `minimum`: the least it takes, in rupiah; a smaller order is refused with `amount_too_small`. */
  readonly capabilities: {
    methodList: boolean
    refund: 'api' | 'manual'
    recurring: 'native' | 'invoice'
    minimum: number
  }
  createCheckout(order: CheckoutOrder): Promise<Checkout>
  status(orderId: string): Promise<GatewayStatus>
  /** Throws BadSignature, UntrustedSource or MalformedNotification. `remote` null: it has been here before. */
  readNotification(body: Uint8Array, headers: Headers, remote: string | null): Promise<Notification>
  listMethods?(amount: number): Promise<Method[]>
  expire?(orderId: string): Promise<void>
  refund?(request: RefundRequest): Promise<{ reference: string; status: 'paid' | 'pending' }>
  /** What became of a refund that was pending, by the reference `refund` gave. */
  refundStatus?(reference: string): Promise<{ status: 'paid' | 'pending' | 'failed'; detail?: string }>
}

/**
 * What may stand between us and a gateway. It cannot be asked: `timeout`, `unreachable`, `gateway_failed` (its 5xx), `unreadable_answer`,
 * `rate_limited`. It will not have it: `unauthorized` (our keys), `refused`, `invalid_order`, `amount_too_small`, `amount_too_large`,
 * `amount_changed` (this order id has another amount), `in_progress` (this order id is being handled), `unknown_order`, `conflict`,
 * `refund_failed`.
 */
export type GatewayErrorCode =
  | 'timeout'
  | 'unreachable'
  | 'gateway_failed'
  | 'unreadable_answer'
  | 'rate_limited'
  | 'unauthorized'
  | 'refused'
  | 'invalid_order'
  | 'amount_too_small'
  | 'amount_too_large'
  | 'amount_changed'
  | 'in_progress'
  | 'unknown_order'
  | 'conflict'
  | 'refund_failed'

/** A gateway could not be asked, or would not answer. `retryable`: the same may work later. */
export class GatewayError extends Error {
  readonly retryable: boolean
  constructor(
    readonly code: GatewayErrorCode,
    { retryable, cause, detail }: { retryable: boolean; cause?: unknown; detail?: string },
  ) {
    super(detail ? `${code}: ${detail}` : code, { cause })
    this.retryable = retryable
  }
}

/** Nobody who knows the key has signed this. */
export class BadSignature extends Error {}
/** It came from an address that is not the gateway's. */
export class UntrustedSource extends Error {}
/** It is not what the gateway sends. */
export class MalformedNotification extends Error {}
