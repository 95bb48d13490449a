import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { plans } from '#catalog/plans.ts'
import { changeKind, priceUpgrade } from './plan-change.ts'

const plan = (id: string) => plans.find(({ planId }) => planId === id)!

test.each([
  ['basic-monthly', 'pro-monthly', 'upgrade'],
  ['pro-monthly', 'pro-yearly', 'upgrade'],
  ['pro-yearly', 'enterprise-monthly', 'upgrade'],
  ['pro-yearly', 'pro-monthly', 'downgrade'],
  ['enterprise-monthly', 'pro-yearly', 'downgrade'],
  ['pro-monthly', 'free-forever', 'downgrade'],
  ['free-forever', 'basic-monthly', 'upgrade'],
  ['pro-monthly', 'pro-monthly', 'none'],
])('from %s to %s is %s', (from, to, kind) => {
  expect(changeKind(plan(from), plan(to))).toBe(kind as never)
})

test('of two different plans, exactly one direction is an upgrade', () => {
  fc.assert(
    fc.property(fc.constantFrom(...plans), fc.constantFrom(...plans), (a, b) => {
      if (a.planId === b.planId) return
      expect([changeKind(a, b), changeKind(b, a)].sort()).toEqual(['downgrade', 'upgrade'])
    }),
  )
})

const start = Date.parse('2026-11-01T00:00:00Z')
const day = 86_400_000
const period = fc
  .record({ worth: fc.nat(3_000_000), from: fc.nat(400), days: fc.integer({ min: 1, max: 366 }) })
  .map(({ worth, from, days }) => ({
    worth,
    startsAt: new Date(start + from * day),
    endsAt: new Date(start + (from + days) * day),
  }))

test('what is paid and what is carried over sum to the price; nothing that was paid for is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.array(period, { maxLength: 3 }),
      fc.nat(800 * day),
      (price, unused, after) => {
        const now = new Date(start + after)
        const { carriedOver, amount, excess } = priceUpgrade(price, unused, now)
        expect(carriedOver + amount).toBe(price)
        expect([carriedOver, amount, excess].every((part) => Number.isInteger(part) && part >= 0)).toBe(true)
        expect(excess > 0 ? amount : 0).toBe(0)
        const worth = unused.reduce((sum, each) => sum + each.worth, 0)
        expect(carriedOver + excess).toBeLessThanOrEqual(worth)
      },
    ),
  )
})
