import { expect, test } from 'bun:test'
import { localClock } from './local-clock.ts'

const midnight = '2026-11-22T00:00:00.000Z'

test('where clocks read like Jakarta’s nothing is added, elsewhere their own hour is', () => {
  expect(localClock(midnight, 'id', 'Asia/Jakarta')).toBeNull()
  expect(localClock(midnight, 'id', 'Asia/Pontianak')).toBeNull()
  expect(localClock(midnight, 'id', 'Asia/Makassar')).toBe('08.00')
  expect(localClock(midnight, 'en', 'Asia/Jayapura')).toBe('09:00')
})
