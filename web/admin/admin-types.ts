/** What the operator's pages are answered. */
export type { Coupon } from '#server/billing/coupon-schemas.ts'
export type { Refund } from '#server/billing/refund-schemas.ts'
export type { RefundReview } from '#server/billing/review-schemas.ts'
