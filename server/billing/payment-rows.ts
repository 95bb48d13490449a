import type { Tier } from '#catalog/tiers.ts'
import type { Cycle } from './period.ts'

/** What was ordered, with the terms it was sold on. */
export interface CreditsItem {
  packId: string
  credits: number
  amount: number
}

export interface PlanItem {
  planId: string
  name: string
  tier: Tier
  billingCycle: Cycle
  dailyQuota: number
  features: string[]
  /** Rupiah a cycle. */
  price: number
  /** The period an upgrade takes the place of. */
  replaces?: string
  /** Rupiah of unused periods beyond an upgrade's price; it becomes credits. */
  excess?: number
}

/** A row of `payments`, as the database gives it. Amounts are whole rupiah. */
export interface PaymentRow {
  id: string
  order_id: string
  account_id: string
  user_id: string
  kind: 'credits' | 'subscribe' | 'upgrade' | 'renew'
  item: CreditsItem | PlanItem
  subscription_id: string | null
  list_amount: number
  carried_over: number
  discount: number
  coupon_code: string | null
  amount: number
  currency: 'IDR'
  gateway: string
  reference: string | null
  url: string | null
  instructions: { vaNumber?: string; qrString?: string }
  method: string | null
  status: 'pending' | 'paid' | 'failed' | 'expired'
  fulfilled_as: 'order' | 'credits' | null
  expires_at: Date
  created_at: Date
  checked_at: Date | null
  paid_at: Date | null
}

export function isPlanItem(item: PaymentRow['item']): item is PlanItem {
  return 'planId' in item
}
