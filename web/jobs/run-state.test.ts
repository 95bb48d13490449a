import { expect, test } from 'bun:test'
import type { Generation, GenerationOutput } from '../api-types.ts'
import { outcomeOf, secondsBetween, shownSlots, slotsOf } from './run-state.ts'

const output = (position: number): GenerationOutput => ({
  assetId: `o${position}`,
  position,
  name: `v_${position}.mp4`,
  kind: 'video',
  type: 'video/mp4',
  bytes: 1,
  storedBytes: 1,
  sha256: '',
  width: 480,
  height: 480,
  seconds: 1,
  hasAudio: false,
  origin: 'output',
  createdAt: '2026-11-21T01:00:00.000Z',
  url: '',
  thumbnailUrl: null,
  recipe: {},
})
const run = (over: Partial<Generation>): Generation => ({
  id: 'r',
  app: 'video-mixer',
  action: 'generate',
  modelKey: 'video-mixer:ffmpeg-standard',
  name: null,
  status: 'running',
  progress: 0.5,
  charged: { unit: 'credit', held: 6, settled: 0 },
  input: {},
  outputs: [],
  outputsWanted: 3,
  createdAt: '2026-11-21T01:00:00.000Z',
  ...over,
})

test('results stand in their own places while others are still to come', () => {
  const slots = slotsOf(run({ outputs: [output(2)], failures: [{ position: 0, reason: 'black' }] }))
  expect(slots.map(({ kind }) => kind)).toEqual(['failed', 'pending', 'made'])
})

test('after a cancel, what was not made was given back', () => {
  expect(slotsOf(run({ status: 'cancelled', outputs: [output(0)] })).map(({ kind }) => kind)).toEqual([
    'made',
    'given_back',
    'given_back',
  ])
})

test('of a large run the next few places are shown, and after a cancel only what was made', () => {
  const large = run({ outputsWanted: 48, outputs: [output(0)] })
  expect(shownSlots(large)).toMatchObject({ more: 41, slots: { length: 7 } })
  expect(shownSlots({ ...large, status: 'cancelled' })).toMatchObject({ more: 0, slots: { length: 1 } })
})

test('a result deleted later leaves its place empty and is not called a failure', () => {
  const done = run({ status: 'succeeded', outputs: [output(0), output(2)] })
  expect(slotsOf(done)[1]).toEqual({ at: 1, kind: 'deleted' })
  expect(outcomeOf(done)).toBe('succeeded')
  expect(outcomeOf(run({ status: 'succeeded', failures: [{ position: 1, reason: 'x' }] }))).toBe('partial')
})

test('time counts up to the end, or up to now', () => {
  const from = '2026-11-21T01:00:00.000Z'
  expect(secondsBetween(from, '2026-11-21T01:01:05.000Z', 0)).toBe(65)
  expect(secondsBetween(from, null, Date.parse('2026-11-21T01:00:09.000Z'))).toBe(9)
})
