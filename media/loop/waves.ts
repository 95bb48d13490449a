import { channels, sampleRate } from '../ffmpeg/picture-format.ts'
import { brown, chance, knock, pink, wander, white } from './random-sounds.ts'

/** Samples that are made at a time, and between two looks at where the waves are. */
const step = 256

/** One wave, in seconds: it comes closer, breaks, and runs up the sand. */
interface Wave {
  at: number
  rise: number
  wash: number
  height: number
  /** How much later the right hears it. */
  across: number
}

/** Surf: far sea, and waves that roll in, break and wash out, none like another. */
export function makeWaves(out: Float32Array, seed: number): void {
  const samples = out.length / channels
  const heard = levels(samples, seed)
  const shared = [pink(seed + 1), brown(seed + 2)].map((source) => ({
    source,
    block: new Float32Array(step),
  }))
  const [sea, deep] = shared.map(({ block }) => block) as [Float32Array, Float32Array]
  const sides = Array.from({ length: channels }, (_, side) => openSide(heard, side, seed))
  for (let from = 0; from < samples; from += step) {
    for (const { source, block } of shared) source(block)
    for (const next of sides) next(out, from, Math.min(step, samples - from), sea, deep)
  }
  fizz(out, heard, seed + 9)
}

/** Adds what one side hears to the next step, given what both hear of the far sea and the deep. */
function openSide(heard: Float32Array[], side: number, seed: number) {
  const lines = [heard[side]!, heard[channels + side]!, heard[2 * channels + side]!]
  const sources = [pink(seed + 3 + side), brown(seed + 5 + side), white(seed + 7 + side)]
  const blocks = sources.map(() => new Float32Array(step))
  const [noise, own, bright] = blocks as [Float32Array, Float32Array, Float32Array]
  let kept = [0, 0, 0, 0] as [number, number, number, number]
  return (out: Float32Array, from: number, count: number, sea: Float32Array, deep: Float32Array) => {
    for (const [n, source] of sources.entries()) source(blocks[n]!)
    const at = from / step
    const slopes = lines.map((line) => (line[at + 1]! - line[at]!) / step)
    const [rolls, crashes, foams] = slopes as [number, number, number]
    let [roll, crash, foam] = lines.map((line) => line[at]!) as [number, number, number]
    let [far, breaking, dull, hiss] = kept
    for (let n = 0; n < count; n++) {
      far += 0.035 * (0.6 * sea[n]! + 0.8 * noise[n]! - far)
      // The harder it breaks, the brighter.
      breaking += (0.04 + 0.36 * crash) * (noise[n]! - breaking)
      dull += 0.2 * (bright[n]! - dull)
      hiss += (0.25 + 0.35 * foam) * (bright[n]! - dull - hiss)
      out[(from + n) * channels + side] =
        0.34 * far + roll * (0.5 * deep[n]! + 0.32 * own[n]!) + 0.8 * crash * breaking + 0.22 * foam * hiss
      roll += rolls
      crash += crashes
      foam += foams
    }
    kept = [far, breaking, dull, hiss]
  }
}

/** How loud the roll, the breaking and the foam of all waves are on each side, step by step. */
function levels(samples: number, seed: number): Float32Array[] {
  const count = Math.ceil(samples / step) + 1
  const lines = Array.from({ length: 3 * channels }, () => new Float32Array(count))
  for (const wave of wavesUntil(samples / sampleRate, seed + 11))
    for (let side = 0; side < channels; side++) {
      const begin = wave.at + (side === 0 ? 0 : wave.across)
      const [first, last] = [begin, begin + wave.rise + 3.2 * wave.wash].map((s) => (s * sampleRate) / step)
      for (let n = Math.max(0, Math.ceil(first!)); n < Math.min(count, last!); n++) {
        const [roll, crash, foam] = shape((n * step) / sampleRate - begin, wave)
        lines[side]![n]! += roll
        lines[channels + side]![n]! += crash
        lines[2 * channels + side]![n]! += foam
      }
    }
  return lines
}

function shape(time: number, { rise, wash, height }: Wave): [roll: number, crash: number, foam: number] {
  const after = time - rise
  const out = smooth(1.6 - after / (2 * wash))
  const roll = after < 0 ? smooth(time / rise) ** 2 : Math.exp(-after / 1.8) * out
  const crash = after < 0 ? smooth(1 + after / 1.8) ** 1.5 : Math.exp(-after / (1.2 + 0.8 * height)) * out
  const foam = after < -0.8 ? 0 : smooth((after + 0.8) / 2.2) * Math.exp(-Math.max(0, after - 1) / wash) * out
  return [height * roll, height * crash, height * foam]
}

/** Waves come every five to eleven seconds, a few larger ones after another. */
function* wavesUntil(seconds: number, seed: number): Generator<Wave> {
  const random = chance(seed)
  const set = wander(chance(seed + 1), { low: 0, high: 1, seconds: 25, step: sampleRate * 9 })
  for (let at = -11 * random(); at < seconds; at += 5 + 6 * random())
    yield {
      at,
      rise: 2.6 + 2.4 * random(),
      wash: 2 + 1.8 * random(),
      height: 0.45 + 0.25 * random() + 0.3 * set(),
      across: 1.1 * (random() - 0.5),
    }
}

function smooth(x: number): number {
  const held = Math.min(1, Math.max(0, x))
  return held * held * (3 - 2 * held)
}

const bubblesPerSecond = 320

/** Bubbles of the foam bursting, as many as there is foam. */
function fizz(out: Float32Array, heard: Float32Array[], seed: number): void {
  const random = chance(seed)
  const samples = out.length / channels
  for (let at = 0; ; ) {
    at += 1 - Math.log(1 - random() * 0.999_999) * (sampleRate / bubblesPerSecond)
    const [tone, loud, place, bursts] = [random(), random() ** 3, 2 * random() - 1, random()]
    if (at >= samples) return
    const foam = heard[2 * channels + (place < 0 ? 0 : 1)]![Math.floor(at / step)]!
    if (bursts > foam) continue
    knock(out, Math.floor(at), {
      pitch: 2400 + 4200 * tone,
      decay: 900,
      loud: 0.012 + 0.06 * loud * foam,
      place,
    })
  }
}
