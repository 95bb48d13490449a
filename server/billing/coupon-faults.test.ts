import { expect, test } from 'bun:test'
import { couponFaults } from './coupon-faults.ts'
import type { CouponTerms } from './coupon-schemas.ts'

const fine: CouponTerms = {
  code: 'HEMAT20',
  kind: 'percent',
  value: 20,
  items: null,
  firstPaymentOnly: false,
  periods: 1,
  usesLimit: null,
  usesPerAccount: 1,
  validUntil: null,
}
const now = new Date('2026-11-21T00:00:00.000Z')
const faults = (terms: Partial<CouponTerms>) =>
  couponFaults({ ...fine, ...terms }, { onSale: ['pro-monthly', 'topup-1500'], now }).map(({ path }) =>
    path.join('.'),
  )

test('terms that can be kept are let through', () => {
  expect(faults({})).toEqual([])
  expect(faults({ value: 100 })).toEqual([])
  expect(faults({ kind: 'amount', value: 25_000, items: ['topup-1500'], usesLimit: 10 })).toEqual([])
  expect(faults({ periods: 12, validUntil: '2026-11-21T00:00:00.001Z' })).toEqual([])
})

test.each<[string, Partial<CouponTerms>, string[]]>([
  ['more than everything', { value: 101 }, ['value']],
  [
    'what is not sold, each by its place',
    { items: ['topup-1500', 'kopi', 'free-forever'] },
    ['items.1', 'items.2'],
  ],
  ['several first payments', { firstPaymentOnly: true, periods: 2 }, ['periods']],
  ['a limit that later payments could run into', { periods: 3, usesLimit: 100 }, ['usesLimit']],
  ['an end that has been', { validUntil: now.toISOString() }, ['validUntil']],
  [
    'an end before the beginning',
    { validFrom: '2026-12-02T00:00:00.000Z', validUntil: '2026-12-01T00:00:00.000Z' },
    ['validUntil'],
  ],
])('%s is told at its field', (_, terms, fields) => {
  expect(faults(terms)).toEqual(fields)
})
