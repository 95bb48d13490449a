import { expect, test } from 'bun:test'
import { eachOf, outcomeOf } from './outcome.ts'

const settlement = {
  delivered: 2,
  wanted: 7,
  schedule: [0, 2, 4, 6, 8, 10, 12, 14],
  settled: 4,
  released: 10,
  at: '2026-11-21T01:00:00.000Z',
  results: [],
  failures: [
    { position: 0, reason: 'still' },
    { position: 3, reason: 'black' },
    { position: 4, reason: 'black' },
  ],
}

test('failures stand together by reason, and what a stopped run never made is counted apart', () => {
  expect(outcomeOf({ settlement })).toEqual({
    delivered: 2,
    failed: [
      { reason: 'black', count: 2 },
      { reason: 'still', count: 1 },
    ],
    unmade: 2,
    settled: 4,
    released: 10,
  })
})

test('a run that is still going has no outcome', () => {
  expect(outcomeOf({ settlement: null })).toBeNull()
})

test('the price of one result is told only where all cost alike', () => {
  expect([eachOf(6, 3), eachOf(7, 3), eachOf(0, 2)]).toEqual([2, null, 0])
})
