import { expect, test } from 'bun:test'
import { isPaidAhead, isPayable } from './payments-query.ts'

const renewal = {
  kind: 'renew',
  paidAt: '2026-03-01T00:10:00.000Z',
  fulfilledAs: 'order',
} as const

test('a renewal paid since the period began pays for the next one, one that began it does not', () => {
  expect(isPaidAhead([renewal], '2026-02-10T00:00:00.000Z')).toBe(true)
  expect(isPaidAhead([renewal], '2026-03-01T00:10:00.050Z')).toBe(false)
})

test('what was given back, became credits or is not paid pays for nothing to come', () => {
  const since = '2026-02-10T00:00:00.000Z'
  expect(isPaidAhead([{ ...renewal, refundStatus: 'requested' }], since)).toBe(false)
  expect(isPaidAhead([{ ...renewal, refundStatus: 'rejected' }], since)).toBe(true)
  expect(isPaidAhead([{ ...renewal, fulfilledAs: 'credits' }], since)).toBe(false)
  expect(isPaidAhead([{ kind: 'renew' }], since)).toBe(false)
})

test('an order can be paid until its time has run out, also where nobody has closed it yet', () => {
  const order = { status: 'pending', expiresAt: '2026-03-02T00:00:00.000Z' } as const
  expect(isPayable(order, Date.parse('2026-03-01T23:59:59Z'))).toBe(true)
  expect(isPayable(order, Date.parse('2026-03-02T00:00:00Z'))).toBe(false)
  expect(isPayable({ ...order, status: 'paid' }, Date.parse('2026-03-01T00:00:00Z'))).toBe(false)
})
