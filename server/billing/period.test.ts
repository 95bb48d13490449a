import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { anchorDayOf, periodEnd } from './period.ts'

const wib = (text: string) => new Date(`${text}+07:00`)

describe('a month', () => {
  test.each([
    ['2027-01-31T10:15:00', 31, '2027-02-28T10:15:00'],
    ['2027-02-28T10:15:00', 31, '2027-03-31T10:15:00'],
    ['2028-01-31T10:15:00', 31, '2028-02-29T10:15:00'],
    ['2026-11-30T23:59:59.999', 30, '2026-12-30T23:59:59.999'],
    ['2026-12-31T00:00:00', 31, '2027-01-31T00:00:00'],
  ])('from %s on the %ist ends %s in Jakarta', (start, anchor, end) => {
    expect(periodEnd(wib(start), 'monthly', anchor)).toEqual(wib(end))
  })

  test('begins on the day it is in Jakarta, not in London', () => {
    expect(anchorDayOf(new Date('2026-11-30T18:00:00Z'))).toBe(1)
    expect(periodEnd(new Date('2026-11-30T18:00:00Z'), 'monthly')).toEqual(new Date('2026-12-31T18:00:00Z'))
  })
})

test('a year from 29 February ends on 28 February, and on the 29th again four years on', () => {
  const start = wib('2028-02-29T08:00:00')
  expect(periodEnd(start, 'yearly')).toEqual(wib('2029-02-28T08:00:00'))
  expect(periodEnd(wib('2031-02-28T08:00:00'), 'yearly', 29)).toEqual(wib('2032-02-29T08:00:00'))
})

const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
})

test('months follow each other without drifting: the anchor day, or the last one of a short month', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 60 }), (start, count) => {
      const anchor = anchorDayOf(start)
      let at = start
      for (let i = 0; i < count; i++) {
        const next = periodEnd(at, 'monthly', anchor)
        const days = (next.getTime() - at.getTime()) / 86_400_000
        expect(Number.isInteger(days) && days >= 28 && days <= 31).toBe(true)
        const local = new Date(next.getTime() + 7 * 3_600_000)
        const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate()
        expect(local.getUTCDate()).toBe(Math.min(anchor, last))
        at = next
      }
    }),
    { numRuns: 200 },
  )
})

test('twelve months are a year', () => {
  fc.assert(
    fc.property(moments, (start) => {
      const anchor = anchorDayOf(start)
      let at = start
      for (let i = 0; i < 12; i++) at = periodEnd(at, 'monthly', anchor)
      expect(at).toEqual(periodEnd(start, 'yearly', anchor))
    }),
  )
})
