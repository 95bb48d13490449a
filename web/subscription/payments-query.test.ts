import { expect, test } from 'bun:test'
import type { Payment } from '../api-types.ts'
import { isPaidAhead, isPayable } from './payments-query.ts'

const renewal: Payment = {
  id: '00000000-0000-4000-8000-000000000000',
  orderId: 'LMK-A',
  kind: 'renew',
  item: {
    planId: 'pro-monthly',
    name: 'Pro Monthly',
    tier: 'pro',
    billingCycle: 'monthly',
    dailyQuota: 100,
    features: [],
    price: 299_000,
  },
  listAmount: 299_000,
  carriedOver: 0,
  discount: 0,
  amount: 299_000,
  status: 'paid',
  url: null,
  instructions: {},
  createdAt: '2026-03-01T00:00:00.000Z',
  expiresAt: '2026-03-02T00:00:00.000Z',
  paidAt: '2026-03-01T00:10:00.000Z',
  fulfilledAs: 'order',
}

test('a renewal paid since the period began pays for the next one, one that began it does not', () => {
  expect(isPaidAhead([renewal], '2026-02-10T00:00:00.000Z')).toBe(true)
  expect(isPaidAhead([renewal], '2026-03-01T00:10:00.050Z')).toBe(false)
})

test('what was given back, became credits or is not paid pays for nothing to come', () => {
  const since = '2026-02-10T00:00:00.000Z'
  const { paidAt: _, fulfilledAs: __, ...open } = renewal
  expect(isPaidAhead([{ ...renewal, refundStatus: 'requested' }], since)).toBe(false)
  expect(isPaidAhead([{ ...renewal, refundStatus: 'rejected' }], since)).toBe(true)
  expect(isPaidAhead([{ ...renewal, fulfilledAs: 'credits' }], since)).toBe(false)
  expect(isPaidAhead([{ ...open, status: 'pending' }], since)).toBe(false)
})

test('an order can be paid until its time has run out, also where nobody has closed it yet', () => {
  const order = { ...renewal, status: 'pending' as const }
  expect(isPayable(order, Date.parse('2026-03-01T23:59:59Z'))).toBe(true)
  expect(isPayable(order, Date.parse('2026-03-02T00:00:00Z'))).toBe(false)
  expect(isPayable(renewal, Date.parse('2026-03-01T00:00:00Z'))).toBe(false)
})
