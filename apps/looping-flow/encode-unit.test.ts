import { expect, test } from 'bun:test'
import { spansOf } from './encode-unit.ts'

const rate = { num: 30, den: 1 }

test('a unit is encoded in pieces of whole groups that make it up, however long it is', () => {
  for (const unit of [1, 59, 60, 119, 240, 241, 299, 900, 1800]) {
    const spans = spansOf(unit, { rate })
    expect(spans.length).toBeLessThanOrEqual(4)
    let next = 0
    for (const { first, count } of spans) {
      expect(first).toBe(next)
      expect(first % 60).toBe(0)
      expect(count).toBeGreaterThan(0)
      next += count
    }
    expect(next).toBe(unit)
  }
})

test('ten seconds are two pieces, so that two cores share them; four seconds are not worth it', () => {
  expect(spansOf(239, { rate })).toEqual([
    { first: 0, count: 120 },
    { first: 120, count: 119 },
  ])
  expect(spansOf(100, { rate })).toHaveLength(1)
})
