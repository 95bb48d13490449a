import { describe, expect, test } from 'bun:test'
import { feedFfmpeg } from '../ffmpeg/feed-ffmpeg.ts'
import { codedFrame, periodOf } from './blend-ends.ts'
import { rawFloats } from './encode-bed.ts'
import { metering, readMeter } from './loudness.ts'
import { builtinLoudness, builtinSeconds, builtins, makeNoise } from './noise.ts'

const rate = 48_000
const seconds = 24
const made = Object.fromEntries(builtins.map((kind) => [kind, makeNoise(kind, 7, seconds * rate)]))
const of = (kind: string) => made[kind] as Float32Array

/** Root of the mean square of one side, in stretches of so many seconds. */
function swell(sound: Float32Array, side: number, every: number): number[] {
  const length = Math.round(every * rate)
  return Array.from({ length: Math.floor(sound.length / 2 / length) }, (_, n) => {
    let sum = 0
    for (let at = n * length; at < (n + 1) * length; at++) sum += sound[at * 2 + side]! ** 2
    return Math.sqrt(sum / length)
  })
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

describe.each(builtins)('%s', (kind) => {
  test('the same seed begins the same at any length, another seed is another sound', () => {
    const short = makeNoise(kind, 7, rate)
    expect(Buffer.compare(Buffer.from(short.buffer), Buffer.from(of(kind).buffer, 0, short.byteLength))).toBe(
      0,
    )
    expect(makeNoise(kind, 8, 1000)).not.toEqual(makeNoise(kind, 7, 1000))
  })

  test('as loud as the others, without an offset or a peak that is cut off, and wide', async () => {
    const sound = of(kind)
    const log = await feedFfmpeg(
      [...rawFloats, '-i', 'pipe:0', ...metering],
      (async function* () {
        yield new Uint8Array(sound.buffer)
      })(),
    )
    const { loudness, peak } = readMeter(log)
    expect(Math.abs(loudness - builtinLoudness)).toBeLessThan(2)
    expect(peak).toBeLessThan(-1)
    let [left, both, power] = [0, 0, 0]
    for (let at = 0; at < sound.length; at += 2) {
      left += sound[at]!
      both += sound[at]! * sound[at + 1]!
      power += (sound[at]! ** 2 + sound[at + 1]! ** 2) / 2
    }
    expect(Math.abs(left / (sound.length / 2))).toBeLessThan(0.001)
    expect(Math.abs(both / power)).toBeLessThan(0.5)
  })
})

test('rain comes in gusts and drops stand out of it; noise does neither', () => {
  const stands = (sound: Float32Array) => {
    const steps = swell(sound, 0, 0.004)
    return steps.toSorted((a, b) => a - b)[Math.floor(steps.length * 0.995)]! / mean(steps)
  }
  const gusts = (sound: Float32Array) => {
    const steps = swell(sound, 0, 1)
    return Math.max(...steps) / Math.min(...steps)
  }
  expect(gusts(of('rain'))).toBeGreaterThan(1.15)
  expect(gusts(of('rain'))).toBeLessThan(2.5)
  expect(gusts(of('white'))).toBeLessThan(1.05)
  expect(stands(of('rain'))).toBeGreaterThan(1.2 * stands(of('white')))
})

test('waves rise far above the sea between them, brighter where they break, at uneven times and heights', () => {
  const sound = makeNoise('waves', 3, 60 * rate)
  const steps = swell(sound, 0, 0.5)
  expect(Math.max(...steps) / Math.min(...steps)).toBeGreaterThan(3)
  const tops = steps.flatMap((value, n) =>
    steps.slice(Math.max(0, n - 5), n + 6).every((other) => other <= value) ? [n] : [],
  )
  expect(tops.length).toBeGreaterThanOrEqual(5)
  expect(tops.length).toBeLessThanOrEqual(12)
  const apart = tops.slice(1).map((at, n) => (at - tops[n]!) / 2)
  expect(Math.max(...apart) - Math.min(...apart)).toBeGreaterThan(2)
  const heights = tops.map((at) => steps[at]!)
  expect(Math.max(...heights) / Math.min(...heights)).toBeGreaterThan(1.2)
  // How much of the sound is fast: steps from sample to sample over the level.
  const bright = (at: number) => {
    let [fast, all] = [0, 0]
    for (let n = at * 24_000 + 1; n < (at + 1) * 24_000; n++) {
      fast += (sound[n * 2]! - sound[n * 2 - 2]!) ** 2
      all += sound[n * 2]! ** 2
    }
    return fast / all
  }
  const calm = steps.indexOf(Math.min(...steps))
  expect(mean(tops.map(bright))).toBeGreaterThan(3 * bright(calm))
})

test('no two of them repeat together within twelve hours', () => {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  const frames = builtins.map((kind) => periodOf(builtinSeconds[kind] * rate) / codedFrame)
  const together = frames.flatMap((a, n) => frames.slice(n + 1).map((b) => (a * b) / divisor(a, b)))
  expect((Math.min(...together) * codedFrame) / rate).toBeGreaterThan(12 * 3600)
})
