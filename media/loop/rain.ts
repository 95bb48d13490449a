import { channels, sampleRate } from '../ffmpeg/picture-format.ts'
import { brown, chance, knock, pink, wander } from './random-sounds.ts'

/** Samples between two looks at how hard it rains. */
const step = 256

/** Rain: the hiss of all drops far away, brighter when it pours, and near ones of every size, each at its own place. */
export function makeRain(out: Float32Array, seed: number): void {
  const samples = out.length / channels
  const pour = pouring(samples, seed)
  const sources = [pink(seed + 1), brown(seed + 2), pink(seed + 3), pink(seed + 4)] as const
  const blocks = sources.map(() => new Float32Array(step))
  const [together, deep, ...own] = blocks as [Float32Array, Float32Array, Float32Array, Float32Array]
  const [depths, tops] = [new Float64Array(channels), new Float64Array(channels)]
  for (let from = 0; from < samples; from += step) {
    for (const [n, source] of sources.entries()) source(blocks[n]!)
    const hard = pour[from / step]!
    const bright = 0.28 + 0.4 * hard
    const count = Math.min(step, samples - from)
    for (let side = 0; side < channels; side++) {
      const mine = own[side]!
      let [depth, top] = [depths[side]!, tops[side]!]
      for (let n = 0; n < count; n++) {
        const value = 0.5 * together[n]! + 0.87 * mine[n]!
        depth += 0.06 * (value - depth)
        top += bright * (value - depth - top)
        out[(from + n) * channels + side] = hard * (0.9 * top + 0.1 * deep[n]!)
      }
      depths[side] = depth
      tops[side] = top
    }
  }
  drops(out, pour, seed + 5)
}

/** How hard it rains, step by step: gusts of some seconds. */
function pouring(samples: number, seed: number): Float32Array {
  const gusts = wander(chance(seed + 6), { low: 0.62, high: 1, seconds: 4.5, step })
  return Float32Array.from({ length: Math.ceil(samples / step) }, gusts)
}

const dropsPerSecond = 150

function drops(out: Float32Array, pour: Float32Array, seed: number): void {
  const random = chance(seed)
  const samples = out.length / channels
  for (let at = 0; ; ) {
    at += 1 - Math.log(1 - random() * 0.999_999) * (sampleRate / dropsPerSecond)
    // All numbers of a drop are drawn whether it falls or not, so that a longer rain begins like a shorter one.
    const [size, tone, place, falls] = [random() ** 5, random(), 2 * random() - 1, random()]
    if (at >= samples) return
    if (falls > pour[Math.floor(at / step)]!) continue
    knock(out, Math.floor(at), {
      pitch: (700 + 4600 * (1 - size) ** 3) * (0.7 + 0.6 * tone),
      decay: 130 + 620 * (1 - size) ** 2,
      loud: 0.05 + 0.34 * size,
      place: 0.9 * place,
    })
  }
}
