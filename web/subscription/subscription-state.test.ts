import { expect, test } from 'bun:test'
import { daysLeft, graceUntil, type Subscription, stateOf } from './subscription-state.ts'

const paid: Subscription = {
  id: '00000000-0000-4000-8000-000000000000',
  planId: 'pro-monthly',
  status: 'active',
  startsAt: '2026-01-31T05:00:00.000Z',
  endsAt: '2026-02-28T05:00:00.000Z',
  nextPaymentAt: '2026-02-28T05:00:00.000Z',
  cancelAtPeriodEnd: false,
  tier: 'pro',
  price: 299_000,
  dailyQuota: 100,
}
const { nextPaymentAt: _, ...unpaid } = paid

test.each<[string, Subscription | null]>([
  ['payg', null],
  ['payg', { ...unpaid, status: 'expired', startsAt: null, endsAt: null }],
  ['pending', { ...unpaid, status: 'pending', startsAt: null, endsAt: null }],
  ['active', paid],
  ['active', { ...unpaid, endsAt: null, scheduledPlanId: 'free-forever' }],
  ['ending', unpaid],
  ['cancelled', { ...unpaid, cancelAtPeriodEnd: true }],
  ['grace', { ...paid, status: 'grace' }],
  ['free', { ...unpaid, price: 0, tier: 'free', endsAt: null }],
  ['expired', { ...unpaid, status: 'expired' }],
])('%s is told apart', (state, subscription) => {
  expect(stateOf(subscription)).toBe(state as ReturnType<typeof stateOf>)
})

test('grace is three days, counted down by days that have begun', () => {
  expect(graceUntil('2026-02-28T05:00:00.000Z')).toBe('2026-03-03T05:00:00.000Z')
  const until = '2026-03-03T05:00:00.000Z'
  expect(daysLeft(until, Date.parse('2026-02-28T06:00:00Z'))).toBe(3)
  expect(daysLeft(until, Date.parse('2026-03-03T04:59:00Z'))).toBe(1)
  expect(daysLeft(until, Date.parse('2026-03-04T00:00:00Z'))).toBe(0)
})
