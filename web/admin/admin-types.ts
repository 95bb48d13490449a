/** What the operator's pages are answered. */
export type { Coupon } from '#server/billing/coupon-schemas.ts'
export type { GatewayMessage, Order, OrderSummary } from '#server/billing/order-schemas.ts'
export type { PlanOffer } from '#server/billing/plan-offer-schemas.ts'
export type { Refund } from '#server/billing/refund-schemas.ts'
export type { RefundReview } from '#server/billing/review-schemas.ts'

import type { GatewayMessage, Order } from '#server/billing/order-schemas.ts'

/** What the gateway said of an order, and the order as it stands then. */
export interface Checked {
  result: 'paid' | 'known' | 'pending' | 'failed' | 'expired' | 'wrong_amount' | 'too_soon'
  order: Order
}

/** A message judged again. */
export interface Replayed {
  message: GatewayMessage
  order: Order
}
