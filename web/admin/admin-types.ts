/** What the operator's pages are answered. */
export type { Refund } from '#server/billing/refund-schemas.ts'
export type { RefundReview } from '#server/billing/review-schemas.ts'
