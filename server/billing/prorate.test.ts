import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { unusedValue, upgradePrice } from './prorate.ts'

const month = {
  price: 99_000,
  startsAt: new Date('2026-11-01T00:00:00Z'),
  endsAt: new Date('2026-12-01T00:00:00Z'),
}

test('upgrading half-way through a month credits half of what was paid', () => {
  expect(upgradePrice(299_000, month, new Date('2026-11-16T00:00:00Z'))).toBe(249_500)
})

test('someone without a running plan pays the full price', () => {
  expect(upgradePrice(299_000, null, new Date())).toBe(299_000)
})

test('the unused value is a whole rupiah between nothing and the price, and never grows with time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3_000_000 }),
      fc.nat(40 * 86_400_000),
      fc.nat(86_400_000),
      (price, into, more) => {
        const at = new Date(month.startsAt.getTime() - 86_400_000 + into)
        const later = new Date(at.getTime() + more)
        const value = unusedValue({ ...month, price }, at)
        expect(Number.isInteger(value)).toBe(true)
        expect(value).toBeGreaterThanOrEqual(unusedValue({ ...month, price }, later))
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(price)
      },
    ),
  )
})
