import { expect, test } from 'bun:test'
import { fundsLeft } from './funds-left.ts'
import type { PriceLine } from './price-line.ts'

const run = (unit: PriceLine['unit'], results: number, each: number, has: number): PriceLine => {
  const cost = results * each
  const after = has - cost
  return {
    unit,
    cost,
    each,
    results,
    has,
    after,
    short: Math.max(0, -after),
    low: after >= 0 && after < cost,
  }
}

test('a day’s quota is measured by its limit: under a fifth of it is low', () => {
  expect(fundsLeft(run('quota', 2, 1, 12), 50)).toEqual({ state: 'ok' })
  expect(fundsLeft(run('quota', 3, 1, 12), 50)).toEqual({ state: 'low' })
})

test('credits are measured by what there is, and by the next run', () => {
  expect(fundsLeft(run('credit', 3, 2, 100), 0)).toEqual({ state: 'ok' })
  expect(fundsLeft(run('credit', 41, 2, 100), 0)).toEqual({ state: 'low' })
  expect(fundsLeft(run('credit', 3, 2, 11), 0)).toEqual({ state: 'low' })
})

test('what cannot be paid says how many could be', () => {
  expect(fundsLeft(run('credit', 5, 2, 7), 0)).toEqual({ state: 'short', enoughFor: 3 })
  expect(fundsLeft(run('quota', 5, 1, 0), 50)).toEqual({ state: 'short', enoughFor: 0 })
})

test('a run that costs nothing warns of nothing', () => {
  expect(fundsLeft(run('quota', 1, 0, 0), 0)).toEqual({ state: 'ok' })
})
