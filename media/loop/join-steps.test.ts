import { expect, test } from 'bun:test'
import { joinSteps } from './join-steps.ts'

const rate = 48_000

/** Repeatable, between −1 and 1. */
function noise(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

function stereo(seconds: number, at: (n: number) => number): Float32Array {
  const heard = new Float32Array(seconds * rate * 2)
  for (let n = 0; n < seconds * rate; n++) heard.fill(at(n), n * 2, n * 2 + 2)
  return heard
}

test('loud noise never clicks where it was joined, whatever its seed', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = noise(seed)
    // Nearly normal, as noise at −14 LUFS is.
    const heard = stereo(1, () => 0.2 * (next() + next() + next() + next()))
    const joins = Array.from({ length: 20 }, (_, n) => (n + 1) * 2_000)
    expect({ seed, clicks: joinSteps(heard, joins).clicks }).toEqual({ seed, clicks: false })
  }
})

test('a tone that jumps where it was joined clicks; one that goes on does not, wherever its jumps are', () => {
  const tone = (n: number, phase = 0) => 0.3 * Math.sin((2 * Math.PI * 220 * n) / rate + phase)
  const whole = stereo(4, (n) => tone(n))
  expect(joinSteps(whole, [rate, 2 * rate])).toEqual({ over: expect.closeTo(0, 3) as never, clicks: false })
  const cut = stereo(4, (n) => tone(n, n >= 2 * rate ? Math.PI / 2 : 0))
  expect(joinSteps(cut, [rate]).clicks).toBe(false)
  const { over, clicks } = joinSteps(cut, [rate, 2 * rate])
  expect(clicks).toBe(true)
  expect(over).toBeGreaterThan(0.2)
})

test('nothing was joined, or nothing is there', () => {
  expect(
    joinSteps(
      stereo(1, (n) => (n === 100 ? 1 : 0)),
      [],
    ),
  ).toEqual({ over: 0, clicks: false })
  expect(joinSteps(new Float32Array(0), [10])).toEqual({ over: 0, clicks: false })
})
