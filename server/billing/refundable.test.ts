import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { couponRefusal, discountOf } from './coupon.ts'
import { refundableOfCredits, refundableOfPeriods } from './refundable.ts'

const start = new Date('2026-11-01T03:00:00Z')
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const month = { worth: 300_000, startsAt: start, endsAt: new Date('2026-12-01T03:00:00Z') }
const paid = { amount: 300_000, paidAt: start }

test('within a day of paying, all of it comes back; from then on the days that have not begun', () => {
  expect(refundableOfPeriods(paid, [month], after(24))).toEqual({ kind: 'withdrawal', amount: 300_000 })
  expect(refundableOfPeriods(paid, [month], after(24.1))).toEqual({ kind: 'prorated', amount: 280_000 })
  expect(refundableOfPeriods(paid, [month], after(24 * 29.5))).toEqual({ kind: 'prorated', amount: 0 })
})

test('a period paid for in advance comes back whole', () => {
  const next = { ...month, startsAt: month.endsAt, endsAt: new Date('2026-12-31T03:00:00Z') }
  expect(refundableOfPeriods(paid, [next], after(24 * 20))).toEqual({ kind: 'prorated', amount: 300_000 })
})

test('an upgrade gives back no more than was paid for it, whatever was carried over', () => {
  expect(refundableOfPeriods({ amount: 50_000, paidAt: start }, [month], after(48)).amount).toBe(50_000)
})

test('what comes back is a whole rupiah between nothing and what was paid, and only falls with time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.nat(40 * 24),
      fc.nat(100),
      (worth, hours, more) => {
        const terms = { amount: worth, paidAt: start }
        const now = refundableOfPeriods(terms, [{ ...month, worth }], after(hours)).amount
        const later = refundableOfPeriods(terms, [{ ...month, worth }], after(hours + more)).amount
        expect(Number.isInteger(now) && now >= 0 && now <= worth && later <= now).toBe(true)
      },
    ),
  )
})

test('credits come back as far as they are left', () => {
  const pack = { amount: 100_000, paidAt: start, credits: 1500 }
  expect(refundableOfCredits(pack, 1500, after(1))).toEqual({ kind: 'withdrawal', amount: 100_000 })
  expect(refundableOfCredits(pack, 1000, after(1))).toEqual({ kind: 'withdrawal', amount: 66_666 })
  expect(refundableOfCredits(pack, 0, after(99)).amount).toBe(0)
})

test('a coupon takes off no more than the price, and no part of a rupiah', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('percent' as const, 'amount' as const),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 3_000_000 }),
      (kind, value, price) => {
        const off = discountOf({ kind, value: kind === 'amount' ? value * 1000 : value }, price)
        expect(Number.isInteger(off) && off >= 0 && off <= price).toBe(true)
        if (kind === 'percent' && value === 100) expect(off).toBe(price)
      },
    ),
  )
})

test('a coupon says why it cannot be used', () => {
  const coupon = {
    code: 'HEMAT10',
    kind: 'percent' as const,
    value: 10,
    items: ['pro-monthly'],
    firstPaymentOnly: true,
    periods: null,
    usesLimit: 5,
    usesPerAccount: 1,
    validFrom: after(0),
    validUntil: after(10),
    enabled: true,
  }
  const fresh = { uses: 0, usesByAccount: 0, paidBefore: false }
  const judge = (change: object, history: object = {}, item = 'pro-monthly', hours = 1) =>
    couponRefusal({ ...coupon, ...change }, { ...fresh, ...history }, item, after(hours))
  expect(judge({})).toBeNull()
  expect(judge({ enabled: false })).toBe('unknown')
  expect(judge({}, {}, 'pro-monthly', -1)).toBe('not_yet')
  expect(judge({}, {}, 'pro-monthly', 10)).toBe('over')
  expect(judge({}, {}, 'basic-monthly')).toBe('not_for_this')
  expect(judge({}, { paidBefore: true })).toBe('first_payment_only')
  expect(judge({}, { uses: 5 })).toBe('used_up')
  expect(judge({}, { usesByAccount: 1 })).toBe('used_by_you')
  expect(judge({ periods: 3 }, { usesByAccount: 2 })).toBeNull()
})
