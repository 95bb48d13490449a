import type { SubscriptionStatus } from '../api-types.ts'

export type Subscription = NonNullable<SubscriptionStatus['subscription']>

/**
 * Where an account stands. `ending`: nothing renews it, as a trial or a gift; `cancelled`: it runs to its end; `free`: a plan without an
 * end; `expired`: it pays as it goes again.
 */
export type State = 'payg' | 'pending' | 'active' | 'ending' | 'cancelled' | 'grace' | 'free' | 'expired'

export function stateOf(subscription: Subscription | null): State {
  if (!subscription) return 'payg'
  const { status, startsAt, endsAt, price, nextPaymentAt, scheduledPlanId } = subscription
  // One that was dropped before it was paid for left nothing behind.
  if (status === 'expired') return startsAt === null ? 'payg' : 'expired'
  if (status !== 'active') return status
  if (subscription.cancelAtPeriodEnd) return 'cancelled'
  if (price === 0 && endsAt === null) return 'free'
  return nextPaymentAt !== undefined || scheduledPlanId !== undefined ? 'active' : 'ending'
}

const graceDays = 3

/** Until when a period that ended can still be paid for. */
export function graceUntil(endsAt: string): string {
  return new Date(Date.parse(endsAt) + graceDays * 86_400_000).toISOString()
}

/** Days that have begun count as whole ones. */
export function daysLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 86_400_000))
}
