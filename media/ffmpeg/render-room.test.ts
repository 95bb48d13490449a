import { expect, test } from 'bun:test'
import { placesFor } from './render-room.ts'

const gigabyte = 2 ** 30
const phone = { width: 720, height: 1280 }
const uhd = { width: 2160, height: 3840 }

test('where memory is plentiful every core encodes', () => {
  expect(placesFor(uhd, { cores: 4, memory: 32 * gigabyte })).toBe(1)
})

test('many cores with little memory encode fewer large pictures at once, and never more than fit', () => {
  const small = { cores: 16, memory: 4 * gigabyte }
  expect(Math.floor(16 / placesFor(uhd, small)) * 0.84e9).toBeLessThanOrEqual(2 * gigabyte)
  expect(placesFor(phone, small)).toBeLessThan(placesFor(uhd, small))
})

test('one always goes, however little memory there is', () => {
  expect(placesFor(uhd, { cores: 2, memory: gigabyte / 2 })).toBe(2)
})
