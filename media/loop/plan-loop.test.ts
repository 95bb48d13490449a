import { expect, test } from 'bun:test'
import { scoreOf } from './judge-seam.ts'
import { boomerang } from './loop-plan.ts'
import { bestLoop, type JudgedLoop } from './plan-loop.ts'

const clip = { frames: 300 }
/** A loop of so many frames whose seam costs so much; 1 is at the bars. */
function loop(style: 'cut' | 'crossfade', frames: number, cost: number): JudgedLoop {
  const facts = { ssimDrop: 0.01 * cost, jerk: 1, sharpness: 1 }
  const plan =
    style === 'cut' ? { style, from: 0, frames, drift: 0 } : { style, from: 0, frames, blend: 30, drift: 0 }
  return { plan, facts, score: scoreOf(facts) }
}
const chosen = (...loops: JudgedLoop[]) => bestLoop(loops, clip)?.plan

test('a sharp cut goes before a blend that is a little better', () => {
  expect(chosen(loop('cut', 225, 0.1), loop('crossfade', 270, 0))).toMatchObject({ style: 'cut' })
})

test('a short piece is not repeated thousands of times for the sake of a sharp cut', () => {
  expect(chosen(loop('cut', 40, 0.2), loop('crossfade', 270, 0.02))).toMatchObject({ style: 'crossfade' })
})

test('what somebody might notice is not taken, however long and sharp', () => {
  expect(chosen(loop('cut', 300, 1.4), loop('crossfade', 160, 0.8))).toMatchObject({ style: 'crossfade' })
})

test('people do not walk backwards for the sake of a seam that is good enough without', () => {
  const facts = { ssimDrop: 0, jerk: 1, sharpness: 1 }
  const backwards: JudgedLoop = { plan: boomerang(0, 300, 30), facts, score: scoreOf(facts) }
  expect(chosen(loop('crossfade', 150, 0.4), backwards)).toMatchObject({ style: 'crossfade' })
  expect(chosen(loop('crossfade', 150, 1.2), backwards)).toMatchObject({ style: 'boomerang' })
})
