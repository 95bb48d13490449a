import { channels, sampleRate } from '../ffmpeg/picture-format.ts'

export const builtins = ['rain', 'waves', 'white', 'pink', 'brown'] as const
export type Builtin = (typeof builtins)[number]

/** Seconds before each begins again: all different and without a common part, so that layers do not repeat together. */
export const builtinSeconds: Record<Builtin, number> = { rain: 61, waves: 67, white: 31, pink: 37, brown: 43 }

/** Sound without an end, made from a seed: stereo at 48 kHz, −1 to 1, interleaved. The same seed gives the same sound. */
export function makeNoise(kind: Builtin, seed: number, samples: number): Float32Array {
  const out = new Float32Array(samples * channels)
  for (let side = 0; side < channels; side++) {
    const random = seeded(seed * 7919 + side * 104_729 + 1)
    makers[kind](out, side, samples, random)
  }
  return out
}

type Maker = (out: Float32Array, side: number, samples: number, random: () => number) => void

const makers: Record<Builtin, Maker> = {
  white(out, side, samples, random) {
    for (let n = 0; n < samples; n++) out[n * 2 + side] = 0.3 * random()
  },
  pink(out, side, samples, random) {
    const next = pinkFrom(random)
    for (let n = 0; n < samples; n++) out[n * 2 + side] = 0.25 * next()
  },
  brown(out, side, samples, random) {
    const next = brownFrom(random)
    for (let n = 0; n < samples; n++) out[n * 2 + side] = 0.8 * next()
  },
  /** A hiss without its depths, and drops: short ringing knocks of many pitches. */
  rain(out, side, samples, random) {
    const next = pinkFrom(random)
    let [low, before] = [0, 0]
    for (let n = 0; n < samples; n++) {
      const value = next()
      low += 0.03 * (value - low)
      before += 0.45 * (value - low - before)
      out[n * 2 + side] = 0.22 * before
    }
    for (let at = 0; at < samples; ) {
      at += Math.floor(-Math.log(1 - (random() + 1) / 2.000_001) * (sampleRate / 45))
      drop(out, side, samples, at, 900 + 3800 * ((random() + 1) / 2) ** 2, 0.12 * ((random() + 1) / 2) ** 3)
    }
  },
  /** Surf: deep and bright noise that swell together, each wave a little different. */
  waves(out, side, samples, random) {
    const deep = brownFrom(random)
    const bright = pinkFrom(random)
    let [phase, pace, height] = [0, 1 / 9, 0.8]
    for (let n = 0; n < samples; n++) {
      phase += pace / sampleRate
      if (phase >= 1) {
        phase -= 1
        pace = 1 / (8 + 3 * Math.abs(random()))
        height = 0.65 + 0.35 * Math.abs(random())
      }
      // Rises faster than it runs out.
      const swell =
        phase < 0.35
          ? Math.sin((Math.PI / 2) * (phase / 0.35)) ** 2
          : Math.cos((Math.PI / 2) * ((phase - 0.35) / 0.65)) ** 2
      const rise = 0.12 + height * swell
      out[n * 2 + side] = rise * (0.5 * deep() + 0.22 * bright() * swell)
    }
  },
}

function drop(
  out: Float32Array,
  side: number,
  samples: number,
  at: number,
  pitch: number,
  loud: number,
): void {
  const length = Math.min(960, samples - at)
  for (let n = 0; n < length; n++) {
    const time = n / sampleRate
    out[(at + n) * 2 + side]! +=
      loud * Math.exp(-time * 260) * Math.sin(2 * Math.PI * pitch * (1 + time * 6) * time)
  }
}

/** Equal loudness in every octave: seven slower and slower followers of white noise. */
function pinkFrom(random: () => number): () => number {
  let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0]
  return () => {
    const white = random()
    a = 0.998_86 * a + white * 0.055_517_9
    b = 0.993_32 * b + white * 0.075_075_9
    c = 0.969 * c + white * 0.153_852
    d = 0.8665 * d + white * 0.310_485_6
    e = 0.55 * e + white * 0.532_952_2
    f = -0.7616 * f - white * 0.016_898
    const pink = a + b + c + d + e + f + g + white * 0.5362
    g = white * 0.115_926
    return pink * 0.3
  }
}

function brownFrom(random: () => number): () => number {
  let at = 0
  return () => {
    at = (at + 0.02 * random()) * 0.998
    return at * 3.5
  }
}

/** −1 to 1, the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = (seed ^ 0x9e37_79b9) >>> 0
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2_147_483_648 - 1
  }
}
