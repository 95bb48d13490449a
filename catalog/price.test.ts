import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { chargeSchedule, price } from './price.ts'

const mixer = { base: 2, per: 'video' as const, quota: 1 }
const loop = { base: 2, perSecond: { credits: 1, seconds: 300 }, quota: 1 }
const motion = { base: 2, perSecond: { credits: 0.2, seconds: 1 }, quota: 1 }
const inpaint = { base: 3, perMegapixel: { credits: 1, megapixels: 1 }, quota: 1 }

test('three mixed videos cost six credits or three of the quota', () => {
  expect(price(mixer, { outputs: 3 })).toEqual({ credits: 6, quota: 3 })
})

test('an hour of loop costs its base and one credit for each started five minutes', () => {
  expect(price(loop, { outputs: 1, seconds: 3600 }).credits).toBe(14)
  expect(price(loop, { outputs: 1, seconds: 3600.5 }).credits).toBe(15)
  expect(price(loop, { outputs: 1, seconds: 1 }).credits).toBe(3)
})

test('tenths of a credit are added exactly, never by floating point', () => {
  for (let seconds = 5; seconds <= 15; seconds += 5)
    expect(price(motion, { outputs: 1, seconds }).credits).toBe(2 + seconds / 5)
  expect(
    price({ base: 0, perSecond: { credits: 0.1, seconds: 1 }, quota: 0 }, { outputs: 1, seconds: 30 })
      .credits,
  ).toBe(3)
})

test('a picture is priced by its area, rounded up once', () => {
  expect(price(inpaint, { outputs: 1, megapixels: 4.194 }).credits).toBe(8)
  expect(price(inpaint, { outputs: 50, megapixels: 1 }).credits).toBe(200)
})

test('the schedule starts at nothing, ends at the quote and never falls', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 900 }),
      (outputs, base, seconds) => {
        const terms = { ...loop, base }
        const schedule = chargeSchedule(terms, { outputs, seconds }, 'credit')
        expect(schedule[0]).toBe(0)
        expect(schedule[outputs]).toBe(price(terms, { outputs, seconds }).credits)
        for (let i = 1; i <= outputs; i++) expect(schedule[i]!).toBeGreaterThanOrEqual(schedule[i - 1]!)
      },
    ),
  )
})
