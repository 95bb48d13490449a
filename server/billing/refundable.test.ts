import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { couponRefusal, discountOf } from './coupon.ts'
import { refundableOfCredits, refundableOfPeriod, spreadRefund } from './refundable.ts'

const start = new Date('2026-11-01T03:00:00Z')
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const month = { worth: 300_000, startsAt: start, endsAt: new Date('2026-12-01T03:00:00Z'), paidAt: start }

test('within a day of paying, all of it comes back; from then on the days that have not begun', () => {
  expect(refundableOfPeriod(month, after(24))).toEqual({ kind: 'withdrawal', amount: 300_000 })
  expect(refundableOfPeriod(month, after(24.1))).toEqual({ kind: 'prorated', amount: 280_000 })
  expect(refundableOfPeriod(month, after(24 * 29.5))).toEqual({ kind: 'prorated', amount: 0 })
})

test('a period paid for in advance comes back whole', () => {
  const next = { ...month, startsAt: month.endsAt, endsAt: new Date('2026-12-31T03:00:00Z') }
  expect(refundableOfPeriod(next, after(24 * 20))).toEqual({ kind: 'prorated', amount: 300_000 })
})

test('what comes back is a whole rupiah between nothing and what it was worth, and only falls with time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.nat(40 * 24),
      fc.nat(100),
      (worth, hours, more) => {
        const now = refundableOfPeriod({ ...month, worth }, after(hours)).amount
        const later = refundableOfPeriod({ ...month, worth }, after(hours + more)).amount
        expect(Number.isInteger(now) && now >= 0 && now <= worth && later <= now).toBe(true)
      },
    ),
  )
})

test('what goes back is spread over the payments it came from, none more than it has left', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.nat(400_000), { maxLength: 5 }), (total, lefts) => {
      const parts = spreadRefund(
        total,
        lefts.map((left) => ({ left })),
      )
      expect(parts.every(({ payment, amount }) => amount > 0 && amount <= payment.left)).toBe(true)
      const enough = lefts.reduce((sum, left) => sum + left, 0)
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(Math.min(total, enough))
    }),
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
