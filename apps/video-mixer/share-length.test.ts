import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Share, shareLength } from './share-length.ts'

const ends = { first: 0, last: 2 }

test('equal shares are equal, and a clip that is too short gives all it has', () => {
  expect(shareLength(300, [500, 500, 500], 'equal', ends)).toEqual([100, 100, 100])
  expect(shareLength(300, [500, 40, 500], 'equal', ends)).toEqual([130, 40, 130])
})

test('proportional shares follow the length of the clips', () => {
  expect(shareLength(100, [100, 200, 700], 'proportional', ends)).toEqual([10, 20, 70])
})

test('weighted shares give the first and last half as much again', () => {
  expect(shareLength(400, [999, 999, 999], 'weighted', ends)).toEqual([150, 100, 150])
})

test('no part falls below the least, and the others give what it takes', () => {
  expect(shareLength(100, [30, 200, 770], 'proportional', ends, 20)).toEqual([20, 20, 60])
})

test('the parts always add up to the frame, none beyond its clip, none empty', () => {
  const clips = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 30 })
  const share = fc.constantFrom<Share>('equal', 'proportional', 'weighted')
  fc.assert(
    fc.property(clips, share, fc.nat(), fc.nat(), fc.nat(), (available, share, wish, a, b) => {
      const most = available.reduce((sum, frames) => sum + frames, 0)
      const total = available.length + (wish % (most - available.length + 1))
      const parts = shareLength(total, available, share, {
        first: a % available.length,
        last: b % available.length,
      })
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
      for (const [n, part] of parts.entries()) expect(part).toBeWithin(1, (available[n] ?? 0) + 1)
    }),
  )
})
