import type { Payment } from '../api-types.ts'

/** What somebody is about to buy. */
export interface Wish {
  kind: 'pack' | 'plan' | 'renew'
  /** The pack's or plan's id. */
  id: string
  /** A plan's name, or how many credits a pack has. */
  name: string
}

/** Signing in first, and back to the price list with this choice open. */
export function signInFor(id: string, cycle?: 'monthly' | 'yearly'): string {
  const choice = new URLSearchParams({ ...(cycle === 'yearly' ? { cycle } : {}), buy: id })
  return `/sign-in?${new URLSearchParams({ next: `/pricing?${choice}` })}`
}

/** Where an order leads: the page to pay on, or, with nothing to pay, what became of it. */
export function pageOf(payment: Pick<Payment, 'url' | 'orderId'>): string {
  return payment.url ?? `/payment/return?merchantOrderId=${encodeURIComponent(payment.orderId)}`
}
