import { expect, test } from 'bun:test'
import { date } from '#ui/format.ts'
import { beginningOf, endOf, lastMomentBefore } from './jakarta-day.ts'

test('a day begins and ends when it does in Jakarta', () => {
  expect(beginningOf('2026-12-01')).toBe('2026-11-30T17:00:00.000Z')
  expect(endOf('2026-12-31')).toBe('2026-12-31T17:00:00.000Z')
})

test('what is valid until the end of a day names that day', () => {
  expect(date(lastMomentBefore(endOf('2026-12-31')), 'id')).toBe('31 Des 2026')
})
